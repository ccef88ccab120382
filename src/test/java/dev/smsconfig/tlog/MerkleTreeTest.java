package dev.smsconfig.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

    /** The leaves and root that all implementations of RFC 6962 are compared by. */
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final String ROOT = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328";

    private static final int LARGEST = 40;

    private static byte[] leaf(int i) {
        return TreeHash.leaf(new byte[] {(byte) i, 1});
    }

    private static MerkleTree treeOf(int size) {
        MerkleTree tree = new MerkleTree();
        for (int i = 0; i < size; i++) {
            tree.append(leaf(i));
        }
        return tree;
    }

    /** The definition of RFC 6962, section 2.1, word by word. */
    private static byte[] definition(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return TreeHash.empty();
        }
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int k = 1;
        while (k * 2 < leaves.size()) {
            k *= 2;
        }
        return TreeHash.node(definition(leaves.subList(0, k)), definition(leaves.subList(k, leaves.size())));
    }

    @Test
    void theRootOfTheStandardLeavesIsTheKnownOne() {
        MerkleTree tree = new MerkleTree();
        Frontier frontier = new Frontier();
        for (String leaf : LEAVES) {
            tree.append(TreeHash.leaf(HexFormat.of().parseHex(leaf)));
            frontier.append(TreeHash.leaf(HexFormat.of().parseHex(leaf)));
        }
        assertThat(HexFormat.of().formatHex(tree.root(8))).isEqualTo(ROOT);
        assertThat(HexFormat.of().formatHex(frontier.root())).isEqualTo(ROOT);
    }

    @Test
    void theRootOfNoLeavesIsTheHashOfNothing() {
        String known = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assertThat(HexFormat.of().formatHex(new MerkleTree().root(0))).isEqualTo(known);
        assertThat(HexFormat.of().formatHex(new Frontier().root())).isEqualTo(known);
    }

    @Test
    void rootsOfEverySizeAreThoseOfTheDefinition() {
        MerkleTree tree = treeOf(LARGEST);
        Frontier frontier = new Frontier();
        List<byte[]> leaves = new ArrayList<>();
        for (int size = 0; size <= LARGEST; size++) {
            byte[] expected = definition(leaves);
            assertThat(tree.root(size)).isEqualTo(expected);
            assertThat(frontier.root()).isEqualTo(expected);
            assertThat(Frontier.of(size, frontier.encoded()).root()).isEqualTo(expected);
            leaves.add(leaf(size));
            frontier.append(leaf(size));
        }
    }

    @Test
    void everyLeafIsProvenInEverySizeAndInNoOtherPlace() {
        MerkleTree tree = treeOf(LARGEST);
        for (int size = 1; size <= LARGEST; size++) {
            for (int index = 0; index < size; index++) {
                List<byte[]> path = tree.inclusion(index, size);
                assertThat(Proofs.includes(index, size, leaf(index), path, tree.root(size)))
                        .isTrue();
                assertThat(Proofs.includes(index, size, leaf(index + 1), path, tree.root(size)))
                        .isFalse();
                for (int other = 0; other < size; other++) {
                    assertThat(Proofs.includes(other, size, leaf(index), path, tree.root(size)))
                            .isEqualTo(other == index);
                }
            }
        }
    }

    @Test
    void everySizeIsProvenToExtendEverySmallerOne() {
        MerkleTree tree = treeOf(LARGEST);
        for (int to = 1; to <= LARGEST; to++) {
            for (int from = 1; from <= to; from++) {
                List<byte[]> proof = tree.consistency(from, to);
                assertThat(Proofs.extend(from, tree.root(from), to, tree.root(to), proof))
                        .isTrue();
                byte[] otherRoot = treeOf(LARGEST).root(from == 1 ? 2 : from - 1);
                assertThat(Proofs.extend(from, otherRoot, to, tree.root(to), proof))
                        .isFalse();
            }
        }
    }

    @Test
    void aProofWithOneBitChangedProvesNothing() {
        Random random = new Random(61);
        MerkleTree tree = treeOf(LARGEST);
        for (int round = 0; round < 500; round++) {
            int size = 2 + random.nextInt(LARGEST - 1);
            int index = random.nextInt(size);
            List<byte[]> path = flipped(tree.inclusion(index, size), random);
            assertThat(Proofs.includes(index, size, leaf(index), path, tree.root(size)))
                    .isFalse();
            int from = 1 + random.nextInt(size - 1);
            List<byte[]> proof = flipped(tree.consistency(from, size), random);
            assertThat(Proofs.extend(from, tree.root(from), size, tree.root(size), proof))
                    .isFalse();
        }
    }

    private static List<byte[]> flipped(List<byte[]> hashes, Random random) {
        List<byte[]> copy = new ArrayList<>();
        hashes.forEach(hash -> copy.add(hash.clone()));
        copy.get(random.nextInt(copy.size()))[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
        return copy;
    }

    @Test
    void aTreeThatBeginsAtAFrontierProvesWhatComesAfter() {
        MerkleTree whole = treeOf(LARGEST);
        for (int begin = 0; begin <= LARGEST; begin++) {
            Frontier frontier = new Frontier();
            for (int i = 0; i < begin; i++) {
                frontier.append(leaf(i));
            }
            MerkleTree rest = new MerkleTree(frontier);
            for (int i = begin; i < LARGEST; i++) {
                rest.append(leaf(i));
            }
            assertThat(rest.root(LARGEST)).isEqualTo(whole.root(LARGEST));
            for (int index = begin; index < LARGEST; index++) {
                assertThat(hex(rest.inclusion(index, LARGEST))).isEqualTo(hex(whole.inclusion(index, LARGEST)));
            }
            if (begin > 0) {
                assertThat(rest.root(begin)).isEqualTo(whole.root(begin));
                assertThat(hex(rest.consistency(begin, LARGEST))).isEqualTo(hex(whole.consistency(begin, LARGEST)));
                assertThatThrownBy(() -> rest.inclusion(0, LARGEST)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    private static List<String> hex(List<byte[]> hashes) {
        return hashes.stream().map(HexFormat.of()::formatHex).toList();
    }

    @Test
    void aFrontierOfAnotherSizeIsRefused() {
        assertThatThrownBy(() -> Frontier.of(3, new byte[32])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Frontier.of(-1, new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
