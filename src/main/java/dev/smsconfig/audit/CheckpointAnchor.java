package dev.smsconfig.audit;

import dev.smsconfig.tlog.Checkpoint;
import dev.smsconfig.tlog.MalformedException;
import dev.smsconfig.tlog.SignedNote;
import dev.smsconfig.tlog.VerifierKey;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where checkpoints are kept outside of the repository, so that whoever changes the repository can't change them with it.
 * They are only ever added.
 */
public interface CheckpointAnchor {

    /**
     * A checkpoint that is kept.
     *
     * @param size as its name says
     * @param runId as its name says
     * @param note its bytes, in whatever state they are
     */
    record Kept(String name, long size, String runId, byte[] note) {

        private static final Pattern NAME = Pattern.compile("(0|[1-9][0-9]{0,17})-([A-Za-z0-9._-]{1,40})\\.note");

        /** What was kept under a name, wherever that was; empty where it is no name of a checkpoint. */
        public static Optional<Kept> named(String name, byte[] note) {
            Matcher matcher = NAME.matcher(name);
            return matcher.matches()
                    ? Optional.of(new Kept(name, Long.parseLong(matcher.group(1)), matcher.group(2), note))
                    : Optional.empty();
        }
    }

    /** What people are told of where it is. */
    String name();

    /** Its name in the ledger: the same whatever way it was named. */
    String place();

    /**
     * Brings a checkpoint there. It may be there already, but not another in its place.
     *
     * @throws CheckpointConflictException where something else has its name
     * @throws AnchorUnusableException where nothing should be added
     */
    void add(StoredCheckpoint checkpoint) throws IOException;

    /** Which of the ledger's checkpoints are still to be brought there, by size. */
    List<StoredCheckpoint> missing(CheckpointLedger ledger) throws IOException;

    /** The names of all files that are there, in any order; none where there is no such place yet. */
    List<String> names() throws IOException;

    /** What is kept under one of these names; of something too large for a checkpoint, nothing. */
    byte[] read(String name) throws IOException;

    /** All files that may be checkpoints, each as {@link #read} gives it. */
    default Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        for (String name : names()) {
            if (Kept.named(name, new byte[0]).isPresent()) {
                files.put(name, read(name));
            }
        }
        return files;
    }

    /** All checkpoints that are there, by size. */
    default List<Kept> all() throws IOException {
        return files().entrySet().stream()
                .flatMap(file -> Kept.named(file.getKey(), file.getValue()).stream())
                .sorted(Comparator.comparingLong(Kept::size).thenComparing(Kept::name))
                .toList();
    }

    /** The one of the largest trail that the key vouches for. */
    default Optional<Checkpoint> newestBy(VerifierKey key) throws IOException {
        List<Kept> newestFirst = names().stream()
                .flatMap(name -> Kept.named(name, new byte[0]).stream())
                .sorted(Comparator.comparingLong(Kept::size).reversed())
                .toList();
        for (Kept named : newestFirst) {
            try {
                SignedNote note = SignedNote.parse(read(named.name()));
                Checkpoint checkpoint = Checkpoint.parse(note.text());
                if (note.check(List.of(key)).holds() && checkpoint.origin().equals(key.name())) {
                    return Optional.of(checkpoint);
                }
            } catch (MalformedException e) {
                // it vouches for nothing; an older one may
            }
        }
        return Optional.empty();
    }
}
