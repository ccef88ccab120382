package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.git.TestRepository;
import dev.smsconfig.sample.Credentials;
import dev.smsconfig.sample.SampleServer;
import dev.smsconfig.sample.SampleServerOptions;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whole commands on a fleet that git keeps. */
class GitRunTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private SampleServer server;
    private TestRepository repository;
    private String first;

    @BeforeEach
    void commitAFleetOfTwo() throws Exception {
        server = SampleServer.start(new SampleServerOptions(
                0,
                List.of(new TenantId("A"), new TenantId("B")),
                folder.resolve("server/state.jsonl"),
                Credentials.SAMPLE));
        repository = TestRepository.in(folder.resolve("repository"));
        fleet("");
        tenant("A", "First", "ref+env://SECRET");
        tenant("B", "First", "ref+env://SECRET");
        first = repository.commit("Begin");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void fleet(String ofEnvironment) {
        repository.write("configs/fleet.yaml", """
                apiVersion: smsconfig/v1
                kind: Fleet
                defaultEnvironment: here
                allowedSigners: allowed_signers
                environments:
                  here:
                    api: "%s/{tenant}/api"
                    insecure: true
                    auth: { scheme: basic, username: sample, password: "ref+env://PASSWORD" }
                %s
                guards: { maxChanged: 100%% }
                rollout:
                  waves: [ { name: all } ]
                  failureBudget: { max: 3, percent: 100 }
                """.formatted(server.url(), ofEnvironment));
    }

    private void tenant(String id, String sender, String password) {
        repository.write("configs/tenants/" + id + ".yaml", """
                apiVersion: smsconfig/v1
                kind: SmsConfig
                metadata: { tenant: %s }
                spec:
                  NsPluginSender: %s
                  NsPluginConfig: { cm_username: u, cm_password: "%s" }
                """.formatted(id, sender, password));
    }

    private Commands.Result run(String... args) {
        return new Commands()
                .with("PASSWORD", "sample")
                .with("SECRET", "Zq-secret")
                .run(withFolders(args));
    }

    /** With the secret of the tenants missing, so that each of them fails. */
    private Commands.Result runWithoutSecret(String... args) {
        return new Commands().with("PASSWORD", "sample").run(withFolders(args));
    }

    private String[] withFolders(String... args) {
        return Stream.concat(
                        Stream.of(args),
                        Stream.of(
                                "--configs",
                                repository.configs().toString(),
                                "--work",
                                folder.resolve("work").toString()))
                .toArray(String[]::new);
    }

    private String work() {
        return folder.resolve("work").toString();
    }

    private String lastRun() {
        return JSON.readTree(new Commands()
                        .run("runs", "-o", "json", "--work", work())
                        .out())
                .at("/runs/0/id")
                .asString();
    }

    private JsonNode shown() {
        return JSON.readTree(new Commands()
                .run("show", lastRun(), "-o", "json", "--work", work())
                .out());
    }

    private static String changeOf(String tenant, JsonNode report) {
        for (JsonNode entry : report.at("/tenants")) {
            for (JsonNode change : entry.at("/changes")) {
                if (entry.at("/tenant").asString().equals(tenant)
                        && change.at("/field").asString().equals("NsPluginSender")) {
                    return change.at("/to").asString();
                }
            }
        }
        return "none";
    }

    @Test
    void anOlderRevisionLeadsPastNoRepositoryThatIsNamedNow() {
        Path file = repository.configs().resolve("fleet.yaml");
        fleet("");
        repository.write(
                "configs/fleet.yaml",
                read(file) + "repository: { url: \"jdbc:postgresql://127.0.0.1:1/sms\", username: u }\n");

        Commands.Result result = run("apply", "--yes", "--revision", first);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("the job repository jdbc:postgresql://127.0.0.1:1/sms", "can't be reached");
        assertThat(server.requestLog().requests("GetSmsConfig")).isZero();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aRunOfACleanFolderRecordsItsCommit() {
        assertThat(run("apply", "--yes").exitCode()).isZero();

        JsonNode run = shown().at("/run");
        assertThat(run.at("/commit").asString()).isEqualTo(first);
        assertThat(run.at("/dirty").asBoolean()).isFalse();
        assertThat(run.at("/provenance/tree").asString()).isEqualTo(repository.git("rev-parse", "HEAD^{tree}"));
        assertThat(run.at("/provenance/author/email").asString()).isEqualTo("ann@example.com");
        assertThat(run.at("/provenance/subject").asString()).isEqualTo("Begin");
        assertThat(run.at("/provenance/signature/state").asString()).isEqualTo("ABSENT");
    }

    private static String commitOf(String tenant, JsonNode report) {
        for (JsonNode entry : report.at("/tenants")) {
            if (entry.at("/tenant").asString().equals(tenant)) {
                return entry.at("/commit").isNull()
                        ? "null"
                        : entry.at("/commit").asString();
            }
        }
        return "none";
    }

    @Test
    void aRunRecordsForEachTenantTheCommitThatChangedItLast() {
        tenant("B", "Second", "ref+env://SECRET");
        String second = repository.commit("Second", "--author=Bo <bo@example.com>");
        repository.write("README.md", "unrelated").commit("Third");

        JsonNode planned = JSON.readTree(run("plan", "-o", "json").out());

        assertThat(planned).isEqualTo(shown());
        assertThat(commitOf("A", planned)).isEqualTo(first);
        assertThat(commitOf("B", planned)).isEqualTo(second);
        assertThat(planned.at("/commits")).hasSize(2);
        JsonNode bo = planned.at("/commits/0/commit").asString().equals(second)
                ? planned.at("/commits/0")
                : planned.at("/commits/1");
        assertThat(bo.at("/author/email").asString()).isEqualTo("bo@example.com");
        assertThat(bo.at("/signature/state").asString()).isEqualTo("ABSENT");
        assertThat(new Commands().run("show", lastRun(), "--work", work()).out())
                .containsPattern("PLANNED +A +all  " + first.substring(0, 10) + "  Ns")
                .containsPattern("PLANNED +B +all  " + second.substring(0, 10) + "  Ns");
    }

    @Test
    void aRunOfSomeTenantsRecordsNoCommitOfOthers() {
        tenant("B", "Second", "ref+env://SECRET");
        String second = repository.commit("Second");

        JsonNode planned =
                JSON.readTree(run("plan", "--tenant", "B", "-o", "json").out());

        assertThat(planned.at("/commits"))
                .extracting(commit -> commit.at("/commit").asString())
                .containsExactly(second);
    }

    @Test
    void theSignatureOfATenantsCommitIsRecordedAsItWasVerified() throws Exception {
        repository.write("allowed_signers", "bo@example.com " + sshKey() + "\n").commit("Allow Bo");
        tenant("B", "Second", "ref+env://SECRET");
        repository.commit("Signed", "-S");

        JsonNode planned = JSON.readTree(run("plan", "-o", "json").out());

        assertThat(planned.at("/commits"))
                .extracting(commit -> commit.at("/signature/state").asString())
                .containsExactlyInAnyOrder("ABSENT", "VERIFIED");
    }

    @Test
    void aTenantWithChangedFilesIsRecordedWithoutACommit() {
        tenant("A", "Unsaid", "ref+env://SECRET");

        JsonNode planned = JSON.readTree(run("plan", "-o", "json").out());

        assertThat(commitOf("A", planned)).isEqualTo("null");
        assertThat(commitOf("B", planned)).isEqualTo(first);
        assertThat(planned.at("/run/dirty").asBoolean()).isTrue();
    }

    @Test
    void resumeKeepsTheCommitsThatWereRecorded() {
        tenant("A", "Unsaid", "ref+env://SECRET");
        assertThat(runWithoutSecret("apply", "--yes").exitCode()).isEqualTo(4);
        repository.commit("Said since");

        assertThat(run("resume", lastRun(), "--yes").exitCode()).isZero();
        assertThat(commitOf("A", shown())).isEqualTo("null");
        assertThat(commitOf("B", shown())).isEqualTo(first);
        assertThat(shown().at("/commits")).hasSize(1);
    }

    @Test
    void aShallowCloneSaysWhichTenantsItCanNotTellTheCommitOf() {
        tenant("B", "Second", "ref+env://SECRET");
        repository.commit("Second");
        tenant("A", "Third", "ref+env://SECRET");
        String third = repository.commit("Third");
        TestRepository.at(folder.resolve("shallow")).git("clone", "-q", "--depth=2", "file://" + repository.root, ".");

        Commands.Result result = new Commands()
                .with("PASSWORD", "sample")
                .with("SECRET", "Zq-secret")
                .run(
                        "plan",
                        "-o",
                        "json",
                        "--configs",
                        folder.resolve("shallow/configs").toString(),
                        "--work",
                        work());

        assertThat(result.err()).contains("Git: the clone is shallow, so it is not known of 1 tenant which commit");
        assertThat(commitOf("A", JSON.readTree(result.out()))).isEqualTo(third);
        assertThat(commitOf("B", JSON.readTree(result.out()))).isEqualTo("null");
    }

    @Test
    void aRunOfChangedFilesIsMarkedDirtyAndSaysSo() {
        tenant("A", "Unsaid", "ref+env://SECRET");

        Commands.Result result = run("apply", "--yes");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).contains("Git: 1 file differs from commit " + first.substring(0, 10));
        assertThat(shown().at("/run/dirty").asBoolean()).isTrue();
        assertThat(shown().at("/run/commit").asString()).isEqualTo(first);
        assertThat(changeOf("A", shown())).isEqualTo("Unsaid");
    }

    @Test
    void aRunWithoutARepositorySaysSo() {
        repository.git("config", "core.bare", "true");

        Commands.Result result = run("plan", "-o", "json");

        assertThat(result.err()).contains("lies in a bare git repository");
        assertThat(JSON.readTree(result.out()).at("/run/commit").isNull()).isTrue();
        assertThat(JSON.readTree(result.out()).at("/run/provenance").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD~1", "v1"})
    void aRevisionIsPlannedWhateverIsOnDisk(String revision) {
        repository.git("tag", "v1");
        tenant("A", "Second", "ref+env://SECRET");
        repository.commit("Second");
        tenant("A", "Unsaid", "ref+env://SECRET");

        JsonNode plan =
                JSON.readTree(run("plan", "-o", "json", "--revision", revision).out());

        assertThat(plan.at("/run/commit").asString()).isEqualTo(first);
        assertThat(plan.at("/run/dirty").asBoolean()).isFalse();
        assertThat(changeOf("A", plan)).isEqualTo("First");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "apply", "validate", "ping"})
    void aRevisionThatDoesNotExistIsAnErrorThatSaysWhatToDo(String command) {
        String[] args = command.equals("apply")
                ? new String[] {command, "--yes", "--revision", "nothing"}
                : new String[] {command, "--revision", "nothing"};
        if (command.equals("validate")) {
            args = new String[] {
                command,
                "--revision",
                "nothing",
                "--configs",
                repository.configs().toString()
            };
        }

        Commands.Result result = command.equals("validate") ? new Commands().run(args) : run(args);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("there is no revision nothing").contains("name a branch, a tag or a commit");
        assertThat(server.requestLog().requests("GetSmsConfig")).isZero();
    }

    @Test
    void aSopsFileIsReadFromTheCommitThatIsRead() {
        repository
                .write("configs/secrets/p.env", "FIRST=")
                .commit("Encrypt"); // neither YAML nor JSON: it goes to the program
        tenant("A", "First", "ref+sops://secrets/p.env#/p");
        repository.commit("Refer");
        repository.write("configs/secrets/p.env", "UNSAID=");
        repository.write("bin/sops", "#!/bin/sh\n/bin/cat \"$4\"\n");
        assertThat(repository.root.resolve("bin/sops").toFile().setExecutable(true))
                .isTrue();

        assertThat(sopsRun("HEAD").exitCode()).isZero();
        assertThat(server.requestLog().requests("SaveSmsConfig")).isEqualTo(2);
        assertThat(stateOfServer()).contains("FIRST=").doesNotContain("UNSAID=");
    }

    private Commands.Result sopsRun(String revision) {
        return new Commands()
                .with("PASSWORD", "sample")
                .with("SECRET", "Zq-secret")
                .with("SMSCONFIG_SOPS_PROGRAM", "allow")
                .with("PATH", repository.root.resolve("bin").toString())
                .run(withFolders("apply", "--yes", "--revision", revision));
    }

    private String stateOfServer() {
        try {
            return Files.readString(folder.resolve("server/state.jsonl"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aRunMakesFingerprintsWithTheKeysThatTheFleetNames() throws Exception {
        Path keys = Files.writeString(folder.resolve("keys"), "A".repeat(43) + "=\n" + "B".repeat(42) + "A=\n");
        repository.write(
                "configs/fleet.yaml",
                Files.readString(repository.configs().resolve("fleet.yaml")) + "keys: { fingerprint: \"ref+file://"
                        + keys + "\" }\n");
        repository.commit("Keep the keys elsewhere");

        Commands.Result result = run("plan", "-o", "json");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).contains("hmac:k2:").doesNotContain("hmac:k1:");
        assertThat(result.err()).doesNotContain("fingerprint.key");
        assertThat(folder.resolve("work/fingerprint.key")).doesNotExist();
    }

    @Test
    void aRunWithoutItsKeysReachesNothing() throws Exception {
        repository.write(
                "configs/fleet.yaml",
                Files.readString(repository.configs().resolve("fleet.yaml"))
                        + "keys: { fingerprint: \"ref+file:///no/such/file\" }\n");

        Commands.Result result = run("plan");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("keys.fingerprint of fleet.yaml: ref+file:///no/such/file does not resolve");
        assertThat(server.requestLog().requests("GetSmsConfig")).isZero();
    }

    @Test
    void validateReadsARevision() {
        repository.write("configs/tenants/A.yaml", "kind: [\n").commit("Break");
        String[] validate = {"validate", "--configs", repository.configs().toString()};

        assertThat(new Commands().run(validate).exitCode()).isEqualTo(1);
        assertThat(new Commands()
                        .run(Stream.concat(Stream.of(validate), Stream.of("--revision", "HEAD~1"))
                                .toArray(String[]::new))
                        .exitCode())
                .isZero();
    }

    @Test
    void pingReachesTheTenantsOfARevision() {
        repository.git("rm", "-q", "configs/tenants/B.yaml");
        repository.commit("Leave B");

        Commands.Result ping = run("ping", "-o", "json", "--revision", first);

        assertThat(JSON.readTree(ping.out()).at("/tenants")).hasSize(2);
    }

    @Test
    void applyIsRefusedOnChangedFilesWhereACommitIsRequired() {
        fleet("    requireCommit: true");
        repository.commit("Require");
        tenant("A", "Unsaid", "ref+env://SECRET");

        Commands.Result result = run("apply", "--yes");

        assertThat(result.exitCode()).isEqualTo(6);
        assertThat(result.err())
                .contains("environment here has requireCommit: true")
                .contains("commit them, or name a commit with --revision");
        assertThat(server.requestLog().requests("GetSmsConfig")).isZero();
    }

    @Test
    void applyIsRefusedWithoutARepositoryWhereACommitIsRequired() {
        fleet("    requireCommit: true");
        repository.commit("Require");
        repository.git("config", "core.bare", "true");

        assertThat(run("apply", "--yes").exitCode()).isEqualTo(6);
        assertThat(server.requestLog().requests("GetSmsConfig")).isZero();
    }

    @Test
    void applyOfACommitGoesThroughWhereACommitIsRequired() {
        fleet("    requireCommit: true");
        repository.commit("Require");
        tenant("A", "Unsaid", "ref+env://SECRET");

        assertThat(run("apply", "--yes", "--revision", "HEAD").exitCode()).isZero();
        assertThat(changeOf("A", shown())).isEqualTo("First");
    }

    @Test
    void planOnlyNotesThatACommitIsRequired() {
        fleet("    requireCommit: true");
        repository.commit("Require");
        tenant("A", "Unsaid", "ref+env://SECRET");

        Commands.Result result = run("plan");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("apply would refuse this: environment here has requireCommit: true");
    }

    @Test
    void resumeIsRefusedOnChangedFilesWhereACommitIsRequired() {
        tenant("A", "Unsaid", "ref+env://SECRET");
        assertThat(runWithoutSecret("apply", "--yes").exitCode()).isEqualTo(4);
        fleet("    requireCommit: true");

        assertThat(run("resume", lastRun(), "--yes").exitCode()).isEqualTo(6);
        assertThat(server.requestLog().requests("SaveSmsConfig")).isZero();
    }

    @Test
    void resumeAppliesWhatWasPlannedThoughGitMovedOn() {
        assertThat(runWithoutSecret("apply", "--yes").exitCode()).isEqualTo(4);
        tenant("A", "Second", "ref+env://SECRET");
        repository.git("rm", "-q", "configs/tenants/B.yaml");
        repository.commit("Move on");
        tenant("A", "Unsaid", "ref+env://SECRET");

        assertThat(run("resume", lastRun(), "--yes").exitCode()).isZero();
        assertThat(changeOf("A", shown())).isEqualTo("First");
        assertThat(shown().at("/summary/converged").asInt()).isEqualTo(2);
        assertThat(shown().at("/run/commit").asString()).isEqualTo(first);
    }

    @Test
    void resumeOfADirtyRunLeavesWhatChangedSince() {
        tenant("A", "Unsaid", "ref+env://SECRET");
        assertThat(runWithoutSecret("apply", "--yes").exitCode()).isEqualTo(4);
        tenant("A", "Different", "ref+env://SECRET");

        assertThat(run("resume", lastRun(), "--yes").exitCode()).isEqualTo(4);
        assertThat(shown().at("/summary/stale").asInt()).isEqualTo(1);
        assertThat(shown().at("/summary/converged").asInt()).isEqualTo(1);
    }

    @Test
    void resumeSaysThatTheCommitIsGoneAndLeavesWhatChanged() throws Exception {
        assertThat(runWithoutSecret("apply", "--yes").exitCode()).isEqualTo(4);
        String run = lastRun();
        tenant("A", "Second", "ref+env://SECRET");
        repository.run(List.of("rm", "-rf", ".git"), "");
        repository.git("init", "-q", ".");
        repository.commit("Anew");

        Commands.Result result = run("resume", run, "--yes");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.err()).contains("the run's commit " + first + " is not in the repository");
        assertThat(shown().at("/summary/stale").asInt()).isEqualTo(1);
    }

    @Test
    void relativeSecretsComeFromTheFolderOnDisk() throws Exception {
        tenant("A", "First", "ref+file://secrets/a");
        repository.write(".gitignore", "secrets/\n").commit("Refer");
        Path secret =
                repository.write("configs/secrets/a", "Zq-disk\n").configs().resolve("secrets/a");

        assertThat(run("apply", "--yes", "--revision", "HEAD").exitCode()).isZero();
        Files.delete(secret);
        assertThat(run("apply", "--yes", "--revision", "HEAD").exitCode()).isEqualTo(4);
    }

    @Test
    void showNamesWhoStandsBehindARunWithForeignTextEscaped() {
        repository.commit("Sen\u001b[31mder\n\nReviewed-by: C\u202Ey", "--author=B\u001bo <bo@example.com>");
        run("plan");

        String text = new Commands().run("show", lastRun(), "--work", work()).out();

        assertThat(text)
                .contains("\"Sen\\u{1B}[31mder\" by B\\u{1B}o <bo@example.com>, ")
                .contains("  committed by Ann Author <ann@example.com>, ")
                .contains("  signature ABSENT")
                .contains("  Reviewed-by: C\\u{202E}y (claimed)");
    }

    @Test
    void aSignedCommitIsVerifiedAgainstTheFileThatTheFleetNames() throws Exception {
        String key = sshKey();
        repository.write("allowed_signers", "bo@example.com " + key + "\n").commit("Allow Bo");
        repository.commit("Signed", "-S");

        run("plan");

        assertThat(shown().at("/run/provenance/signature/state").asString()).isEqualTo("VERIFIED");
        assertThat(shown().at("/run/provenance/signature/signer").asString()).isEqualTo("bo@example.com");
    }

    @Test
    void theCommandLineNamesTheAllowedSignersInsteadOfTheFleet() throws Exception {
        Path signers = Files.writeString(folder.resolve("signers"), "cy@example.com " + sshKey() + "\n");
        repository.commit("Signed", "-S");

        run("plan", "--allowed-signers", signers.toString());

        assertThat(shown().at("/run/provenance/signature/signer").asString()).isEqualTo("cy@example.com");
    }

    private String sshKey() throws Exception {
        Path key = folder.resolve("key");
        repository.run(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()), "");
        repository.git("config", "gpg.format", "ssh");
        repository.git("config", "user.signingkey", key.toString());
        return Files.readString(folder.resolve("key.pub")).strip();
    }
}
