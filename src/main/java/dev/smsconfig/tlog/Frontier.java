package dev.smsconfig.tlog;

import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a growing tree: the roots of its complete subtrees, the largest first. It is all that is needed to
 * append leaves and to tell the root, so a log of any length is signed and verified in the memory of a few hashes. Not for
 * several threads.
 */
public final class Frontier {

    private long size;
    private final List<byte[]> roots = new ArrayList<>();

    /** That of a tree without leaves. */
    public Frontier() {}

    /**
     * @param size how many leaves the tree has
     * @param encoded as {@link #encoded} gives it
     * @throws IllegalArgumentException where a tree of that size has no such edge
     */
    public static Frontier of(long size, byte[] encoded) {
        if (size < 0 || encoded.length != Long.bitCount(size) * TreeHash.BYTES) {
            throw new IllegalArgumentException("a tree of that size has another number of complete subtrees");
        }
        Frontier frontier = new Frontier();
        frontier.size = size;
        for (int at = 0; at < encoded.length; at += TreeHash.BYTES) {
            frontier.roots.add(java.util.Arrays.copyOfRange(encoded, at, at + TreeHash.BYTES));
        }
        return frontier;
    }

    public long size() {
        return size;
    }

    /** @param leaf a leaf's hash, not its data */
    public void append(byte[] leaf) {
        byte[] root = leaf;
        for (long rest = size; (rest & 1) == 1; rest >>= 1) {
            root = TreeHash.node(roots.remove(roots.size() - 1), root);
        }
        roots.add(root);
        size++;
    }

    /** The root hash of the tree as it is now. */
    public byte[] root() {
        if (roots.isEmpty()) {
            return TreeHash.empty();
        }
        byte[] root = roots.get(roots.size() - 1);
        for (int i = roots.size() - 2; i >= 0; i--) {
            root = TreeHash.node(roots.get(i), root);
        }
        return root.clone();
    }

    /** The roots of the complete subtrees one after the other, the largest first. */
    public byte[] encoded() {
        byte[] encoded = new byte[roots.size() * TreeHash.BYTES];
        for (int i = 0; i < roots.size(); i++) {
            System.arraycopy(roots.get(i), 0, encoded, i * TreeHash.BYTES, TreeHash.BYTES);
        }
        return encoded;
    }

    /** Its parts, for {@link MerkleTree}. */
    List<byte[]> roots() {
        return List.copyOf(roots);
    }
}
