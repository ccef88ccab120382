package dev.smsconfig.tlog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proof that an entry stands in a log, to be checked without the log (C2SP tlog-proof; the usual name of such a file ends
 * with {@code .tlog-proof}).
 *
 * @param extra bytes for whoever reads it, or null; nothing vouches for them
 * @param index of the entry
 * @param path the audit path, from the leaf's sibling to the root's child
 * @param note the checkpoint as the log signed it
 */
public record TlogProof(byte @Nullable [] extra, long index, List<byte[]> path, SignedNote note) {

    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";
    private static final int LONGEST_PATH = 63;

    /** One without extra data. */
    public TlogProof(long index, List<byte[]> path, SignedNote note) {
        this(null, index, path, note);
    }

    public TlogProof {
        path = List.copyOf(path);
    }

    public static TlogProof parse(String text) throws MalformedException {
        int blank = text.indexOf("\n\n");
        if (blank < 0) {
            throw new MalformedException("a proof is a head, an empty line and a checkpoint");
        }
        List<String> lines = new ArrayList<>(List.of(text.substring(0, blank).split("\n", -1)));
        if (!lines.remove(0).equals(HEADER)) {
            throw new MalformedException("a proof begins with " + HEADER);
        }
        byte[] extra = null;
        if (!lines.isEmpty() && lines.get(0).startsWith(EXTRA)) {
            extra = Base64Text.parse(lines.remove(0).substring(EXTRA.length()), "the proof's extra data");
        }
        if (lines.isEmpty() || !lines.get(0).startsWith(INDEX) || lines.size() > LONGEST_PATH + 1) {
            throw new MalformedException("a proof has an index and at most " + LONGEST_PATH + " hashes");
        }
        long index = Base64Text.number(lines.remove(0).substring(INDEX.length()), "the proof's index");
        List<byte[]> path = new ArrayList<>();
        for (String line : lines) {
            path.add(Base64Text.hash(line, "a hash of the proof"));
        }
        return new TlogProof(extra, index, path, SignedNote.parse(text.substring(blank + 2)));
    }

    public String text() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        byte[] bytes = extra;
        if (bytes != null) {
            text.append(EXTRA).append(Base64Text.of(bytes)).append('\n');
        }
        text.append(INDEX).append(index).append('\n');
        path.forEach(hash -> text.append(Base64Text.of(hash)).append('\n'));
        return text.append('\n').append(note).toString();
    }

    /**
     * Whether the log that one of these keys vouches for has that leaf there.
     *
     * @param leaf the entry's leaf hash, made from what one has of it
     */
    public boolean proves(byte[] leaf, List<VerifierKey> keys) throws MalformedException {
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        SignedNote.Check check = note.check(keys);
        return check.holds()
                && check.by().stream().anyMatch(key -> key.name().equals(checkpoint.origin()))
                && Proofs.includes(index, checkpoint.size(), leaf, path, checkpoint.root());
    }
}
