package dev.smsconfig.tlog;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes of RFC 6962: leaves and inner nodes are told apart by their first byte. */
public final class TreeHash {

    public static final int BYTES = 32;

    /** Looking up an algorithm takes as long as hashing a short event; each use leaves it as new. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(TreeHash::sha256);

    private TreeHash() {}

    /** The root of a tree without leaves. */
    public static byte[] empty() {
        return sha256().digest();
    }

    /** @param data of the leaf, in parts that follow one another */
    public static byte[] leaf(byte[]... data) {
        MessageDigest digest = SHA_256.get();
        digest.update((byte) 0);
        for (byte[] part : data) {
            digest.update(part);
        }
        return digest.digest();
    }

    public static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = SHA_256.get();
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
