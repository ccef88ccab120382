package dev.smsconfig.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One file of the folder: its bytes checked and decoded before anything parses them. */
record ConfigFile(FileTree tree, Path path, int maxBytes, int maxNodes) {

    private static final int KIB = 1024;
    private static final byte[] LFS_POINTER =
            "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.UTF_8);
    private static final Pattern CONFLICT_MARKER = Pattern.compile("(?m)^(?:<{7}|>{7}|={7}|\\|{7})(?= |$)");

    static ConfigFile tenant(FileTree tree, Path path) {
        return new ConfigFile(tree, path, 256 * KIB, 2_000);
    }

    static ConfigFile fleet(FileTree tree, Path path) {
        return new ConfigFile(tree, path, 1024 * KIB, 20_000);
    }

    /** The document, or null where problems were found that leave no structure to look at. */
    Node.@Nullable Mapping read(FileProblems problems) {
        byte[] bytes = bytes(problems);
        String text = bytes == null ? null : decode(bytes, problems);
        return text == null ? null : new Composer(text, maxNodes, problems).document();
    }

    private byte @Nullable [] bytes(FileProblems problems) {
        try {
            // a FIFO would block the open, so look first
            FileTree.Kind kind = tree.kind(path);
            if (kind == FileTree.Kind.SYMBOLIC_LINK) {
                problems.error(Rule.FILE_SYMLINK, Position.START, FolderListing.SYMBOLIC_LINK);
                return null;
            }
            if (kind != FileTree.Kind.FILE && kind != FileTree.Kind.MISSING) {
                problems.error(Rule.FILE_IRREGULAR, Position.START, "not a regular file; put a YAML file here");
                return null;
            }
            byte[] bytes = tree.read(path, maxBytes);
            if (bytes == null) {
                problems.error(
                        Rule.FILE_TOO_LARGE,
                        Position.START,
                        "larger than " + maxBytes / KIB + " KiB; a config file is far smaller, check what this is");
            } else if (startsWith(bytes, LFS_POINTER)) {
                problems.error(
                        Rule.FILE_LFS_POINTER,
                        Position.START,
                        "a pointer of git LFS instead of the file; keep config files out of LFS");
                return null;
            }
            return bytes;
        } catch (IOException e) {
            problems.error(Rule.FILE_UNREADABLE, Position.START, "cannot be read; " + tree.adviceWhereUnreadable());
        }
        return null;
    }

    private static boolean startsWith(byte[] bytes, byte[] beginning) {
        return bytes.length >= beginning.length
                && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
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
            problems.warning(
                    Rule.YAML_BYTE_ORDER_MARK,
                    Position.START,
                    "a byte order mark at the start, which is passed over; save the file as UTF-8 without it");
        }
        return hasForbiddenCharacter(text, problems) || hasConflictMarker(text, problems) ? null : text;
    }

    private static boolean hasForbiddenCharacter(String text, FileProblems problems) {
        boolean warned = false;
        boolean inComment = isCommentLine(text, 0);
        int length;
        for (int i = 0; i < text.length(); i += length) {
            int c = text.codePointAt(i);
            length = Character.charCount(c);
            boolean lineEnd = c == '\n' || c == '\r' && text.startsWith("\n", i + 1);
            if (c == '\n') {
                inComment = isCommentLine(text, i + 1);
            }
            if (lineEnd || !Characters.isForbidden(c)) {
                continue;
            }
            if (inComment && Characters.isHarmlessInComment(c)) {
                if (!warned) {
                    problems.warning(
                            Rule.YAML_CHARACTER,
                            positionIn(text, i),
                            "an invisible character (" + String.format("U+%04X", c) + ") in a comment; delete it");
                }
                warned = true;
            } else {
                boolean mark = c == Characters.BYTE_ORDER_MARK;
                problems.error(
                        mark ? Rule.YAML_BYTE_ORDER_MARK : Rule.YAML_CHARACTER,
                        positionIn(text, i),
                        mark
                                ? "a byte order mark inside the file; delete this invisible character"
                                : "a control, invisible or unassigned character (" + String.format("U+%04X", c)
                                        + "); delete it");
                return true;
            }
        }
        return false;
    }

    /** A line of a block scalar may look so too; the characters of a scalar are judged again with its field. */
    private static boolean isCommentLine(String text, int start) {
        int i = start;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        return text.startsWith("#", i);
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
