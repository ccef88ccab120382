package dev.smsconfig.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One file of the folder: its bytes checked and decoded before anything parses them. */
record ConfigFile(Path path, int maxBytes, int maxNodes) {

    private static final int KIB = 1024;
    private static final Pattern CONFLICT_MARKER = Pattern.compile("(?m)^(?:<{7}|>{7}|={7}|\\|{7})(?= |$)");

    static ConfigFile tenant(Path path) {
        return new ConfigFile(path, 256 * KIB, 2_000);
    }

    static ConfigFile fleet(Path path) {
        return new ConfigFile(path, 1024 * KIB, 20_000);
    }

    /** The document, or null where problems were found that leave no structure to look at. */
    Node.@Nullable Mapping read(FileProblems problems) {
        byte[] bytes = bytes(problems);
        String text = bytes == null ? null : decode(bytes, problems);
        return text == null ? null : new Composer(text, maxNodes, problems).document();
    }

    private byte @Nullable [] bytes(FileProblems problems) {
        try {
            // a FIFO would block the open, so look first; NOFOLLOW keeps the look and the open about one file
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isSymbolicLink()) {
                problems.error(Rule.FILE_SYMLINK, Position.START, "a symbolic link; put the file itself here");
                return null;
            }
            if (!attributes.isRegularFile()) {
                problems.error(Rule.FILE_IRREGULAR, Position.START, "not a regular file; put a YAML file here");
                return null;
            }
            try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
                byte[] bytes = in.readNBytes(maxBytes + 1);
                if (bytes.length <= maxBytes) {
                    return bytes;
                }
            }
            problems.error(
                    Rule.FILE_TOO_LARGE,
                    Position.START,
                    "larger than " + maxBytes / KIB + " KiB; a config file is far smaller, check what this is");
        } catch (IOException e) {
            problems.error(Rule.FILE_UNREADABLE, Position.START, "cannot be read; check the file's permissions");
        }
        return null;
    }

    /** Package-private for tests. */
    static @Nullable String decode(byte[] bytes, FileProblems problems) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        boolean malformed = decoder.decode(in, out, true).isError();
        String text = out.flip().toString();
        if (malformed) {
            problems.error(
                    Rule.YAML_ENCODING, positionIn(text, text.length()), "not UTF-8 here; save the file as UTF-8");
            return null;
        }
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        return hasForbiddenCharacter(text, problems) || hasConflictMarker(text, problems) ? null : text;
    }

    private static boolean hasForbiddenCharacter(String text, FileProblems problems) {
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            int length = Character.charCount(c);
            boolean lineEnd = c == '\n' || c == '\r' && text.startsWith("\n", i + 1);
            if (!lineEnd && Characters.isForbidden(c)) {
                boolean mark = c == Characters.BYTE_ORDER_MARK;
                problems.error(
                        mark ? Rule.YAML_BYTE_ORDER_MARK : Rule.YAML_CHARACTER,
                        positionIn(text, i),
                        mark
                                ? "a byte order mark inside the file; delete this invisible character"
                                : "a control or invisible character (" + String.format("U+%04X", c) + "); delete it");
                return true;
            }
            i += length;
        }
        return false;
    }

    private static boolean hasConflictMarker(String text, FileProblems problems) {
        Matcher marker = CONFLICT_MARKER.matcher(text);
        if (!marker.find()) {
            return false;
        }
        problems.error(
                Rule.YAML_CONFLICT_MARKER,
                positionIn(text, marker.start()),
                "a conflict marker of a git merge; resolve the conflict and commit again");
        return true;
    }

    private static Position positionIn(String text, int index) {
        int lineStart = text.lastIndexOf('\n', index - 1) + 1;
        int line = 1
                + (int) text.substring(0, lineStart)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return new Position(line, 1 + text.codePointCount(lineStart, index));
    }
}
