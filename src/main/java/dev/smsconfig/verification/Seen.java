package dev.smsconfig.verification;

import dev.smsconfig.audit.EntryHash;
import dev.smsconfig.audit.StoredEvent;
import java.util.Arrays;

/**
 * An event as far as it matters where it belongs.
 *
 * @param stored the number that its row has
 * @param claimed the number that its body has, or -1
 * @param genuine whether its hash is that of its body under the claimed number
 */
record Seen(long stored, long claimed, boolean genuine, byte[] previous, byte[] entry) {

    static Seen of(StoredEvent row) {
        long claimed = BodyFields.of(row.body()).seq();
        boolean genuine = claimed >= 0
                && row.previous().length == EntryHash.BYTES
                && Arrays.equals(EntryHash.of(claimed, row.previous(), row.body()), row.entry());
        return new Seen(row.seq(), claimed, genuine, row.previous(), row.entry());
    }

    boolean isAlso(Seen other) {
        return Arrays.equals(entry, other.entry);
    }

    boolean follows(Seen other) {
        return Arrays.equals(previous, other.entry);
    }
}
