package dev.smsconfig.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.smsconfig.state.Provenance;
import dev.smsconfig.state.Provenance.Approval;
import dev.smsconfig.state.Provenance.Evidence;
import dev.smsconfig.state.Provenance.Person;
import dev.smsconfig.state.Provenance.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvenanceTest {

    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    private static final AllowedSigners IN_REPOSITORY = new AllowedSigners.InRepository("configs/allowed_signers");

    @TempDir
    Path dir;

    private TestRepository repository;

    @BeforeEach
    void commitAFleet() {
        repository = TestRepository.withFleet(dir.resolve("repository"));
    }

    private Provenance provenance(@Nullable AllowedSigners signers) {
        return provenance(repository, "HEAD", signers);
    }

    private static Provenance provenance(TestRepository of, String revision, @Nullable AllowedSigners signers) {
        try (GitFolder folder = GitFolder.at(of.configs(), revision)) {
            return Objects.requireNonNull(folder.version(signers, NOW).provenance());
        } catch (RevisionUnavailableException e) {
            throw new AssertionError(e);
        }
    }

    private Signature signature(@Nullable AllowedSigners signers) {
        return provenance(signers).signature();
    }

    /** Makes a key; gives its public half. */
    private String key(String name, String type) {
        try {
            assumeTrue(
                    List.of(System.getenv("PATH").split(":")).stream()
                            .anyMatch(bin -> Files.isExecutable(Path.of(bin, "ssh-keygen"))),
                    "needs ssh-keygen");
            Path file = dir.resolve(name);
            repository.run(List.of("ssh-keygen", "-q", "-t", type, "-N", "", "-C", name, "-f", file.toString()), "");
            return Files.readString(dir.resolve(name + ".pub")).strip();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String signed(String key, String message) {
        signsWith(key);
        return repository.commit(message, "-S");
    }

    private void signsWith(String key) {
        repository.git("config", "gpg.format", "ssh");
        repository.git("config", "user.signingkey", dir.resolve(key).toString());
    }

    private AllowedSigners outside(String text) throws IOException {
        return new AllowedSigners.Outside(Files.writeString(dir.resolve("allowed_signers"), text + "\n"));
    }

    private static void assertClaimed(Signature signature, String note) {
        assertThat(signature.state()).isEqualTo(Evidence.CLAIMED);
        assertThat(signature.signer()).isNull();
        assertThat(signature.note()).contains(note);
    }

    @Test
    void tellsWhoMadeTheCommit() {
        repository.commit(
                "Change the sender\n\nBecause.", "--author=Bo <bo@example.com>", "--date=2026-03-01T10:00:00+01:00");

        Provenance provenance = provenance(null);

        assertThat(provenance.subject()).isEqualTo("Change the sender");
        assertThat(provenance.author())
                .isEqualTo(new Person("Bo", "bo@example.com", Instant.parse("2026-03-01T09:00:00Z")));
        assertThat(provenance.committer().email()).isEqualTo("ann@example.com");
    }

    @Test
    void takesApprovalsForClaims() {
        repository.commit("Change\n\nFixes: 12\nReviewed-by: Cy <cy@example.com>\napproved-by: Di\nSigned-off-by: Bo");

        assertThat(provenance(null).approvals())
                .containsExactly(
                        new Approval("Reviewed-by", "Cy <cy@example.com>", Evidence.CLAIMED),
                        new Approval("approved-by", "Di", Evidence.CLAIMED),
                        new Approval("Signed-off-by", "Bo", Evidence.CLAIMED));
    }

    @Test
    void readsACommitThatNobodySeemsToHaveMade() {
        String tree = repository.git("rev-parse", "HEAD^{tree}");
        String odd = repository.object("commit", "tree " + tree + "\nauthor\ncommitter \u0001\n\n");

        Provenance provenance = provenance(repository, odd, null);

        assertThat(provenance.author()).isEqualTo(new Person("", "", Instant.EPOCH));
        assertThat(provenance.subject()).isEmpty();
    }

    @Test
    void shortensWhatIsTooLongToRecord() {
        repository.commit("x".repeat(5000));

        assertThat(provenance(null).subject()).hasSize(300).endsWith("x…");
    }

    @Test
    void saysThatACommitIsNotSigned() {
        assertThat(signature(IN_REPOSITORY)).isEqualTo(Signature.ABSENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa", "ecdsa"})
    void verifiesASignatureAgainstAFileOutside(String type) throws IOException {
        AllowedSigners signers = outside("bo@example.com " + key("bo", type));
        signed("bo", "Signed");

        Signature signature = signature(signers);

        assertThat(signature.state()).isEqualTo(Evidence.VERIFIED);
        assertThat(signature.signer()).isEqualTo("bo@example.com");
        assertThat(signature.key()).startsWith("SHA256:");
        assertThat(signature.note()).isEqualTo("against " + dir.resolve("allowed_signers"));
    }

    @Test
    void verifiesNothingWithoutAllowedSigners() {
        key("bo", "ed25519");
        signed("bo", "Signed");

        assertClaimed(signature(null), "no allowed signers are given");
    }

    @Test
    void doesNotVerifyAKeyThatIsNotAllowed() throws IOException {
        AllowedSigners signers = outside("cy@example.com " + key("cy", "ed25519"));
        key("bo", "ed25519");
        signed("bo", "Signed");

        assertClaimed(signature(signers), "the key is not in it");
    }

    @Test
    void doesNotVerifyAKeyThatIsAllowedForSomethingElse() throws IOException {
        AllowedSigners signers = outside("bo@example.com namespaces=\"file\" " + key("bo", "ed25519"));
        signed("bo", "Signed");

        assertClaimed(signature(signers), "not verified");
    }

    @Test
    void doesNotVerifyAKeyThatWasNoLongerValid() throws IOException {
        AllowedSigners signers = outside("bo@example.com valid-before=\"20200101\" " + key("bo", "ed25519"));
        signed("bo", "Signed");

        assertClaimed(signature(signers), "not verified");
    }

    @Test
    void doesNotVerifyACommitThatWasChangedAfterItWasSigned() throws IOException {
        AllowedSigners signers = outside("bo@example.com " + key("bo", "ed25519"));
        signed("bo", "Signed");
        String changed = repository.git("cat-file", "commit", "HEAD").replace("Signed", "Forged") + "\n";

        Signature signature = provenance(repository, repository.object("commit", changed), signers)
                .signature();

        assertClaimed(signature, "the signature does not belong to the commit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "U1NIU0lH", "U1NIU0lHAAAAAf////8=", "%"})
    void doesNotVerifyWhatIsNoSignature(String armored) throws IOException {
        AllowedSigners signers = outside("bo@example.com " + key("bo", "ed25519"));
        String raw = repository
                .git("cat-file", "commit", "HEAD")
                .replaceFirst(
                        "\n\n",
                        "\ngpgsig -----BEGIN SSH SIGNATURE-----\n " + armored + "\n -----END SSH SIGNATURE-----\n\n");

        Signature signature = provenance(repository, repository.object("commit", raw), signers)
                .signature();

        assertThat(signature.state()).isEqualTo(Evidence.CLAIMED);
    }

    @Test
    void verifiesAnSshSignatureAgainstAFileThatHasOpenPgpKeysToo() throws IOException {
        AllowedSigners signers = outside("bo@example.com " + key("bo", "ed25519") + "\n"
                + OpenPgpSample.of(OpenPgpSample.Algorithm.ED25519).pinned("cy@example.com"));
        signed("bo", "Signed");

        assertThat(signature(signers).signer()).isEqualTo("bo@example.com");
    }

    @Test
    void doesNotVerifyAnSshSignatureAgainstAFileWithAFaultElsewhere() throws IOException {
        AllowedSigners signers = outside("bo@example.com " + key("bo", "ed25519") + "\ncy@example.com openpgp 12");
        signed("bo", "Signed");

        assertClaimed(signature(signers), "which has a fault: line 2");
    }

    @Test
    void doesNotVerifyACommitThatBringsItsOwnKey() {
        repository.write("configs/allowed_signers", "bo@example.com " + key("bo", "ed25519") + "\n");
        signed("bo", "Add myself");

        assertClaimed(signature(IN_REPOSITORY), "configs/allowed_signers is not in commit");
    }

    @Test
    void doesNotVerifyACommitThatAddsItsKeyToOthers() {
        repository
                .write("configs/allowed_signers", "cy@example.com " + key("cy", "ed25519") + "\n")
                .commit("Allow Cy");
        repository.write("configs/allowed_signers", "bo@example.com " + key("bo", "ed25519") + "\n");
        signed("bo", "Add myself");

        assertClaimed(signature(IN_REPOSITORY), "the key is not in it");
    }

    @Test
    void verifiesACommitAgainstTheOneBefore() {
        repository
                .write("configs/allowed_signers", "bo@example.com " + key("bo", "ed25519") + "\n")
                .commit("Allow Bo");
        String before = repository.git("rev-parse", "HEAD");
        repository.write("configs/allowed_signers", "");
        signed("bo", "Leave");

        Signature signature = signature(IN_REPOSITORY);

        assertThat(signature.signer()).isEqualTo("bo@example.com");
        assertThat(signature.note()).isEqualTo("against configs/allowed_signers of commit " + before);
    }

    @Test
    void doesNotVerifyAMergeThatOnlyOneSideVouchesFor() {
        String key = key("bo", "ed25519");
        repository.git("checkout", "-q", "-b", "side");
        repository
                .write("configs/allowed_signers", "bo@example.com " + key + "\n")
                .commit("Allow Bo");
        repository.git("checkout", "-q", "main");
        repository.commit("Elsewhere");
        signsWith("bo");
        repository.git("merge", "-q", "--no-ff", "-S", "-m", "Merge", "side");

        assertClaimed(signature(IN_REPOSITORY), "configs/allowed_signers is not in commit");
    }

    @Test
    void verifiesAMergeThatBothSidesVouchFor() {
        repository
                .write("configs/allowed_signers", "bo@example.com " + key("bo", "ed25519") + "\n")
                .commit("Allow Bo");
        repository.git("checkout", "-q", "-b", "side");
        repository.commit("Side");
        repository.git("checkout", "-q", "main");
        signsWith("bo");
        repository.git("merge", "-q", "--no-ff", "-S", "-m", "Merge", "side");

        assertThat(signature(IN_REPOSITORY).signer()).isEqualTo("bo@example.com");
    }

    @Test
    void doesNotVerifyTheFirstCommitAgainstItself() {
        TestRepository other = TestRepository.in(dir.resolve("other"));
        other.write("configs/allowed_signers", "bo@example.com " + key("bo", "ed25519") + "\n");
        other.git("config", "gpg.format", "ssh");
        other.git("config", "user.signingkey", dir.resolve("bo").toString());
        other.commit("Begin", "-S");

        assertClaimed(provenance(other, "HEAD", IN_REPOSITORY).signature(), "there is no commit before it");
    }

    @Test
    void doesNotVerifyWhereACloneLacksTheCommitBefore() {
        repository
                .write("configs/allowed_signers", "bo@example.com " + key("bo", "ed25519") + "\n")
                .commit("Allow Bo");
        signed("bo", "Signed");
        TestRepository clone = TestRepository.at(dir.resolve("shallow"));
        clone.git("clone", "-q", "--depth=1", "file://" + repository.root, ".");

        assertClaimed(provenance(clone, "HEAD", IN_REPOSITORY).signature(), "the clone is shallow");
    }

    @Test
    void doesNotVerifyAgainstAFileThatACommitCouldChange() {
        repository.write("allowed_signers", "bo@example.com " + key("bo", "ed25519") + "\n");
        signed("bo", "Signed");

        assertClaimed(
                signature(new AllowedSigners.Outside(repository.root.resolve("allowed_signers"))),
                "where a commit could vouch for itself");
    }

    @Test
    void saysThatTheFileOfAllowedSignersIsMissing() {
        key("bo", "ed25519");
        signed("bo", "Signed");

        assertClaimed(signature(new AllowedSigners.Outside(dir.resolve("nothing"))), "there is no file");
    }
}
