package dev.smsconfig.evidence;

import dev.smsconfig.state.SecretReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in one line of a config file, after its indentation: a key, a value in the block or the flow style. */
final class MaskedValue {

    private static final Pattern KEY = Pattern.compile("(\"[^\"\\\\]*\"|'[^']*'|[A-Za-z0-9_.*/-]+) *:(?= |$)");
    private static final Pattern FLOW_KEY = Pattern.compile("(\"[^\"\\\\]*\"|'[^']*'|[A-Za-z0-9_.*/-]+) *:(?= )");
    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^']|'')*'");
    private static final Pattern PLAIN = Pattern.compile("[^\\s\"'{}\\[\\],#&*!|>%@`?](?:[^#:]|(?<! )#|:(?! |$))*");
    private static final Pattern FLOW_PLAIN =
            Pattern.compile("[^\\s\"'{}\\[\\],#&*!|>%@`?](?:[^#:,{}\\[\\]]|(?<! )#|:(?! ))*");
    private static final Pattern SPACES = Pattern.compile(" *");
    private static final Pattern COMMENT = Pattern.compile("#.*");

    /** The text can't be read for sure. */
    static final class InDoubtException extends RuntimeException {}

    private final String text;
    private int at;
    private String keyText = "";

    MaskedValue(String text) {
        this.text = text;
    }

    private Optional<String> take(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        // a look-behind has to see what was taken before
        matcher.useTransparentBounds(true);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        at = matcher.end();
        return Optional.of(matcher.group());
    }

    /** The key that it begins with, without quotes, or empty where it begins with none. */
    Optional<String> key() {
        return takeKey(KEY);
    }

    private Optional<String> takeKey(Pattern pattern) {
        return take(pattern).map(key -> {
            keyText = key.substring(0, key.length() - 1).stripTrailing();
            return unquoted(keyText);
        });
    }

    /** The key that was taken last, as it is written. */
    String keyText() {
        return keyText;
    }

    /**
     * What follows, to the end of the line, as it may be shown.
     *
     * @param path the keys that lead to it
     */
    String rest(List<String> path) {
        take(SPACES);
        String shown = at == text.length() || text.charAt(at) == '#' ? "" : value(path, false);
        take(SPACES);
        if (take(COMMENT).isPresent()) {
            shown += (shown.isEmpty() ? "" : " ") + "# " + MaskedYaml.MASK;
        }
        if (at != text.length()) {
            throw new InDoubtException();
        }
        return shown;
    }

    private String value(List<String> path, boolean flow) {
        if (at < text.length() && text.charAt(at) == '{') {
            return mapping(path);
        }
        if (at < text.length() && text.charAt(at) == '[') {
            return sequence(path);
        }
        String written = take(QUOTED)
                .or(() -> take(flow ? FLOW_PLAIN : PLAIN).map(String::stripTrailing))
                .orElseThrow(InDoubtException::new);
        return ShownFields.isShown(path) || isReference(unquoted(written)) ? written : MaskedYaml.MASK;
    }

    private String mapping(List<String> path) {
        at++;
        List<String> entries = new ArrayList<>();
        take(SPACES);
        while (!takeEnd('}')) {
            String key = takeKey(FLOW_KEY).orElseThrow(InDoubtException::new);
            String written = keyText;
            take(SPACES);
            List<String> inner = new ArrayList<>(path);
            inner.add(key);
            entries.add(written + ": " + value(inner, true));
            separator('}');
        }
        return entries.isEmpty() ? "{}" : "{ " + String.join(", ", entries) + " }";
    }

    private String sequence(List<String> path) {
        at++;
        List<String> entries = new ArrayList<>();
        take(SPACES);
        while (!takeEnd(']')) {
            entries.add(value(path, true));
            separator(']');
        }
        return "[" + String.join(", ", entries) + "]";
    }

    private boolean takeEnd(char end) {
        if (at < text.length() && text.charAt(at) == end) {
            at++;
            return true;
        }
        return false;
    }

    private void separator(char end) {
        take(SPACES);
        if (at < text.length() && text.charAt(at) == ',') {
            at++;
            take(SPACES);
        } else if (at >= text.length() || text.charAt(at) != end) {
            throw new InDoubtException();
        }
    }

    private static String unquoted(String written) {
        return written.startsWith("\"") || written.startsWith("'")
                ? written.substring(1, written.length() - 1)
                : written;
    }

    private static boolean isReference(String value) {
        if (!value.startsWith(SecretReference.PREFIX)) {
            return false;
        }
        try {
            SecretReference.parse(value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
