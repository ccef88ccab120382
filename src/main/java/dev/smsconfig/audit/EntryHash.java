package dev.smsconfig.audit;

import dev.smsconfig.tlog.TreeHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * How an event of the trail is hashed. Each hash covers the one before it, and is at the same time the RFC 6962 leaf hash
 * of {@code "ssc-audit-v1" ‖ seq ‖ previous ‖ body}, so that the trail is a chain and the leaves of a Merkle tree in one.
 */
public final class EntryHash {

    public static final int BYTES = 32;

    private static final byte[] DOMAIN = "ssc-audit-v1".getBytes(StandardCharsets.US_ASCII);

    private EntryHash() {}

    /** What stands for the hash before the first event: 32 zero bytes, a new array each time. */
    public static byte[] first() {
        return new byte[BYTES];
    }

    /**
     * SHA-256(0x00 ‖ "ssc-audit-v1" ‖ seq, 8 bytes, big-endian ‖ previous ‖ body).
     *
     * @param seq the event's number, from 0
     * @param previous the hash of the event before
     * @param body the event's JSON, exactly as it is stored
     */
    public static byte[] of(long seq, byte[] previous, byte[] body) {
        return TreeHash.leaf(
                DOMAIN, ByteBuffer.allocate(Long.BYTES).putLong(seq).array(), previous, body);
    }
}
