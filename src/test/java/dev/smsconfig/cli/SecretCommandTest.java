package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretCommandTest {

    private static final String CANARY = "Zq7canary";
    private static final String FIELD = "NsPluginConfig.cm_password";

    @TempDir
    Path work;

    /** As every version before key rotation wrote it: one key, no line end. */
    @BeforeEach
    void writeAnOldKey() throws IOException {
        Files.writeString(work.resolve("fingerprint.key"), Base64.getEncoder().encodeToString(new byte[32]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n"})
    void printsTheFingerprintOfAGuess(String end) {
        Commands.Result result = guess(CANARY + end);

        assertThat(result.exitCode()).isZero();
        assertThat(result.out().strip()).isEqualTo(expected("Cust1", CANARY));
        assertThat(result.out() + result.err()).doesNotContain(CANARY);
    }

    @Test
    void takesOffNoMoreThanOneLineEnd() {
        assertThat(guess(CANARY + "\n\n").out().strip()).isEqualTo(expected("Cust1", CANARY + "\n"));
    }

    @Test
    void makesFingerprintsWithTheNextKeyAfterARotation() {
        run("rotate-key");

        assertThat(guess(CANARY).out()).startsWith("hmac:k2:");
    }

    @Test
    void makesFingerprintsWithAnOlderKeyWhereItIsNamed() {
        run("rotate-key");

        assertThat(guess(CANARY, "--key", "k1").out().strip()).isEqualTo(expected("Cust1", CANARY));
    }

    @Test
    void keepsOldKeysAndMakesTheFileItsOwnersOnly() throws Exception {
        Commands.Result result = run("rotate-key");

        assertThat(result.err()).contains("k2 from now on");
        Path file = work.resolve("fingerprint.key");
        assertThat(Files.readAllLines(file))
                .hasSize(2)
                .first()
                .isEqualTo(Base64.getEncoder().encodeToString(new byte[32]));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void makesTheFirstKeyWhereThereIsNone() throws Exception {
        Files.delete(work.resolve("fingerprint.key"));

        assertThat(run("rotate-key").err()).contains("k1 from now on");
    }

    @Test
    void refusesAGuessWithoutAKey() throws Exception {
        Files.delete(work.resolve("fingerprint.key"));

        assertThat(guess(CANARY).exitCode()).isEqualTo(1);
        assertThat(work.resolve("fingerprint.key")).doesNotExist();
    }

    @Test
    void refusesADamagedKeyWithoutShowingIt() throws Exception {
        Files.writeString(work.resolve("fingerprint.key"), CANARY);

        Commands.Result result = guess("x");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("can't be read").doesNotContain(CANARY);
    }

    @Test
    void refusesAKeyThatThereIsNot() {
        assertThat(guess(CANARY, "--key", "k9").exitCode()).isEqualTo(2);
    }

    @Test
    void refusesAFieldThatThereIsNot() {
        assertThat(new Commands()
                        .piping(CANARY)
                        .run("secret", "fingerprint", "--work", work.toString(), "--tenant", "Cust1", "cm_password")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void refusesAnEmptyGuess() {
        assertThat(guess("\n").exitCode()).isEqualTo(2);
    }

    @Test
    void readsNoGuessFromATerminalThatWouldShowIt() {
        Commands.Result result = new Commands()
                .answering(CANARY)
                .run("secret", "fingerprint", "--work", work.toString(), "--tenant", "Cust1", FIELD);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("would be shown");
    }

    @Test
    void refusesAKeyBehindAByteOrderMarkAndSaysSo() throws Exception {
        Path key = work.resolve("fingerprint.key");
        Files.writeString(key, "\uFEFF" + Files.readString(key));

        assertThat(guess(CANARY).err()).contains("begins with a byte order mark; save it without");
        assertThat(run("rotate-key").exitCode()).isEqualTo(1);
    }

    /** A fleet that keeps its keys in the file that is given. */
    private String fleetWithKeys(String lines) throws IOException {
        Path keys = Files.writeString(work.resolve("elsewhere"), lines);
        Path configs = Files.createDirectories(work.resolve("configs"));
        Files.writeString(configs.resolve("fleet.yaml"), """
                apiVersion: smsconfig/v1
                kind: Fleet
                defaultEnvironment: sample
                environments: { sample: { server: embedded } }
                keys: { fingerprint: "ref+file://%s" }
                """.formatted(keys));
        return configs.toString();
    }

    private static String base64(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return Base64.getEncoder().encodeToString(key);
    }

    @Test
    void takesTheNewestKeyThatTheFleetNames() throws Exception {
        String configs = fleetWithKeys(base64(1) + "\n" + base64(0) + "\n");

        assertThat(guess(CANARY, "--configs", configs).out().strip())
                .isEqualTo(expected("Cust1", CANARY).replace(":k1:", ":k2:"));
        assertThat(guess(CANARY, "--configs", configs, "--key", "k1").out())
                .startsWith("hmac:k1:")
                .isNotEqualTo(expected("Cust1", CANARY) + "\n");
    }

    @Test
    void leavesKeysElsewhereToTheirOwnerAndSaysHowToAddOne() throws Exception {
        String configs = fleetWithKeys(base64(1) + "\n");
        String before = Files.readString(work.resolve("fingerprint.key"));

        Commands.Result result =
                new Commands().run("secret", "rotate-key", "--work", work.toString(), "--configs", configs);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("fleet.yaml names other keys than the work folder's, ref+file://" + work.resolve("elsewhere"))
                .contains("add the next one there, as the last line")
                .contains("openssl rand -base64 32");
        assertThat(work.resolve("fingerprint.key")).hasContent(before);
        assertThat(work.resolve("elsewhere")).hasContent(base64(1) + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zq7canary", "Zq7canary=\n", "AAAA\n", "\uFEFFAAAA"})
    void refusesKeysElsewhereThatAreNoneWithoutShowingThem(String lines) throws Exception {
        Commands.Result result = guess("x", "--configs", fleetWithKeys(lines));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("keys.fingerprint of fleet.yaml: ").doesNotContain("Zq7", "AAAA");
    }

    @Test
    void makesNoFingerprintWhereTheFleetHasErrors() throws Exception {
        String configs = fleetWithKeys(base64(1));
        Files.writeString(Path.of(configs, "fleet.yaml"), "kind: Flat\n");

        Commands.Result result = guess(CANARY, "--configs", configs);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("nobody can say which keys make fingerprints");
    }

    private static String expected(String tenant, String secret) {
        return new Fingerprinter("k1", new byte[32])
                .of(new TenantId(tenant), FIELD, new Secret(secret))
                .text();
    }

    private Commands.Result guess(String text, String... options) {
        String[] args = {"secret", "fingerprint", "--work", work.toString(), "--tenant", "Cust1", FIELD};
        String[] all =
                Stream.concat(Arrays.stream(args), Arrays.stream(options)).toArray(String[]::new);
        return new Commands().piping(text).run(all);
    }

    private Commands.Result run(String command) {
        return new Commands().run("secret", command, "--work", work.toString());
    }
}
