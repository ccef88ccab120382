package dev.smsconfig.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointTest {

    private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    private static final String TEXT = "example.com/behind-the-sofa\n20852163\n" + ROOT + "\n";
    private static final SignerKey LOG = TestSigners.signer("example.com/log", 3);

    @Test
    void theExampleOfTheSpecificationIsReadAndWritten() throws MalformedException {
        Checkpoint checkpoint = Checkpoint.parse(TEXT);
        assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(checkpoint.size()).isEqualTo(20852163);
        assertThat(checkpoint.text()).isEqualTo(TEXT);
        assertThat(Checkpoint.parse(TEXT + "extension\n")).isEqualTo(checkpoint);
    }

    @Test
    void whatIsNoCheckpointIsRefused() {
        for (String text : List.of(
                "",
                "a\n1\n",
                "a\n01\n" + ROOT + "\n",
                "a\n-1\n" + ROOT + "\n",
                "a\n1\nAAAA\n",
                "\n1\n" + ROOT + "\n",
                "a\n1\n" + ROOT,
                "a\n1\n" + ROOT + "\n\nb\n",
                "a\n9999999999999999999\n" + ROOT + "\n")) {
            assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(MalformedException.class);
        }
    }

    private static TlogProof proof(int index, int size) {
        MerkleTree tree = new MerkleTree();
        for (int i = 0; i < size; i++) {
            tree.append(TreeHash.leaf(new byte[] {(byte) i}));
        }
        SignedNote note =
                SignedNote.sign(new Checkpoint("example.com/log", size, tree.root(size)).text(), List.of(LOG));
        return new TlogProof(index, tree.inclusion(index, size), note);
    }

    @Test
    void aProofIsReadAgainAndProvesItsLeafOnly() throws MalformedException {
        for (int size = 1; size < 20; size++) {
            for (int index = 0; index < size; index++) {
                String text = proof(index, size).text();
                TlogProof read = TlogProof.parse(text);
                assertThat(read.text()).isEqualTo(text);
                List<VerifierKey> keys = List.of(LOG.verifier());
                assertThat(read.proves(TreeHash.leaf(new byte[] {(byte) index}), keys))
                        .isTrue();
                assertThat(read.proves(TreeHash.leaf(new byte[] {(byte) (index + 1)}), keys))
                        .isFalse();
            }
        }
    }

    @Test
    void aProofUnderAnotherKeyOrOfAnotherLogProvesNothing() throws MalformedException {
        TlogProof proof = proof(3, 5);
        byte[] leaf = TreeHash.leaf(new byte[] {3});
        assertThat(proof.proves(
                        leaf, List.of(TestSigners.signer("example.com/log", 4).verifier())))
                .isFalse();
        SignerKey other = TestSigners.signer("example.com/other", 3);
        SignedNote bySomebodyElse = SignedNote.sign(proof.note().text(), List.of(other));
        assertThat(new TlogProof(3, proof.path(), bySomebodyElse).proves(leaf, List.of(other.verifier())))
                .isFalse();
    }

    @Test
    void extraDataIsKept() throws MalformedException {
        TlogProof proof = proof(0, 2);
        TlogProof read = TlogProof.parse(new TlogProof(new byte[] {1, 2}, 0, proof.path(), proof.note()).text());
        assertThat(read.extra()).isEqualTo(new byte[] {1, 2});
    }

    @Test
    void whatIsNoProofIsRefused() {
        String good = proof(3, 5).text();
        for (String text : List.of(
                "",
                good.replace("@v1", "@v2"),
                good.replace("index 3", "index 03"),
                good.replace("index 3\n", ""),
                good.replace("\n\n", "\n"),
                good.replaceFirst("=\n", "\n"))) {
            assertThatThrownBy(() -> TlogProof.parse(text)).isInstanceOf(MalformedException.class);
        }
    }
}
