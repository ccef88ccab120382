package dev.smsconfig.tlog;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes of RFC 6962: leaves and inner nodes are told apart by their first byte. */
public final class TreeHash {

    public static final int BYTES = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    /** Looking up an algorithm takes as long as hashing a short event; each use leaves it as new. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(TreeHash::sha256);

    private TreeHash() {}

    /** The root of a tree without leaves. */
    public static byte[] empty() {
        return sha256().digest();
    }

    /** @param data of the leaf, in parts that follow one another */
    public static byte[] leaf(byte[]... data) {
        return hash(LEAF, data);
    }

    public static byte[] node(byte[] left, byte[] right) {
        return hash(NODE, left, right);
    }

    /** In one piece: a digest that is given parts copies them block by block. */
    private static byte[] hash(byte kind, byte[]... parts) {
        int length = 1;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] all = new byte[length];
        all[0] = kind;
        int at = 1;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return SHA_256.get().digest(all);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
