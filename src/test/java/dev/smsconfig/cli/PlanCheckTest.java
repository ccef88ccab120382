package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.git.TestRepository;
import dev.smsconfig.job.StopSignal;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.seal.SealedPlan;
import dev.smsconfig.seal.SealedPlanWriter;
import dev.smsconfig.state.SealKey;
import dev.smsconfig.state.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a plan file may be carried out, by what is checked out. */
class PlanCheckTest {

    private static final SealedPlan.Place HERE = new SealedPlan.Place("here", "api https://a.example/{tenant}/api");
    private static final String KEY = pem();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestRepository repository;

    private Instant madeAt = Instant.now();

    private static String pem() {
        try {
            byte[] pkcs8 = KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(pkcs8)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void begin() {
        repository = TestRepository.in(folder.resolve("repository"));
        fleet("", "");
    }

    private void fleet(String ofEnvironment, String ofFleet) {
        repository.write("configs/fleet.yaml", """
                apiVersion: smsconfig/v1
                kind: Fleet
                defaultEnvironment: here
                environments:
                  here:
                    api: "https://a.example/{tenant}/api"
                    auth: { scheme: basic, username: u, password: "ref+env://P" }
                %s
                  state:
                    state: "https://a.example/{tenant}/api"
                    auth: { scheme: basic, username: u, password: "ref+env://P" }
                  sample: { server: embedded }
                %s
                """.formatted(ofEnvironment, ofFleet));
    }

    private Path plan(SealedPlan.Place place, @Nullable SealKey key) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SealedPlanWriter(
                        out,
                        new SealedPlan.Header(
                                new SealedPlan.Origin("20261124-020000-3f9a1c", madeAt, null, false),
                                place,
                                new SealedPlan.Scope(null, 3, "0123456789abcdef"),
                                "hmac:k1:check"))
                .seal(key);
        return Files.write(folder.resolve("plan.json"), out.toByteArray());
    }

    private static SealKey key(String pem) {
        return SealKey.parse(new Secret(pem));
    }

    private GivenPlan check(Path file) {
        return check(file, null);
    }

    private GivenPlan check(Path file, @Nullable String environment) {
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                false,
                false,
                false,
                Map.of("KEY", KEY));
        Setting setting = new Setting(terminal, new StopSignal(), folder.resolve("work"), new OutputOptions());
        return new PlanCheck(setting, file, new FolderChoice(repository.configs(), environment, null, null)).check();
    }

    private static void refused(ThrowingCallable check, String... because) {
        assertThatThrownBy(check)
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.REFUSED))
                .hasMessageContainingAll(because)
                .hasMessageContaining("; nothing was reached; ");
    }

    @Test
    void admitsAPlanThatIsFreshAndForTheEnvironmentThatItSays() throws IOException {
        assertThat(check(plan(HERE, null)).signer()).isNull();
        assertThat(check(plan(new SealedPlan.Place("sample", "embedded"), null))
                        .plan()
                        .header()
                        .place()
                        .environment())
                .isEqualTo("sample");
    }

    @ParameterizedTest
    @CsvSource({
        "there, api https://a.example/{tenant}/api, does not have",
        "here, api https://b.example/{tenant}/api, another address",
        "here, state https://a.example/{tenant}/api, another address",
        "here, embedded, another address",
        "state, api https://a.example/{tenant}/api, another address",
        "sample, api https://a.example/{tenant}/api, another address"
    })
    void refusesAPlanOfAnotherEnvironmentOrAddress(String environment, String address, String because)
            throws IOException {
        Path file = plan(new SealedPlan.Place(environment, address), null);

        refused(() -> check(file), because, environment);
    }

    @Test
    void anOtherEnvironmentThanTheOneThatIsNamedIsAMisuse() throws IOException {
        Path file = plan(HERE, null);

        assertThat(check(file, "here").plan().header().place()).isEqualTo(HERE);
        assertThatThrownBy(() -> check(file, "sample"))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE));
    }

    @ParameterizedTest
    @CsvSource({"PT23H45M, true", "PT24H1M, false", "-PT4M, true", "-PT20M, false"})
    void aPlanIsGoodForADay(Duration age, boolean admitted) throws IOException {
        madeAt = Instant.now().minus(age);
        Path file = plan(HERE, null);

        if (admitted) {
            assertThat(check(file).plan().tenants()).isEmpty();
        } else {
            refused(() -> check(file), age.isNegative() ? "in the future" : "a plan may be 1d old");
        }
    }

    @Test
    void anEnvironmentSaysHowLongAPlanIsGood() throws IOException {
        fleet("    plans: { maxAge: 1h }", "");
        madeAt = Instant.now().minus(Duration.ofHours(2));
        Path file = plan(HERE, null);

        refused(() -> check(file), "a plan may be 1h old", "plans.maxAge");
    }

    @Test
    void refusesAFileThatWasChanged() throws IOException {
        Path file = plan(HERE, null);
        Files.writeString(file, Files.readString(file).replace("\"fleet\":3", "\"fleet\":4"));

        refused(() -> check(file), "changed after it was made");
    }

    @Test
    void refusesAnotherFormat() throws IOException {
        Path file = plan(HERE, null);
        Files.writeString(file, Files.readString(file).replace("\"formatVersion\":\"1\"", "\"formatVersion\":\"0\""));

        refused(() -> check(file), "another format");
    }

    @Test
    void aFileThatIsNotThereIsAMisuse() {
        for (Path none : List.of(folder.resolve("none"), folder)) {
            assertThatThrownBy(() -> check(none))
                    .isInstanceOfSatisfying(
                            CommandFailure.class,
                            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE));
        }
    }

    @Test
    void theKeyOfTheInstallationSigns() throws IOException {
        fleet("", "keys: { signing: \"ref+env://KEY\" }");

        assertThat(check(plan(HERE, key(KEY))).signer())
                .isEqualTo("keys.signing " + key(KEY).publicKey().id());
    }

    @Test
    void anotherKeyDoesNot() throws IOException {
        fleet("", "keys: { signing: \"ref+env://KEY\" }");
        Path file = plan(HERE, key(pem()));

        refused(() -> check(file), "not signed with the key that keys.signing");
    }

    @Test
    void whereThereIsAKeyAPlanWithoutASignatureIsRefused() throws IOException {
        fleet("", "keys: { signing: \"ref+env://KEY\" }");
        Path file = plan(HERE, null);

        refused(() -> check(file), "it is not signed", "ssh-keygen -Y sign -n smsconfig-plan -f KEY ");
    }

    @Test
    void unlessTheEnvironmentDoesNotMind() throws IOException {
        fleet("    plans: { signed: optional }", "keys: { signing: \"ref+env://KEY\" }");

        assertThat(check(plan(HERE, null)).signer()).isNull();
    }

    @Test
    void anEnvironmentMayWantASignatureWithoutSuchAKey() throws IOException {
        fleet("    plans: { signed: required }", "");
        Path unsigned = plan(HERE, null);

        refused(() -> check(unsigned), "it is not signed");
        Path byAKeyThatNobodyNamed = plan(HERE, key(KEY));
        refused(() -> check(byAKeyThatNobodyNamed), "it is not signed");
    }

    /** Signatures of people, against the allowed signers of the commit before. */
    private void pinKari() throws IOException {
        fleet("    plans: { signed: required }", "allowedSigners: allowed_signers");
        newKey("kari");
        repository.write("allowed_signers", "kari@example.com " + publicKey("kari") + "\n");
        repository.commit("Begin");
        repository.commit("Go on", "--allow-empty");
    }

    private void newKey(String name) {
        Path file = folder.resolve(name);
        repository.run(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString()), "");
    }

    private String publicKey(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".pub")).strip();
    }

    private void sign(String name, String purpose, Path file) throws IOException {
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".sig"));
        repository.run(
                List.of(
                        "ssh-keygen",
                        "-q",
                        "-Y",
                        "sign",
                        "-n",
                        purpose,
                        "-f",
                        folder.resolve(name).toString(),
                        file.toString()),
                "");
    }

    @Test
    void aPersonSignsBesideTheFile() throws IOException {
        pinKari();
        Path file = plan(HERE, null);
        sign("kari", "smsconfig-plan", file);

        assertThat(check(file).signer()).isEqualTo("kari@example.com");
    }

    @Test
    void aSignatureThatDoesNotProveThePlanIsNoneAndIsNotPassedOver() throws IOException {
        pinKari();
        newKey("eve");
        Path file = plan(HERE, null);
        sign("eve", "smsconfig-plan", file);
        refused(() -> check(file), "the key is not in allowed_signers");
        sign("kari", "smsconfig-approval", file);
        refused(() -> check(file), "made for another purpose");
        sign("kari", "smsconfig-plan", file);
        madeAt = madeAt.minusSeconds(1);
        Path other = plan(HERE, null);
        refused(() -> check(other), "it is over something else");
    }

    @Test
    void thePlansOwnCommitDoesNotSayWhoMaySign() throws IOException {
        pinKari();
        String trusted = repository.git("rev-parse", "HEAD").strip();
        newKey("eve");
        repository.write("allowed_signers", "eve@example.com " + publicKey("eve") + "\n");
        repository.commit("Add a key");
        repository.commit("Use it", "--allow-empty");
        Path file = plan(HERE, null);
        sign("eve", "smsconfig-plan", file);
        assertThat(check(file).signer()).isEqualTo("eve@example.com");

        repository.git("reset", "-q", "--hard", trusted);

        refused(() -> check(file), "the key is not in allowed_signers");
    }
}
