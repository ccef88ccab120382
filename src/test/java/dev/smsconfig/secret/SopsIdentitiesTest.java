package dev.smsconfig.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the identities come from, and what happens where none opens a file: the sops program, if it is allowed. */
class SopsIdentitiesTest {

    private static final String CANARY = "Zq7canary";
    private static final String REFERENCE = "ref+sops://s.yaml#/p";
    private static final String KEYS =
            "# created: 2026-11-01\n# public key: " + SopsSample.RECIPIENT + "\n" + SopsSample.IDENTITY + "\n";
    private static final String ALLOW =
            "; or, to let the sops program on the PATH try it, set SMSCONFIG_SOPS_PROGRAM=allow";

    /** A valid identity, published as a test vector (C2SP/CCTV, age), which opens none of these files. */
    private static final String STRANGER = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0";

    @TempDir
    Path folder;

    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("s.yaml"), new SopsSample().yaml(Map.of("p", CANARY)));
    }

    @Test
    void takesAnIdentityFromAVariable() throws Exception {
        variables.put("SOPS_AGE_KEY", STRANGER + "\n" + SopsSample.IDENTITY);

        assertThat(resolve()).isEqualTo(new Secret(CANARY));
    }

    @Test
    void takesAnIdentityFromTheFileThatAVariableNames() throws Exception {
        variables.put(
                "SOPS_AGE_KEY_FILE",
                Files.writeString(folder.resolve("k"), KEYS).toString());

        assertThat(resolve()).isEqualTo(new Secret(CANARY));
    }

    @Test
    void takesAnIdentityFromTheUsersConfigurationFolder() throws Exception {
        Files.createDirectories(folder.resolve("sops/age"));
        Files.writeString(folder.resolve("sops/age/keys.txt"), KEYS);
        variables.put("XDG_CONFIG_HOME", folder.toString());

        assertThat(resolve()).isEqualTo(new Secret(CANARY));
    }

    @Test
    void takesAnIdentityFromTheHomeFolder() throws Exception {
        Files.createDirectories(folder.resolve(".config/sops/age"));
        Files.writeString(folder.resolve(".config/sops/age/keys.txt"), KEYS);
        variables.put("HOME", folder.toString());

        assertThat(resolve()).isEqualTo(new Secret(CANARY));
    }

    @Test
    void saysThatThereIsNoIdentity() {
        refuses("there is no age identity; set SOPS_AGE_KEY_FILE to the file that has it" + ALLOW);
    }

    @Test
    void saysThatNoIdentityOpensTheFile() {
        variables.put("SOPS_AGE_KEY", STRANGER);

        refuses("none of the age identities opens it; add this one's recipient with 'sops updatekeys'" + ALLOW);
    }

    @Test
    void refusesAMalformedIdentityWithoutShowingIt() {
        variables.put("SOPS_AGE_KEY", SopsSample.IDENTITY.replace("Q5K9", "Q5K8"));

        refuses("an age identity in SOPS_AGE_KEY is malformed; copy it again");
    }

    @Test
    void refusesAnIdentityFileThatIsMissing() {
        variables.put("SOPS_AGE_KEY_FILE", folder.resolve("nowhere").toString());

        refuses("the file with the age identities can't be read (NoSuchFileException); see SOPS_AGE_KEY_FILE");
    }

    @Test
    void leavesAFileOfSeveralGroupsToTheProgram() throws Exception {
        variables.put("SOPS_AGE_KEY", SopsSample.IDENTITY);
        Files.writeString(
                folder.resolve("s.yaml"),
                new SopsSample()
                        .with("shamir_threshold", 2)
                        .with("key_groups", List.of(Map.of(), Map.of()))
                        .yaml(Map.of("p", CANARY)));

        refuses("its key is shared among several groups" + ALLOW);
    }

    @Test
    void leavesOtherFormatsToTheProgram() throws Exception {
        Files.writeString(folder.resolve("s.env"), "p=ENC[]\n");

        assertThatThrownBy(() -> resolve("ref+sops://s.env#/p"))
                .hasMessage("ref+sops://s.env#/p does not resolve: it is neither .yaml nor .json" + ALLOW);
    }

    @Test
    void asksTheProgramForOneValue() throws Exception {
        program("printf '%s' \"$1 $2 $3 $4\"");

        assertThat(resolve())
                .isEqualTo(new Secret("--decrypt --extract [\"p\"] "
                        + folder.resolve("s.yaml").toRealPath()));
    }

    @Test
    void neverAsksTheProgramAboutAChangedFile() throws Exception {
        program("printf other");
        variables.put("SOPS_AGE_KEY", SopsSample.IDENTITY);
        Path file = folder.resolve("s.yaml");
        Files.writeString(file, Files.readString(file).replace("data:", "data:AAAA"));

        refuses("a value in it was changed or moved since it was encrypted; restore the file");
    }

    @Test
    void showsNothingOfWhatTheProgramComplainsAbout() throws Exception {
        program("echo " + CANARY + "; echo " + CANARY + " >&2; exit 128");

        refuses("the sops program refused it; run 'sops -d' on the file to see why");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "exec >&-; "})
    void killsAProgramThatDoesNotEnd(String before) throws Exception {
        Process mkfifo = new ProcessBuilder("mkfifo", folder.resolve("never").toString()).start();
        assertThat(mkfifo.waitFor(10, TimeUnit.SECONDS)).isTrue();
        program("echo $$ > " + folder + "/pid; " + before + "read line < " + folder + "/never");
        SopsProgram program = new SopsProgram(variables::get, Duration.ofSeconds(2));

        assertThatThrownBy(() -> program.value(folder.resolve("s.yaml"), List.of("p"), "cause"))
                .isInstanceOfSatisfying(
                        SopsRefusal.class,
                        refusal -> assertThat(refusal.text())
                                .isEqualTo(
                                        "the sops program did not end within 2 s and was stopped; see whether it waits for a"
                                                + " key service, with 'sops -d' on the file"));
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        ProcessHandle.of(pid)
                .ifPresent(left -> left.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }

    @Test
    void readsIdentitiesBehindAByteOrderMark() throws Exception {
        variables.put(
                "SOPS_AGE_KEY_FILE",
                Files.writeString(folder.resolve("k"), "\uFEFF" + SopsSample.IDENTITY)
                        .toString());

        assertThat(resolve()).isEqualTo(new Secret(CANARY));
    }

    @Test
    void saysThatThereIsNoProgram() {
        variables.put("SMSCONFIG_SOPS_PROGRAM", "allow");
        variables.put("PATH", folder + ":relative");

        refuses("there is no age identity; set SOPS_AGE_KEY_FILE to the file that has it; and there is no sops program"
                + " on the PATH");
    }

    @Test
    void handsNoQuotesToTheProgram() throws Exception {
        program("printf x");

        assertThatThrownBy(() -> resolve(REFERENCE + "\"]"))
                .hasMessageEndingWith("and a key with quotes or brackets can't be named to the sops program");
    }

    private void program(String script) throws IOException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path program = Files.writeString(bin.resolve("sops"), "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        variables.put("PATH", bin.toString());
        variables.put("SMSCONFIG_SOPS_PROGRAM", "allow");
    }

    private Secret resolve() throws SecretUnavailableException {
        return resolve(REFERENCE);
    }

    private Secret resolve(String reference) throws SecretUnavailableException {
        return Resolvers.of(folder, variables).resolve(SecretReference.parse(reference));
    }

    private void refuses(String cause) {
        assertThatThrownBy(this::resolve)
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessage(REFERENCE + " does not resolve: " + cause)
                .hasNoCause();
    }
}
