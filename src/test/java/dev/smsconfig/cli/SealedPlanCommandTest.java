package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.git.TestRepository;
import dev.smsconfig.job.JobStore;
import dev.smsconfig.sample.Credentials;
import dev.smsconfig.sample.SampleServer;
import dev.smsconfig.sample.SampleServerOptions;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plans that are written into a file, looked at, and carried out later. */
class SealedPlanCommandTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern SHA256 = Pattern.compile("SHA-256 ([0-9a-f]{64})");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private SampleServer server;

    @SuppressWarnings("NullAway.Init")
    private TestRepository repository;

    private String secret = "Zq-secret";
    private String work = "work";

    @BeforeEach
    void commitAFleetOfThree() throws Exception {
        server = SampleServer.start(new SampleServerOptions(
                0,
                List.of(new TenantId("A"), new TenantId("B"), new TenantId("C")),
                folder.resolve("server/state.jsonl"),
                Credentials.SAMPLE));
        repository = TestRepository.in(folder.resolve("repository"));
        fleet("");
        for (String tenant : List.of("A", "B", "C")) {
            tenant(tenant, "First");
        }
        repository.commit("Begin");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void fleet(String more) {
        repository.write("configs/fleet.yaml", """
                apiVersion: smsconfig/v1
                kind: Fleet
                defaultEnvironment: here
                environments:
                  here:
                    api: "%s/{tenant}/api"
                    insecure: true
                    auth: { scheme: basic, username: sample, password: "ref+env://PASSWORD" }
                guards: { maxChanged: 100%% }
                rollout:
                  waves: [ { name: half, portion: 50%% }, { name: rest } ]
                  failureBudget: { max: 3, percent: 100 }
                %s
                """.formatted(server.url(), more));
    }

    private void tenant(String id, String sender) {
        repository.write("configs/tenants/" + id + ".yaml", """
                apiVersion: smsconfig/v1
                kind: SmsConfig
                metadata: { tenant: %s }
                spec:
                  NsPluginSender: %s
                  NsPluginConfig: { cm_username: u, cm_password: "ref+env://SECRET" }
                """.formatted(id, sender));
    }

    private Path file() {
        return folder.resolve("plan.json");
    }

    private Commands.Result run(String... args) {
        return new Commands()
                .with("PASSWORD", "sample")
                .with("SECRET", secret)
                .with("KEY", folder.resolve("key.pem").toString())
                .run(Stream.concat(
                                Stream.of(args),
                                Stream.of(
                                        "--configs",
                                        repository.configs().toString(),
                                        "--work",
                                        folder.resolve(work).toString()))
                        .toArray(String[]::new));
    }

    private Commands.Result plan(String... more) {
        return run(Stream.concat(Stream.of("plan", "--out", file().toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    private Commands.Result apply(String... more) {
        return run(Stream.concat(Stream.of("apply", file().toString(), "--yes"), Stream.of(more))
                .toArray(String[]::new));
    }

    private static Map<String, String> outcomes(Commands.Result result) {
        Map<String, String> outcomes = new TreeMap<>();
        for (JsonNode tenant : JSON.readTree(result.out()).at("/tenants")) {
            outcomes.put(tenant.at("/tenant").asString(), tenant.at("/outcome").asString());
        }
        return outcomes;
    }

    private long requests(String operation) {
        return server.requestLog().requests(operation);
    }

    private static String sha256(Commands.Result plan) {
        Matcher matcher = SHA256.matcher(plan.err());
        assertThat(matcher.find()).as(plan.err()).isTrue();
        return matcher.group(1);
    }

    private Commands.Result runAsToldBy(Commands.Result plan) {
        String line = plan.err()
                .lines()
                .filter(text -> text.startsWith("Carry out"))
                .findFirst()
                .orElseThrow();
        String arguments = line.substring(line.indexOf(" apply ") + 1);
        return new Commands()
                .with("PASSWORD", "sample")
                .with("SECRET", secret)
                .run(Stream.concat(Stream.of(arguments.split(" ")), Stream.of("--yes", "-o", "json"))
                        .toArray(String[]::new));
    }

    private void signingKey() throws Exception {
        byte[] pkcs8 = KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        Files.writeString(
                folder.resolve("key.pem"),
                "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(pkcs8)
                        + "\n-----END PRIVATE KEY-----\n");
        fleet("keys: { signing: \"ref+file://" + folder.resolve("key.pem") + "\" }");
    }

    @Test
    void aReviewedPlanIsCarriedOutThoughGitMovedOnAndTwiceIsTheSame() throws Exception {
        signingKey();
        String commit = repository.commit("Sign");
        Commands.Result plan = plan();
        assertThat(plan.exitCode()).isEqualTo(3);
        assertThat(plan.err()).contains("signed with key ", "Carry out exactly this plan with: ");
        tenant("A", "Second");
        repository.commit("Go on");

        Commands.Result applied = runAsToldBy(plan);

        assertThat(applied.err()).contains("3 converged").contains("of run", "signed by keys.signing ");
        assertThat(applied.exitCode()).isZero();
        JsonNode run = JSON.readTree(applied.out()).at("/run");
        assertThat(run.at("/plan/sha256").asString()).isEqualTo(sha256(plan));
        assertThat(run.at("/plan/signer").asString()).startsWith("keys.signing ");
        assertThat(run.at("/commit").asString()).isEqualTo(commit);
        String text = run("show", run.at("/id").asString()).out();
        assertThat(text)
                .contains("carries out the sealed plan " + sha256(plan) + " of run ", ", signed by keys.signing ");

        Commands.Result again = apply("-o", "json");

        assertThat(again.exitCode()).isZero();
        assertThat(outcomes(again))
                .containsOnly(Map.entry("A", "IN_SYNC"), Map.entry("B", "IN_SYNC"), Map.entry("C", "IN_SYNC"));
        assertThat(requests("SaveSmsConfig")).isEqualTo(3);
    }

    @Test
    void aTenantThatMovedSinceIsLeftAloneAndTheOthersGoOn() {
        plan();
        tenant("B", "Second");
        repository.commit("Go on");
        assertThat(run("apply", "--yes", "--tenant", "B").exitCode()).isZero();

        Commands.Result applied = apply("-o", "json");

        assertThat(applied.exitCode()).isEqualTo(4);
        assertThat(outcomes(applied)).isEqualTo(Map.of("A", "CONVERGED", "B", "STALE", "C", "CONVERGED"));
        assertThat(requests("SaveSmsConfig")).isEqualTo(3);
    }

    @Test
    void withoutACommitTheFilesHaveToSayWhatTheySaid() throws IOException {
        tenant("A", "Changed");
        assertThat(plan().err()).contains("not signed");
        tenant("B", "Second");
        Files.delete(repository.configs().resolve("tenants/C.yaml"));

        Commands.Result applied = apply("-o", "json");

        assertThat(applied.exitCode()).isEqualTo(4);
        assertThat(outcomes(applied)).isEqualTo(Map.of("A", "CONVERGED", "B", "STALE", "C", "STALE"));
        assertThat(requests("SaveSmsConfig")).isEqualTo(1);
    }

    @Test
    void aPlanOfSomeTenantsIsAboutThose() {
        plan("--tenant", "A", "--tenant", "C");

        Commands.Result applied = apply("-o", "json");

        assertThat(applied.exitCode()).isZero();
        assertThat(outcomes(applied)).isEqualTo(Map.of("A", "CONVERGED", "C", "CONVERGED"));
        JsonNode run = JSON.readTree(applied.out()).at("/run");
        assertThat(run.at("/selection").asString()).isEqualTo("--tenant A --tenant C");
        assertThat(run.at("/fleet").asInt()).isEqualTo(3);
    }

    @Test
    void whatCouldNotBeReadIsNotSavedByThePlan() {
        secret = "";
        Commands.Result plan = plan();
        assertThat(plan.err()).contains("3 tenants could not be read");
        secret = "Zq-secret";

        Commands.Result applied = apply("-o", "json");

        assertThat(applied.exitCode()).isEqualTo(4);
        assertThat(outcomes(applied)).isEqualTo(Map.of("A", "STALE", "B", "STALE", "C", "STALE"));
        assertThat(requests("SaveSmsConfig")).isZero();
    }

    @Test
    void theFileHoldsNoSecretAndSaysWhereEachLies() throws IOException {
        plan();

        assertThat(Files.readString(file()))
                .doesNotContain("Zq-secret")
                .contains("\"reference\":\"ref+env://SECRET\"", "\"to\":\"hmac:k1:");
    }

    @Test
    void aNewPlanTakesTheSignatureOfTheOldOneAway() throws IOException {
        Path signature = Files.writeString(folder.resolve("plan.json.sig"), "old");
        plan();

        assertThat(signature).doesNotExist();
    }

    @Test
    @SuppressWarnings("NullAway")
    void aPlanThatWasBrokenOffIsNotWritten() {
        Run stopped = new Run(
                "r1",
                Run.PLAN,
                "here",
                RunStatus.STOPPED,
                new Run.Origin("configs", null, false, null, 3),
                "100%",
                Instant.EPOCH,
                Instant.EPOCH,
                "a host 1",
                null);

        List<String> told = new PlanFile(file()).seal(new PlanFile.Content(null, stopped, null, null), null);

        assertThat(told).singleElement().asString().contains("was stopped before it was whole");
        assertThat(file()).doesNotExist();
    }

    @Test
    void fingerprintsOfAnotherKeyAreRefused() {
        plan();
        work = "another";

        Commands.Result applied = apply();

        assertThat(applied.err()).contains("fingerprints of another key");
        assertThat(applied.exitCode()).isEqualTo(6);
        assertThat(requests("SaveSmsConfig")).isZero();
    }

    @Test
    void aChangedPlanIsRefusedBeforeAnythingIsReached() throws IOException {
        emptyPlan();
        Files.writeString(file(), Files.readString(file()).replace("\"fleet\":1", "\"fleet\":2"));

        Commands.Result applied = apply();

        assertThat(applied.err()).contains("changed after it was made");
        assertThat(applied.exitCode()).isEqualTo(6);
        assertThat(folder.resolve("work")).doesNotExist();
    }

    @Test
    void theAddressHasToBeThatOfThePlansCommitToo() throws IOException {
        String elsewhere = read("fleet.yaml");
        repository.write("configs/fleet.yaml", elsewhere.replace("/{tenant}/api", "/other/{tenant}/api"));
        String other = repository.commit("Go elsewhere");
        repository.write("configs/fleet.yaml", elsewhere);
        String commit = repository.commit("Come back");
        plan("--tenant", "A");
        reseal(commit, other);

        Commands.Result applied = apply();

        assertThat(applied.err()).contains("at the plan's commit, environment here has another address");
        assertThat(applied.exitCode()).isEqualTo(6);
    }

    @Test
    void aFreezeThatCameIntoGitSinceIsNotPassedByAnOlderPlan() {
        plan("--tenant", "A");
        String before = read("fleet.yaml");
        repository.write(
                "configs/fleet.yaml",
                before.replace(
                        "maxChanged: 100%",
                        "maxChanged: 100%, freeze: [ { from: \"2020-01-01T00:00\", to: \"2120-01-01T00:00\", zone: UTC,"
                                + " reason: incident } ]"));
        repository.commit("Stop");

        Commands.Result applied = apply();

        assertThat(applied.err()).contains("something else by now about what may be saved");
        assertThat(applied.exitCode()).isEqualTo(6);
        assertThat(requests("SaveSmsConfig")).isZero();
    }

    private String read(String name) {
        try {
            return Files.readString(repository.configs().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As somebody would do it who means no good. */
    private void reseal(String text, String other) throws IOException {
        String lines = Files.readString(file()).replace(text, other);
        String body = lines.substring(0, lines.lastIndexOf("{\"sha256\""));
        Files.writeString(file(), body + "{\"sha256\":\"" + hex(body) + "\"}\n");
    }

    private static String hex(String text) {
        try {
            return java.util.HexFormat.of()
                    .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void emptyPlan() throws IOException {
        Files.writeString(file(), """
                {"formatVersion":"1","kind":"SealedPlan","run":"r","madeAt":"2026-11-24T02:00:00Z","environment":"here",\
                "address":"embedded","commit":null,"dirty":false,"selection":null,"fleet":1,"seed":"0123456789abcdef",\
                "keyCheck":""}
                {"sha256":""}
                """);
        reseal("none", "none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--select=ring=a",
                "-l=ring=a",
                "--tenant=A",
                "--exclude=A",
                "--since=HEAD",
                "--limit=@x",
                "--revision=HEAD",
                "--env=other"
            })
    void whatAPlanSaysItselfCannotBeSaidOtherwise(String option) throws IOException {
        emptyPlan();

        Commands.Result applied = apply(option);

        assertThat(applied.exitCode()).isEqualTo(2);
        assertThat(applied.err()).contains("leave ", " out");
        assertThat(folder.resolve("work")).doesNotExist();
    }

    @Test
    void aVariableThatSaysOtherwiseIsNamed() throws IOException {
        emptyPlan();

        Commands.Result applied = new Commands().with("SMSCONFIG_TENANT", "A").run("apply", file().toString(), "--yes");

        assertThat(applied.exitCode()).isEqualTo(2);
        assertThat(applied.err()).contains("leave --tenant out", "SMSCONFIG_TENANT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "none/plan.json"})
    void aPlanIsNotMadeWhereItCannotBeWritten(String place) {
        Commands.Result plan = run("plan", "--out", folder.resolve(place).toString());

        assertThat(plan.exitCode()).isEqualTo(2);
        assertThat(plan.err()).contains("no place for a file");
        assertThat(requests("GetSmsConfig")).isZero();
    }

    @Test
    void aRunThatNeverWroteDownItsPlanIsNotTakenForOneWithout() throws IOException {
        Files.createDirectories(folder.resolve("work"));
        Run.Origin origin = new Run.Origin(
                repository.configs().toString(), null, false, null, 3, new Run.CarriedPlan("0".repeat(64), "r0", null));
        try (JobStore store = JobStore.embedded(folder.resolve("work"), Clock.systemUTC())) {
            store.runs()
                    .insert(new Run(
                            "r1",
                            Run.APPLY,
                            "here",
                            RunStatus.RUNNING,
                            origin,
                            "100%",
                            Instant.EPOCH,
                            null,
                            "a host 1",
                            null));
        }

        Commands.Result result = run("resume", "r1", "--yes");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("before it wrote down which tenants it is about");
        assertThat(requests("GetSmsConfig")).isZero();
    }
}
