package dev.smsconfig.git;

import static dev.smsconfig.git.OpenPgpSample.Algorithm.ED25519;
import static dev.smsconfig.git.OpenPgpSample.Algorithm.RSA;
import static dev.smsconfig.git.OpenPgpSample.Algorithm.SHORT_RSA;
import static dev.smsconfig.git.OpenPgpSample.CREATED;
import static dev.smsconfig.git.OpenPgpSample.SIGNED;
import static dev.smsconfig.git.OpenPgpSample.Signing.USUAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.smsconfig.git.OpenPgpSample.Algorithm;
import dev.smsconfig.git.OpenPgpSample.Cross;
import dev.smsconfig.git.OpenPgpSample.Signing;
import dev.smsconfig.state.Provenance.Evidence;
import dev.smsconfig.state.Provenance.Signature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.bcpg.sig.RevocationReasonTags;
import org.bouncycastle.openpgp.PGPSignature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What OpenPGP signatures of commits are worth. */
class OpenPgpTest {

    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final int SIGNS = KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA;

    @TempDir
    Path dir;

    private TestRepository repository;

    @BeforeEach
    void commitAFleet() {
        repository = TestRepository.withFleet(dir.resolve("repository"));
    }

    /** The newest commit as it is signed. */
    private String payload() {
        return repository.git("cat-file", "commit", "HEAD") + "\n";
    }

    private String withSignature(String payload, String armored) {
        return payload.replaceFirst(
                "\n\n", "\ngpgsig " + armored.stripTrailing().replace("\r", "").replace("\n", "\n ") + "\n\n");
    }

    /** The newest commit again, signed. */
    private String commit(OpenPgpSample by, Signing signing) {
        return repository.object("commit", withSignature(payload(), by.sign(payload(), signing)));
    }

    private Signature signature(String commit, String allowed) {
        return signature(commit, allowed, NOW);
    }

    private Signature signature(String commit, String allowed, Instant now) {
        try {
            Path file = Files.writeString(dir.resolve("allowed_signers"), allowed);
            return signature(commit, new AllowedSigners.Outside(file), now);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Signature signature(String commit, AllowedSigners signers, Instant now) {
        try (GitFolder folder = GitFolder.at(repository.configs(), commit)) {
            return Objects.requireNonNull(folder.version(signers, now).provenance())
                    .signature();
        } catch (RevisionUnavailableException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertVerified(Signature signature, OpenPgpSample by) {
        assertThat(signature.note()).startsWith("against ");
        assertThat(signature.state()).isEqualTo(Evidence.VERIFIED);
        assertThat(signature.signer()).isEqualTo("bo@example.com");
        assertThat(signature.key()).isEqualTo(by.fingerprint());
    }

    private static void assertClaimed(Signature signature, String note) {
        assertThat(signature.note()).contains(note);
        assertThat(signature.state()).isEqualTo(Evidence.CLAIMED);
        assertThat(signature.signer()).isNull();
    }

    private void refuses(OpenPgpSample by, Signing signing, String note) {
        Signature signature = signature(commit(by, signing), by.pinned("bo@example.com"));

        assertClaimed(signature, note);
        assertThat(signature.key()).isEqualTo(by.fingerprint());
    }

    static Stream<Algorithm> algorithms() {
        return Stream.of(ED25519, RSA);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void verifiesASignatureByAPinnedKey(Algorithm algorithm) {
        OpenPgpSample bo = OpenPgpSample.of(algorithm);

        assertVerified(signature(commit(bo, USUAL), bo.pinned("bo@example.com")), bo);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void verifiesASignatureByASubkeyForSigning(Algorithm algorithm) {
        OpenPgpSample bo = OpenPgpSample.bare(algorithm)
                .selfSigned(HashAlgorithmTags.SHA256, KeyFlags.CERTIFY_OTHER, 0)
                .subkey(KeyFlags.SIGN_DATA, 0, Cross.ITSELF);

        assertVerified(signature(commit(bo, USUAL), bo.pinned("bo@example.com")), bo);
    }

    @Test
    void findsTheKeyAmongOthersAndSshKeys() {
        OpenPgpSample bo = OpenPgpSample.of(ED25519);
        String allowed = "# who may sign\nal@example.com ssh-ed25519 AAAA\n\n"
                + OpenPgpSample.of(ED25519).pinned("cy@example.com")
                + bo.pinned("bo@example.com")
                + "di@example.com ssh-ed25519 AAAA\n";

        assertVerified(signature(commit(bo, USUAL), allowed), bo);
    }

    @Test
    void verifiesAgainstTheCommitBefore() {
        OpenPgpSample bo = OpenPgpSample.of(ED25519);
        repository.write("configs/allowed_signers", bo.pinned("bo@example.com")).commit("Allow Bo");
        String before = repository.git("rev-parse", "HEAD");
        repository.commit("Next");

        Signature signature =
                signature(commit(bo, USUAL), new AllowedSigners.InRepository("configs/allowed_signers"), NOW);

        assertVerified(signature, bo);
        assertThat(signature.note()).isEqualTo("against configs/allowed_signers of commit " + before);
    }

    @Test
    void namesTheKeyThatIsNotPinned() {
        OpenPgpSample bo = OpenPgpSample.of(ED25519);

        Signature signature =
                signature(commit(bo, USUAL), OpenPgpSample.of(ED25519).pinned("cy@example.com"));

        assertClaimed(signature, "the key is not in it");
        assertThat(signature.key()).isEqualTo(bo.fingerprint());
    }

    @Test
    void saysThatACommitWasChangedAfterItWasSigned() {
        OpenPgpSample bo = OpenPgpSample.of(ED25519);
        String changed = withSignature(payload().replace("Begin", "Forged"), bo.sign(payload(), USUAL));

        assertClaimed(
                signature(repository.object("commit", changed), bo.pinned("bo@example.com")),
                "the signature does not belong to the commit");
    }

    @Test
    void takesEveryByteOfACommitButTheSignatureForSigned() {
        OpenPgpSample bo = OpenPgpSample.of(ED25519);
        String signed = withSignature(payload(), bo.sign(payload(), USUAL));

        for (String changed : List.of(
                signed.replaceFirst("author", "x-note gpgsig\nauthor"),
                signed.replaceFirst("\n\n", "\n more\n\n"),
                signed.replaceFirst("\n\n", "\ngpgsig-sha256 x\n\n"),
                signed + " ",
                signed.replaceFirst("\\+0000", "+0100"))) {
            assertThat(changed).isNotEqualTo(signed);
            assertThat(signature(repository.object("commit", changed), bo.pinned("bo@example.com"))
                            .state())
                    .as(changed)
                    .isEqualTo(Evidence.CLAIMED);
        }
    }

    @Test
    void doesNotTakeASignatureOutOfAMessage() {
        OpenPgpSample bo = OpenPgpSample.of(ED25519);
        String inMessage = payload() + "gpgsig "
                + bo.sign(payload(), USUAL).stripTrailing().replace("\r", "").replace("\n", "\n ") + "\n";

        assertThat(signature(repository.object("commit", inMessage), bo.pinned("bo@example.com"))
                        .state())
                .isNotEqualTo(Evidence.VERIFIED);
    }

    @Test
    void refusesACommitThatIsSignedTwice() {
        OpenPgpSample bo = OpenPgpSample.of(ED25519);
        String once = withSignature(payload(), bo.sign(payload(), USUAL));

        assertClaimed(
                signature(
                        repository.object("commit", withSignature(once, bo.sign(once, USUAL))),
                        bo.pinned("bo@example.com")),
                "it is not signed exactly once");
    }

    static Stream<Arguments> badKeys() {
        return Stream.of(
                Arguments.of(
                        "expired after it signed",
                        OpenPgpSample.bare(ED25519)
                                .selfSigned(
                                        HashAlgorithmTags.SHA256,
                                        SIGNS,
                                        Duration.between(CREATED, SIGNED.plusSeconds(9))
                                                .toSeconds()),
                        "the key has expired"),
                Arguments.of(
                        "a subkey expired",
                        OpenPgpSample.of(ED25519)
                                .subkey(
                                        KeyFlags.SIGN_DATA,
                                        Duration.between(CREATED, SIGNED.plusSeconds(9))
                                                .toSeconds(),
                                        Cross.ITSELF),
                        "the key has expired"),
                Arguments.of(
                        "the primary key of a subkey expired",
                        OpenPgpSample.bare(ED25519)
                                .selfSigned(
                                        HashAlgorithmTags.SHA256,
                                        SIGNS,
                                        Duration.between(CREATED, SIGNED.plusSeconds(9))
                                                .toSeconds())
                                .subkey(KeyFlags.SIGN_DATA, 0, Cross.ITSELF),
                        "the key has expired"),
                Arguments.of(
                        "compromised",
                        OpenPgpSample.of(ED25519).revoked(RevocationReasonTags.KEY_COMPROMISED),
                        "the key is revoked"),
                Arguments.of(
                        "retired after it signed",
                        OpenPgpSample.of(ED25519).revoked(RevocationReasonTags.KEY_RETIRED),
                        "the key is revoked"),
                Arguments.of(
                        "retired, and signed by itself again",
                        OpenPgpSample.of(ED25519)
                                .revoked(RevocationReasonTags.KEY_RETIRED)
                                .selfSigned(
                                        HashAlgorithmTags.SHA256,
                                        SIGNED.plusSeconds(99),
                                        packets -> packets.setKeyFlags(true, SIGNS)),
                        "the key is revoked"),
                Arguments.of(
                        "the primary key of a subkey revoked",
                        OpenPgpSample.of(ED25519)
                                .subkey(KeyFlags.SIGN_DATA, 0, Cross.ITSELF)
                                .revoked(RevocationReasonTags.KEY_RETIRED),
                        "the key is revoked"),
                Arguments.of(
                        "a subkey revoked",
                        OpenPgpSample.of(ED25519)
                                .subkey(KeyFlags.SIGN_DATA, 0, Cross.ITSELF)
                                .subkeyRevoked(),
                        "the key is revoked"),
                Arguments.of(
                        "a subkey that does not say that it is this key's",
                        OpenPgpSample.of(ED25519).subkey(KeyFlags.SIGN_DATA, 0, Cross.NOBODY),
                        "not one that its owner made for signing"),
                Arguments.of(
                        "a subkey of which somebody else says that it is this key's",
                        OpenPgpSample.of(ED25519).subkey(KeyFlags.SIGN_DATA, 0, Cross.STRANGER),
                        "not one that its owner made for signing"),
                Arguments.of(
                        "a subkey that somebody else bound",
                        OpenPgpSample.of(ED25519).subkey(KeyFlags.SIGN_DATA, 0, Cross.BUT_NOT_BOUND),
                        "not one that its owner made for signing"),
                Arguments.of(
                        "a subkey for something else",
                        OpenPgpSample.of(ED25519).subkey(KeyFlags.AUTHENTICATION, 0, Cross.ITSELF),
                        "not one that its owner made for signing"),
                Arguments.of(
                        "a primary key for certificates only",
                        OpenPgpSample.bare(ED25519).selfSigned(HashAlgorithmTags.SHA256, KeyFlags.CERTIFY_OTHER, 0),
                        "not one that its owner made for signing"),
                Arguments.of(
                        "signed by itself with SHA-1",
                        OpenPgpSample.bare(ED25519).selfSigned(HashAlgorithmTags.SHA1, SIGNS, 0),
                        "not one that its owner made for signing"),
                Arguments.of("short", OpenPgpSample.of(SHORT_RSA), "it is too weak"),
                Arguments.of(
                        "not signed by itself",
                        OpenPgpSample.bare(ED25519),
                        "not one that its owner made for signing"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badKeys")
    void verifiesNothingWithAKeyThatIsNoLongerOrNeverWasGood(String name, OpenPgpSample key, String note) {
        refuses(key, USUAL, note);
    }

    @Test
    void takesTheEndOfAKeyThatItsOwnerPutOffLast() {
        OpenPgpSample bo = OpenPgpSample.bare(ED25519)
                .selfSigned(HashAlgorithmTags.SHA256, SIGNS, Duration.ofDays(30).toSeconds())
                .selfSigned(HashAlgorithmTags.SHA256, NOW.minusSeconds(99), packets -> {
                    packets.setKeyFlags(true, SIGNS);
                    packets.setKeyExpirationTime(true, Duration.ofDays(900).toSeconds());
                });

        assertVerified(signature(commit(bo, USUAL), bo.pinned("bo@example.com")), bo);
    }

    @Test
    void letsNoDateInACommitBringAnExpiredKeyBack() {
        long lasting = Duration.between(CREATED, SIGNED.plusSeconds(9)).toSeconds();
        OpenPgpSample bo = OpenPgpSample.bare(ED25519).selfSigned(HashAlgorithmTags.SHA256, SIGNS, lasting);
        String commit = commit(bo, USUAL);

        assertVerified(signature(commit, bo.pinned("bo@example.com"), SIGNED.plusSeconds(8)), bo);
        assertClaimed(signature(commit, bo.pinned("bo@example.com"), SIGNED.plusSeconds(9)), "the key has expired");
    }

    @ParameterizedTest
    @ValueSource(ints = {HashAlgorithmTags.SHA1, HashAlgorithmTags.MD5, HashAlgorithmTags.RIPEMD160})
    void refusesAWeakHash(int hash) {
        refuses(OpenPgpSample.of(RSA), USUAL.hash(hash), "which proves nothing any more");
    }

    @Test
    void refusesASignatureThatExpired() {
        refuses(OpenPgpSample.of(ED25519), USUAL.lasting(Duration.ofDays(1)), "the signature has expired");
    }

    @Test
    void takesASignatureThatHasNotExpiredYet() {
        OpenPgpSample bo = OpenPgpSample.of(ED25519);

        assertVerified(signature(commit(bo, USUAL.lasting(Duration.ofDays(900))), bo.pinned("bo@example.com")), bo);
    }

    @Test
    void refusesASignatureFromTheFuture() {
        refuses(OpenPgpSample.of(ED25519), USUAL.at(NOW.plusSeconds(301)), "dated in the future");
    }

    @Test
    void bearsWithAClockThatIsAheadALittle() {
        OpenPgpSample bo = OpenPgpSample.of(ED25519);

        assertVerified(signature(commit(bo, USUAL.at(NOW.plusSeconds(300))), bo.pinned("bo@example.com")), bo);
    }

    @Test
    void refusesASignatureThatIsOlderThanItsKey() {
        refuses(OpenPgpSample.of(ED25519), USUAL.at(CREATED.minusSeconds(1)), "not verified against");
    }

    @ParameterizedTest
    @ValueSource(ints = {PGPSignature.CANONICAL_TEXT_DOCUMENT, PGPSignature.STAND_ALONE, PGPSignature.TIMESTAMP})
    void refusesASignatureOfAnotherKind(int type) {
        OpenPgpSample bo = OpenPgpSample.of(ED25519);

        assertClaimed(
                signature(commit(bo, USUAL.type(type)), bo.pinned("bo@example.com")), "the signature can't be read");
    }

    static Stream<String> noSignatures() {
        String start = "-----BEGIN PGP SIGNATURE-----\n\n";
        String end = "\n-----END PGP SIGNATURE-----";
        OpenPgpSample bo = OpenPgpSample.of(ED25519);
        return Stream.of(
                start + end,
                start + "x" + end,
                start + "iHUE" + end,
                start + "%%%%" + end,
                start,
                "-----BEGIN PGP SIGNATURE-----",
                // a packet that claims 2 GB
                start
                        + Base64.getEncoder().encodeToString(new byte[] {(byte) 0xc2, (byte) 0xff, 0x7f, -1, -1, -1, 4})
                        + end,
                // a packet that claims 4 GB in its old form, and a subpacket area that does not fit
                start
                        + Base64.getEncoder()
                                .encodeToString(new byte[] {(byte) 0x8a, -1, -1, -1, -1, 4, 0, 22, 8, -1, -1})
                        + end,
                start + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(new byte[1024 * 1024]) + end,
                bo.armored().replace("PUBLIC KEY BLOCK", "SIGNATURE"));
    }

    @ParameterizedTest
    @MethodSource("noSignatures")
    void verifiesNothingThatIsNoSignature(String armored) {
        String commit = repository.object("commit", withSignature(payload(), armored));

        assertClaimed(
                signature(commit, OpenPgpSample.of(ED25519).pinned("bo@example.com")), "the signature can't be read");
    }

    @Test
    void refusesTwoSignaturesInOne() throws IOException {
        OpenPgpSample bo = OpenPgpSample.of(ED25519);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(bo.signature(payload(), USUAL).getEncoded());
        both.write(bo.signature(payload(), USUAL).getEncoded());
        String commit =
                repository.object("commit", withSignature(payload(), OpenPgpSample.armored(both.toByteArray())));

        assertClaimed(signature(commit, bo.pinned("bo@example.com")), "the signature can't be read");
    }

    @Test
    void survivesEveryChangedByteOfASignature() throws IOException {
        OpenPgpSample bo = OpenPgpSample.of(ED25519);
        byte[] payload = payload().getBytes(StandardCharsets.UTF_8);
        byte[] good = bo.signature(payload(), USUAL).getEncoded();
        OpenPgpCheck check = new OpenPgpCheck(List.of(OpenPgpKey.read("bo@example.com", bo.armored())), "keys", NOW);
        Random random = new Random(4);
        int hashed = hashedEnd(good);
        for (int i = 0; i < good.length; i++) {
            byte[] changed = good.clone();
            changed[i] ^= (byte) (1 << random.nextInt(8));

            Signature found = check.of(payload, OpenPgpSample.armored(changed).getBytes(StandardCharsets.US_ASCII));

            // the packet's frame and what helps to find the key are not signed
            boolean proves = i >= 2 && i < hashed || i >= good.length - 32;
            assertThat(found.state() == Evidence.VERIFIED && proves)
                    .as("byte " + i)
                    .isFalse();
        }
    }

    /** One byte tag, one byte length, four of version, type and algorithms, two of length. */
    private static int hashedEnd(byte[] packet) {
        return 8 + ((packet[6] & 0xff) << 8 | packet[7] & 0xff);
    }

    static Stream<Arguments> faults() {
        OpenPgpSample bo = OpenPgpSample.of(ED25519);
        String line = "bo@example.com openpgp " + bo.fingerprint() + "\n";
        String block = bo.armored();
        String end = "-----END PGP PUBLIC KEY BLOCK-----";
        return Stream.of(
                Arguments.of("\n" + block, "line 2: an OpenPGP key without a line before it"),
                Arguments.of(line, "the OpenPGP key of the line before is missing"),
                Arguments.of(line + "al@example.com ssh-ed25519 AAAA\n", "line 2: here the OpenPGP key"),
                Arguments.of(line + line + block, "line 2: the OpenPGP key of the principal before is missing"),
                Arguments.of(line + block + line + block, "is pinned twice"),
                Arguments.of(
                        "bo@example.com openpgp " + OpenPgpSample.of(ED25519).fingerprint() + "\n" + block,
                        "another fingerprint"),
                Arguments.of("bo@example.com openpgp\n" + block, "line 1: write PRINCIPAL openpgp FINGERPRINT"),
                Arguments.of("bo@example.com openpgp 1234ABCD\n" + block, "line 1: write PRINCIPAL"),
                Arguments.of("*@example.com openpgp " + bo.fingerprint() + "\n" + block, "without a line before it"),
                Arguments.of(line + block.replace(end, ""), "has no end"),
                Arguments.of(line + block.substring(0, 90) + "\n" + end + "\n", "is not one public OpenPGP key"),
                Arguments.of(line + "-----BEGIN PGP PUBLIC KEY BLOCK-----\n" + end + "\n", "is not one public"),
                Arguments.of(line + block.replace("PUBLIC", "PRIVATE"), "line 2: only public OpenPGP keys belong here"),
                Arguments.of(line + block + "#".repeat(1024 * 1024), "is larger than 1 MiB"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void verifiesNothingAgainstAFileWithAFault(String allowed, String note) {
        OpenPgpSample by = OpenPgpSample.of(ED25519);

        assertClaimed(signature(commit(by, USUAL), allowed), note);
    }

    @Test
    void readsAFileWithWindowsLineEnds() {
        OpenPgpSample bo = OpenPgpSample.of(ED25519);

        assertVerified(
                signature(
                        commit(bo, USUAL),
                        bo.pinned("bo@example.com").replace("\r", "").replace("\n", "\r\n")),
                bo);
    }

    @Test
    void doesNotVerifySignaturesOfX509() {
        String commit = repository.object(
                "commit",
                withSignature(payload(), "-----BEGIN SIGNED MESSAGE-----\nMIIB\n-----END SIGNED MESSAGE-----"));

        assertClaimed(signature(commit, ""), "only SSH and OpenPGP signatures can be verified");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa2048"})
    void verifiesWhatGpgSigned(String type) throws IOException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":")).anyMatch(bin -> Files.isExecutable(Path.of(bin, "gpg"))),
                "needs gpg");
        Path home = Files.createTempDirectory("gpg"); // its sockets need a short path
        List<String> gpg = List.of("gpg", "--homedir", home.toString(), "--batch", "--pinentry-mode", "loopback");
        try {
            gpg(gpg, "--passphrase", "", "--quick-generate-key", "Bo <bo@example.com>", type, "cert,sign", "never");
            String fingerprint = repository
                    .run(concat(gpg, "--with-colons", "--list-keys", "bo@example.com"), "")
                    .replaceFirst("(?s).*?\nfpr:+([0-9A-F]{40}):.*", "$1");
            Path program =
                    Files.writeString(dir.resolve("gpg-here"), "#!/bin/sh\nexec gpg --homedir " + home + " \"$@\"\n");
            assertThat(program.toFile().setExecutable(true)).isTrue();
            repository.git("config", "gpg.program", program.toString());
            repository.git("config", "user.signingkey", fingerprint);
            String commit = repository.commit("Signed by gpg", "-S");
            String pinned = "bo@example.com openpgp " + fingerprint + "\n"
                    + repository.run(concat(gpg, "--armor", "--export", fingerprint), "") + "\n";

            Signature signature = signature(commit, pinned, Clock.systemUTC().instant());

            assertThat(signature.note()).startsWith("against ");
            assertThat(signature.signer()).isEqualTo("bo@example.com");
            assertThat(signature.key()).isEqualTo(fingerprint);
        } finally {
            repository.run(List.of("gpgconf", "--homedir", home.toString(), "--kill", "all"), "");
            repository.run(List.of("rm", "-rf", home.toString()), "");
        }
    }

    private void gpg(List<String> gpg, String... arguments) {
        repository.run(concat(gpg, arguments), "");
    }

    private static List<String> concat(List<String> first, String... second) {
        return Stream.concat(first.stream(), Stream.of(second)).toList();
    }
}
