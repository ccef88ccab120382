package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.git.TestRepository;
import dev.smsconfig.sample.Credentials;
import dev.smsconfig.sample.SampleServer;
import dev.smsconfig.sample.SampleServerOptions;
import dev.smsconfig.state.TenantId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Approvals with a signature over the plan's hash, in an environment that wants four eyes; commits are Ann's. */
class ApprovalSignatureTest {

    private static final String PURPOSE = "smsconfig-approval";

    @TempDir
    Path folder;

    private SampleServer server;
    private TestRepository repository;
    private String runId = "";

    @BeforeEach
    void serve() throws Exception {
        server = SampleServer.start(new SampleServerOptions(
                0, List.of(new TenantId("A")), folder.resolve("server/state.jsonl"), Credentials.SAMPLE));
        repository = TestRepository.in(folder.resolve("repository"));
        repository.write("configs/fleet.yaml", """
                apiVersion: smsconfig/v1
                kind: Fleet
                defaultEnvironment: here
                allowedSigners: allowed_signers
                environments:
                  here:
                    api: "%s/{tenant}/api"
                    insecure: true
                    fourEyes: true
                    auth: { scheme: basic, username: sample, password: "ref+env://PASSWORD" }
                guards: { maxChanged: 100%% }
                rollout:
                  waves: [ { name: all, approval: required } ]
                """.formatted(server.url()));
        repository.write("configs/tenants/A.yaml", """
                apiVersion: smsconfig/v1
                kind: SmsConfig
                metadata: { tenant: A }
                spec: { NsPluginSender: Acme }
                """);
        key("kari");
        key("ann");
        repository.write(
                "allowed_signers",
                "kari@example.com " + publicKey("kari") + "\nAnn@Example.com " + publicKey("ann") + "\n");
        repository.commit("Begin");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void key(String name) {
        repository.run(
                List.of(
                        "ssh-keygen",
                        "-q",
                        "-t",
                        "ed25519",
                        "-N",
                        "",
                        "-f",
                        folder.resolve(name).toString()),
                "");
    }

    private String publicKey(String name) throws Exception {
        return Files.readString(folder.resolve(name + ".pub")).strip();
    }

    private Commands.Result run(String... args) {
        return new Commands()
                .with("PASSWORD", "sample")
                .run(Stream.concat(
                                Stream.of(args),
                                Stream.of("--work", folder.resolve("work").toString()))
                        .toArray(String[]::new));
    }

    private void pausedRun() {
        repository.commit("Change", "--allow-empty");
        assertThat(run("apply", "--yes", "--configs", repository.configs().toString())
                        .exitCode())
                .isEqualTo(7);
        runId = new JsonMapper()
                .readTree(run("runs", "-o", "json").out())
                .at("/runs/0/id")
                .asString();
    }

    private JsonNode shown() {
        return new JsonMapper().readTree(run("show", runId, "-o", "json").out());
    }

    private String hash() {
        return shown().at("/rollout/planHash").asString();
    }

    private Path signature(String key, String purpose, String text) throws Exception {
        String printed = repository.run(
                List.of(
                        "ssh-keygen",
                        "-Y",
                        "sign",
                        "-n",
                        purpose,
                        "-f",
                        folder.resolve(key).toString()),
                text);
        // what it says about its work comes first
        return Files.writeString(
                folder.resolve("approval.sig"), printed.substring(printed.indexOf("-----BEGIN")) + "\n");
    }

    private Commands.Result approve(Path signature) {
        return run(
                "resume",
                runId,
                "--yes",
                "--approve",
                "all",
                "--by",
                "Kari",
                "--reason",
                "seen it",
                "--signature",
                signature.toString());
    }

    private void refused(Path signature, String because) {
        Commands.Result result = approve(signature);
        assertThat(result.err()).contains(because);
        assertThat(result.exitCode()).isEqualTo(6);
        assertThat(server.requestLog().requests("SaveSmsConfig")).isZero();
    }

    @Test
    void aPinnedKeyOfSomebodyElseApproves() throws Exception {
        pausedRun();
        assertThat(approve(signature("kari", PURPOSE, hash())).exitCode()).isZero();
        assertThat(shown().at("/waves/0/approval/evidence").asString()).isEqualTo("VERIFIED");
        assertThat(shown().at("/waves/0/approval/signer").asString()).isEqualTo("kari@example.com");
    }

    @Test
    void aLineFeedAfterTheHashIsAllTheSame() throws Exception {
        pausedRun();
        assertThat(approve(signature("kari", PURPOSE, hash() + "\n")).exitCode())
                .isZero();
    }

    @Test
    void theAuthorOfTheCommitDoesNotApproveIt() throws Exception {
        pausedRun();
        refused(signature("ann", PURPOSE, hash()), "Ann@Example.com wrote the commit");
    }

    @Test
    void aSignatureOverAnotherPlanProvesNothing() throws Exception {
        pausedRun();
        refused(signature("kari", PURPOSE, "0".repeat(64)), "it is over something else");
    }

    @Test
    void aSignatureMadeForSomethingElseProvesNothing() throws Exception {
        pausedRun();
        refused(signature("kari", "git", hash()), "it was made for another purpose");
    }

    @Test
    void aKeyThatNobodyPinnedProvesNothing() throws Exception {
        key("eve");
        pausedRun();
        refused(signature("eve", PURPOSE, hash()), "the key is not in allowed_signers of commit ");
    }

    @Test
    void aCommitCannotPinTheKeyThatApprovesIt() throws Exception {
        key("eve");
        repository.write("allowed_signers", "eve@example.com " + publicKey("eve") + "\n");
        repository.git("add", "-A");
        pausedRun();
        refused(signature("eve", PURPOSE, hash()), "the key is not in allowed_signers of commit ");
    }

    @Test
    void aFileThatIsNoSignatureProvesNothing() throws Exception {
        pausedRun();
        refused(Files.writeString(folder.resolve("x"), "yes"), "it is no SSH signature");
    }

    @Test
    void aSignatureWithAChangedByteProvesNothing() throws Exception {
        pausedRun();
        Path file = signature("kari", PURPOSE, hash());
        String text = Files.readString(file);
        int place = text.indexOf("\n-----END") - 20;
        char other = text.charAt(place) == 'A' ? 'B' : 'A';
        Files.writeString(file, text.substring(0, place) + other + text.substring(place + 1));
        refused(file, "the signature does not prove the approval");
    }
}
