package dev.smsconfig.tlog;

import java.util.Arrays;
import java.util.List;

/**
 * What a log says of itself at one moment (C2SP tlog-checkpoint).
 *
 * @param origin the name of the log
 * @param size how many entries it has
 * @param root the root hash of the tree over them
 */
public record Checkpoint(String origin, long size, byte[] root) {

    public Checkpoint {
        if (origin.isEmpty() || origin.contains("\n") || size < 0 || root.length != TreeHash.BYTES) {
            throw new IllegalArgumentException("a checkpoint has an origin in one line, a size and a SHA-256");
        }
        root = root.clone();
    }

    /** @param text of a note; lines after the third are allowed and ignored */
    public static Checkpoint parse(String text) throws MalformedException {
        List<String> lines = Arrays.asList(text.split("\n", -1));
        // the last is what comes after the last line end
        List<String> whole = lines.subList(0, lines.size() - 1);
        if (!text.endsWith("\n") || whole.size() < 3 || whole.stream().anyMatch(String::isEmpty)) {
            throw new MalformedException("a checkpoint has at least three lines, none of them empty");
        }
        return new Checkpoint(
                whole.get(0),
                Base64Text.number(whole.get(1), "the checkpoint's size"),
                Base64Text.hash(whole.get(2), "the checkpoint's root"));
    }

    /** What is signed. */
    public String text() {
        return origin + "\n" + size + "\n" + Base64Text.of(root) + "\n";
    }

    @Override
    public byte[] root() {
        return root.clone();
    }

    public boolean hasRoot(byte[] other) {
        return Arrays.equals(root, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint that && text().equals(that.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }
}
