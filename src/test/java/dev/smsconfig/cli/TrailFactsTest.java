package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.git.TestRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the trail says of a run from the command line to the server, and what it does not say. */
class TrailFactsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String CANARY = "Zq7canary";
    private static final String KEY = "ref+env://FINGERPRINT";

    @TempDir
    Path folder;

    private TestRepository repository;
    private final Commands commands = new Commands()
            .with("FINGERPRINT", Base64.getEncoder().encodeToString(new byte[32]))
            .with("SMSCONFIG_PARALLELISM", "2")
            .with("JENKINS_URL", "https://ci.example.com/")
            .with("BUILD_TAG", "jenkins-nightly-17")
            .with("BUILD_URL", "https://bo:Zq7token@ci.example.com/job/17/?t=Zq7token")
            .with("BUILD_USER_ID", "bo-ek");

    @BeforeEach
    void makeFleet() {
        repository = TestRepository.in(folder.resolve("git"));
        repository.write("configs/fleet.yaml", TestRepository.FLEET + "keys: { fingerprint: \"" + KEY + "\" }\n");
        for (String tenant : List.of("Cust1", "Cust2", "Cust3")) {
            repository
                    .write("configs/secrets/" + tenant, CANARY + tenant + "\n")
                    .write("configs/tenants/" + tenant + ".yaml", """
                    apiVersion: smsconfig/v1
                    kind: SmsConfig
                    metadata: { tenant: %s }
                    spec:
                      NetServerSmsProvider: CM
                      NsPluginConfig: { cm_password: "ref+file://secrets/{tenant}" }
                    """.formatted(tenant));
        }
        repository.commit("Begin\n\nReviewed-by: Kari Kontroll <kari@example.com>");
    }

    private Commands.Result run(String... args) {
        return commands.run(Stream.concat(
                        Stream.of(args),
                        Stream.of(
                                "--work",
                                folder.resolve("work").toString(),
                                "--configs",
                                repository.configs().toString()))
                .toArray(String[]::new));
    }

    private Commands.Result apply() {
        Commands.Result result =
                run("apply", "--yes", "--override", "maxChanged", "--reason", "asked by Oda Other", "-ojson");
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result;
    }

    /** The bodies of all events in their order. */
    private List<JsonNode> trail() throws SQLException {
        List<JsonNode> bodies = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:h2:file:" + folder.resolve("work").resolve("repository") + ";IFEXISTS=TRUE", "sa", "");
                ResultSet rows =
                        connection.createStatement().executeQuery("SELECT body FROM audit_event ORDER BY seq")) {
            while (rows.next()) {
                bodies.add(JSON.readTree(rows.getBytes(1)));
            }
        }
        return bodies;
    }

    private static List<JsonNode> only(List<JsonNode> trail, String type) {
        return trail.stream()
                .filter(event -> event.path("type").asString().equals(type))
                .toList();
    }

    @Test
    void aRunSaysWithWhatAndHowAndByWhomItWasStarted() throws Exception {
        apply();
        JsonNode started = only(trail(), "RUN_STARTED").get(0);
        assertThat(started.at("/tool/version").asString()).isEqualTo(VersionProvider.version());
        assertThat(started.at("/tool/java").asString())
                .isEqualTo(Runtime.version().toString());
        assertThat(started.at("/tool").has("jarSha256")).isTrue();
        assertThat(started.at("/call/words").toString())
                .startsWith("[\"apply\",\"--yes\",\"--override\",\"maxChanged\",\"--reason\",\"sha256:");
        assertThat(started.at("/call/variables/SMSCONFIG_PARALLELISM").asString())
                .isEqualTo("2");
        assertThat(started.at("/caller/user").asString()).startsWith("sha256:");
        assertThat(started.at("/caller/host").asString()).isNotEmpty();
        assertThat(started.at("/caller/build/BUILD_TAG").asString()).isEqualTo("jenkins-nightly-17");
        assertThat(started.at("/caller/build/BUILD_URL").asString()).isEqualTo("https://ci.example.com/job/17/");
        assertThat(started.path("commit").asString()).isEqualTo(repository.git("rev-parse", "HEAD"));
        assertThat(started.path("configTree").asString()).isEqualTo(repository.git("rev-parse", "HEAD:configs"));
        assertThat(started.at("/clock/skewMillis").asInt()).isBetween(-5000, 5000);
        assertThat(started.at("/clock/zone").asString())
                .isEqualTo(java.time.ZoneId.systemDefault().getId());
    }

    @Test
    void aRunThatIsReadFromDiskNamesNoTree() throws Exception {
        repository.write("configs/tenants/Cust3.yaml", TestRepository.tenant("Cust3", "Edited"));
        run("plan");
        JsonNode started = only(trail(), "RUN_STARTED").get(0);
        assertThat(started.path("dirty").asBoolean()).isTrue();
        assertThat(started.has("configTree")).isFalse();
    }

    @Test
    void noEventHoldsANameOrASecret() throws Exception {
        apply();
        assertThat(trail())
                .hasSizeGreaterThan(10)
                .allSatisfy(event -> assertThat(event.toString())
                        .doesNotContainIgnoringCase(
                                "Oda Other", "Ann Author", "ann@example.com", "Kari", "bo-ek", "Zq7", "AAAAAAAA"));
    }

    @Test
    void everySecretIsToldBeforeTheSaveThatReliesOnIt() throws Exception {
        apply();
        Map<String, Integer> told = new HashMap<>();
        int intents = 0;
        for (JsonNode event : trail()) {
            if (event.path("type").asString().equals("SECRET_ACCESS")) {
                for (JsonNode secret : event.path("secrets")) {
                    told.merge(
                            secret.path("purpose").asString() + " "
                                    + secret.path("reference").asString(),
                            secret.path("count").asInt(),
                            Integer::sum);
                    assertThat(secret.path("found").asBoolean()).isTrue();
                }
            } else if (event.path("type").asString().equals("WRITE_INTENT")) {
                intents++;
                assertThat(told)
                        .containsKeys(
                                "FINGERPRINT_KEY " + KEY,
                                "COMPARE ref+file://secrets/"
                                        + event.path("tenant").asString(),
                                "SAVE ref+file://secrets/"
                                        + event.path("tenant").asString());
            }
        }
        assertThat(intents).isEqualTo(3);
        // observed, and compared once more before the save
        assertThat(told).containsEntry("FINGERPRINT_KEY " + KEY, 1);
        for (String tenant : List.of("Cust1", "Cust2", "Cust3")) {
            assertThat(told)
                    .containsEntry("COMPARE ref+file://secrets/" + tenant, 2)
                    .containsEntry("SAVE ref+file://secrets/" + tenant, 1);
        }
    }

    @Test
    void aSecretHasItsVersionAndStore() throws Exception {
        Path file = repository.configs().resolve("secrets/Cust1");
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1_790_000_000_000L));
        run("plan");
        JsonNode secret = only(trail(), "SECRET_ACCESS").stream()
                .flatMap(event -> event.path("secrets").valueStream())
                .filter(one -> one.path("reference").asString().endsWith("Cust1"))
                .findFirst()
                .orElseThrow();
        assertThat(secret.path("store").asString()).isEqualTo("file");
        assertThat(secret.path("version").asString()).isEqualTo("2026-09-21T14:13:20Z");
    }

    @Test
    void aSecretThatIsNotThereIsToldToo() throws Exception {
        Files.delete(repository.configs().resolve("secrets/Cust2"));
        run("plan", "--tenant", "Cust2");
        assertThat(only(trail(), "SECRET_ACCESS").toString())
                .contains("\"found\":false")
                .contains("secrets/Cust2");
    }

    @Test
    void aSealSaysHowTheRunEndedAndHowLongItTook() throws Exception {
        int code = run("plan").exitCode();
        JsonNode sealed = only(trail(), "RUN_SEALED").get(0);
        assertThat(sealed.path("exitCode").asInt()).isEqualTo(code).isEqualTo(3);
        assertThat(sealed.at("/summary/PLANNED").asInt()).isEqualTo(3);
        assertThat(sealed.path("tookMillis").asLong()).isBetween(0L, 600_000L);
    }

    @Test
    void whoIsErasedIsInNoFileOfTheRepositoryAnyMore() throws Exception {
        apply();
        assertThat(repositoryFile()).contains("Oda Other", "Kari Kontroll", "ann@example.com");
        String dry = run("audit", "erase", "--person", "Oda Other", "--reason", "request 1", "--dry-run")
                .out();
        assertThat(dry).startsWith("Would erase 2 values beside the audit trail and 1 in run_guard.override_reason.");
        Commands.Result erased = run("audit", "erase", "--person", "oda other", "--reason", "request 1");
        assertThat(erased.exitCode()).isZero();
        assertThat(erased.out()).startsWith("Erased 2 values");
        assertThat(run("audit", "erase", "--person", "Oda Other", "--reason", "request 1")
                        .out())
                .startsWith("Nothing in the job repository names that person.");
        run("audit", "erase", "--person", "kari@example.com", "--reason", "request 2");
        JsonNode json = JSON.readTree(
                run("audit", "erase", "--person", "ann@example.com", "--reason", "request 3", "-o", "json")
                        .out());
        assertThat(json.path("values").asInt()).isEqualTo(4);
        assertThat(repositoryFile()).doesNotContain("Oda Other", "Kari Kontroll", "ann@example.com", "Ann Author");
        assertThat(only(trail(), "PERSONAL_ERASED")).hasSize(3);
        JsonNode verified = JSON.readTree(run("audit", "verify", "-o", "json").out());
        assertThat(verified.path("verdict").asString()).isEqualTo("INTACT");
        assertThat(verified.at("/personal/erased").asInt()).isEqualTo(7);
        assertThat(verified.path("vouchedFor").asInt()).isEqualTo(trail().size());
        String id =
                JSON.readTree(run("runs", "-o", "json").out()).at("/runs/0/id").asString();
        assertThat(run("show", id).out()).contains("[erased]").doesNotContain("Oda Other", "Ann Author");
    }

    private String repositoryFile() throws IOException {
        return new String(
                Files.readAllBytes(folder.resolve("work").resolve("repository.mv.db")), StandardCharsets.ISO_8859_1);
    }

    @Test
    void aReasonThatNamesThePersonIsRefused() {
        Commands.Result result =
                run("audit", "erase", "--person", "Oda Other", "--reason", "Oda Other wants to be forgotten");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--reason names the person").doesNotContain("forgotten");
        assertThat(run("audit", "erase", "--person", "Oda Other").exitCode()).isEqualTo(2);
        assertThat(run("audit", "erase", "--person", " ", "--reason", "x").exitCode())
                .isEqualTo(2);
    }

    @Test
    void aClearValueThatWasExchangedIsTampering() throws Exception {
        apply();
        try (Connection connection = DriverManager.getConnection(
                "jdbc:h2:file:" + folder.resolve("work").resolve("repository"), "sa", "")) {
            int changed = connection
                    .createStatement()
                    .executeUpdate("UPDATE audit_personal SET clear_value = 'Somebody Else' WHERE path = '/by'");
            assertThat(changed).isEqualTo(1);
        }
        Commands.Result result = run("audit", "verify", "-o", "json");
        assertThat(result.exitCode()).isEqualTo(1);
        JsonNode json = JSON.readTree(result.out());
        assertThat(json.path("class").asString()).isEqualTo("EDITED");
        JsonNode overridden = only(trail(), "GUARD_OVERRIDDEN").get(0);
        assertThat(json.path("firstSequence").asInt())
                .isEqualTo(overridden.path("seq").asInt());
    }
}
