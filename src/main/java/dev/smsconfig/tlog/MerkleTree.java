package dev.smsconfig.tlog;

import java.util.ArrayList;
import java.util.List;

/**
 * A tree with all its complete nodes, which makes proofs: 64 bytes of memory for each leaf. It may begin at a
 * {@link Frontier}, where the leaves before are gone; then it proves what comes after. Not for several threads.
 */
public final class MerkleTree {

    /** The complete nodes of one level, from the first that is known. */
    private static final class Level {
        private final long first;
        private final List<byte[]> nodes = new ArrayList<>();

        Level(long first) {
            this.first = first;
        }
    }

    private final List<Level> levels = new ArrayList<>();
    private final long begin;
    private long size;

    /** One without leaves. */
    public MerkleTree() {
        this(new Frontier());
    }

    /** One whose first leaves are only known by their frontier. */
    public MerkleTree(Frontier frontier) {
        begin = frontier.size();
        size = begin;
        List<byte[]> roots = frontier.roots();
        int next = roots.size() - 1;
        for (int height = 0; begin >> height > 0; height++) {
            boolean complete = (begin >> height & 1) == 1;
            Level level = new Level((begin >> height) - (complete ? 1 : 0));
            if (complete) {
                level.nodes.add(roots.get(next--));
            }
            levels.add(level);
        }
    }

    public long size() {
        return size;
    }

    /** @param leaf a leaf's hash, not its data */
    public void append(byte[] leaf) {
        byte[] node = leaf;
        long index = size;
        int height = 0;
        level(height).nodes.add(node);
        while ((index & 1) == 1) {
            node = TreeHash.node(node(height, index - 1), node);
            index >>= 1;
            height++;
            level(height).nodes.add(node);
        }
        size++;
    }

    private Level level(int height) {
        while (levels.size() <= height) {
            levels.add(new Level(0));
        }
        return levels.get(height);
    }

    private byte[] node(int height, long index) {
        Level level = levels.get(height);
        long at = index - level.first;
        if (at < 0) {
            throw new IllegalArgumentException("the leaves below were pruned");
        }
        return level.nodes.get(Math.toIntExact(at));
    }

    /**
     * The root that the tree had at a size.
     *
     * @throws IllegalArgumentException where it never had that size, or its leaves were pruned
     */
    public byte[] root(long ofSize) {
        requireSize(ofSize);
        return ofSize == 0 ? TreeHash.empty() : range(0, ofSize).clone();
    }

    /**
     * The audit path of a leaf, from its sibling to the root's child.
     *
     * @throws IllegalArgumentException where the tree had no such leaf at that size, or it was pruned
     */
    public List<byte[]> inclusion(long index, long ofSize) {
        requireSize(ofSize);
        if (index < begin || index >= ofSize) {
            throw new IllegalArgumentException("a tree of that size holds no such leaf");
        }
        List<byte[]> path = new ArrayList<>();
        long low = 0;
        long high = ofSize;
        while (high - low > 1) {
            long middle = low + split(high - low);
            if (index < middle) {
                path.add(0, range(middle, high));
                high = middle;
            } else {
                path.add(0, range(low, middle));
                low = middle;
            }
        }
        return path;
    }

    /**
     * The proof that the tree at one size begins with the tree at another.
     *
     * @param from at least 1
     * @throws IllegalArgumentException where the tree never had these sizes, or what is needed was pruned
     */
    public List<byte[]> consistency(long from, long to) {
        requireSize(to);
        if (from < 1 || from > to) {
            throw new IllegalArgumentException("a tree grows from at least one leaf");
        }
        List<byte[]> proof = new ArrayList<>();
        long low = 0;
        long high = to;
        boolean whole = true;
        while (high != from) {
            long middle = low + split(high - low);
            if (from <= middle) {
                proof.add(0, range(middle, high));
                high = middle;
            } else {
                proof.add(0, range(low, middle));
                low = middle;
                whole = false;
            }
        }
        if (!whole) {
            proof.add(0, range(low, high));
        }
        return proof;
    }

    private void requireSize(long ofSize) {
        if (ofSize < 0 || ofSize > size) {
            throw new IllegalArgumentException("the tree never had that size");
        }
    }

    /** The hash over a range as the splits of RFC 6962 make them: it begins at a multiple of its largest power of two. */
    private byte[] range(long low, long high) {
        long width = high - low;
        if (Long.bitCount(width) == 1) {
            int height = Long.numberOfTrailingZeros(width);
            return node(height, low >> height);
        }
        long middle = low + split(width);
        return TreeHash.node(range(low, middle), range(middle, high));
    }

    /** The largest power of two below a width of at least 2. */
    private static long split(long width) {
        return Long.highestOneBit(width - 1);
    }
}
