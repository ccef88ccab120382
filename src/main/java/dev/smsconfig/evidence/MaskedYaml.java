package dev.smsconfig.evidence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Config files with every value masked that is not known to hold no secret, line by line. Reads only what is written the
 * way people write config files, a key and its value in one line; where a line is anything else, nothing of the file is
 * shown, since a line that is read wrongly might be part of a password. Comments are never shown.
 */
final class MaskedYaml {

    static final String MASK = "***";

    private static final Pattern BLANK_OR_COMMENT = Pattern.compile("( *)(#.*)?");
    private static final Pattern ITEM = Pattern.compile("( *)- (.*)");
    private static final Pattern LINE = Pattern.compile("( *)([^ ].*)");
    private static final int MOST_LINES = 20_000;

    /** A key that lines below belong to. */
    private record Open(int indent, String key, boolean hasValue) {}

    private final Deque<Open> open = new ArrayDeque<>();

    private MaskedYaml() {}

    /** The lines as they may be shown, one for each of the text; or empty where that is in doubt. */
    static Optional<List<String>> lines(String text) {
        List<String> lines = new ArrayList<>(text.lines().limit(MOST_LINES + 1L).toList());
        if (lines.size() > MOST_LINES || text.chars().anyMatch(MaskedYaml::isOdd)) {
            return Optional.empty();
        }
        MaskedYaml file = new MaskedYaml();
        try {
            lines.replaceAll(file::masked);
            return Optional.of(lines);
        } catch (MaskedValue.InDoubtException e) {
            return Optional.empty();
        }
    }

    /** What readers may take for the end of a line, and what terminals obey. */
    private static boolean isOdd(int c) {
        return c != '\n' && (Character.isISOControl(c) || c == '\u2028' || c == '\u2029');
    }

    private String masked(String line) {
        Matcher empty = BLANK_OR_COMMENT.matcher(line);
        if (empty.matches()) {
            return empty.group(2) == null ? "" : empty.group(1) + "# " + MASK;
        }
        if (line.equals("---")) {
            return line;
        }
        Matcher item = ITEM.matcher(line);
        if (item.matches()) {
            int indent = item.group(1).length();
            closeFrom(indent, true);
            return item.group(1) + "- " + content(indent + 2, item.group(2), true);
        }
        Matcher plain = LINE.matcher(line);
        if (!plain.matches()) {
            throw new MaskedValue.InDoubtException();
        }
        int indent = plain.group(1).length();
        closeFrom(indent, false);
        return plain.group(1) + content(indent, plain.group(2), false);
    }

    /** Items of a list may stand as far left as the key that they belong to. */
    private void closeFrom(int indent, boolean item) {
        while (!open.isEmpty()
                && (open.peek().indent > indent
                        || (open.peek().indent == indent && !(item && !open.peek().hasValue)))) {
            open.pop();
        }
        if (!open.isEmpty() && open.peek().hasValue) {
            // what stands below a value goes on with it
            throw new MaskedValue.InDoubtException();
        }
    }

    private String content(int indent, String text, boolean mayBeValue) {
        MaskedValue value = new MaskedValue(text);
        Optional<String> key = value.key();
        if (key.isEmpty()) {
            if (!mayBeValue) {
                throw new MaskedValue.InDoubtException();
            }
            String shown = value.rest(path());
            open.push(new Open(indent, "", true));
            return shown;
        }
        String name = key.get();
        String written = value.keyText();
        open.push(new Open(indent, name, false));
        String shown = value.rest(path());
        if (!shown.isEmpty() && !shown.startsWith("#")) {
            open.pop();
            open.push(new Open(indent, name, true));
        }
        return written + ":" + (shown.isEmpty() ? "" : " " + shown);
    }

    /** The keys that lead to what is read, from the top. */
    private List<String> path() {
        List<String> keys = StreamSupport.stream(((Iterable<Open>) open::descendingIterator).spliterator(), false)
                .map(Open::key)
                .filter(key -> !key.isEmpty())
                .collect(Collectors.toList());
        return List.copyOf(keys);
    }
}
