package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.smsconfig.job.RecordedMonth;
import dev.smsconfig.report.audit.AuditFiles;
import dev.smsconfig.report.audit.AuditSchema;
import dev.smsconfig.tlog.TestSigners;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The report of a month that was really run. */
class AuditReportTest {

    @TempDir
    static Path folder;

    private static RecordedMonth month;
    /** The files of the first report, by name. */
    private static Map<String, String> report;

    @BeforeAll
    static void playAndReport() {
        month = RecordedMonth.in(folder);
        Commands.Result result = report("first");
        assertThat(result.exitCode()).as(result.err()).isZero();
        report = files("first");
    }

    @AfterAll
    static void close() {
        month.close();
    }

    private static Commands.Result report(String out, String... options) {
        List<String> command = new ArrayList<>(List.of(
                "audit",
                "report",
                "--work",
                month.work.toString(),
                "--configs",
                month.repository.configs().toString(),
                "--out",
                folder.resolve(out).toString()));
        command.addAll(
                options.length > 0
                        ? List.of(options)
                        : List.of("--from", RecordedMonth.FROM, "--to", RecordedMonth.TO, "--entity", "Contoso AS"));
        return new Commands().run(command.toArray(String[]::new));
    }

    private static Map<String, String> files(String out) {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> list = Files.list(folder.resolve(out))) {
            for (Path file : list.toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static JsonNode json() {
        return new JsonMapper().readTree(report.get("report.json")).path("sections");
    }

    private static JsonNode fact(String section, String key) {
        JsonNode facts = json().path(section).path("facts");
        assertThat(facts.has(key)).as(section + "." + key).isTrue();
        return facts.path(key);
    }

    private static List<JsonNode> rows(String section, String sheet) {
        List<JsonNode> rows = new ArrayList<>();
        json().path(section).path("sheets").path(sheet).forEach(rows::add);
        return rows;
    }

    private static String text(JsonNode row, String key) {
        return row.path(key).asString("");
    }

    @Test
    void everyCommitIsAccountedFor() {
        int commits = fact("completeness", "commits").asInt();
        assertThat(commits).isEqualTo(9);
        assertThat(fact("completeness", "commitsUnexplained").asInt()).isZero();
        assertThat(Stream.of("Planned", "NoEffect", "Rejected", "Awaiting")
                        .mapToInt(fate -> fact("completeness", "commits" + fate).asInt())
                        .sum())
                .isEqualTo(commits);
        Map<String, String> fates = new HashMap<>();
        rows("completeness", "commits").forEach(row -> fates.put(text(row, "subject"), text(row, "fate")));
        assertThat(fates)
                .containsEntry("Say whom to ask", "NO_EFFECT")
                .containsEntry("SMS-112 Sweden is done: no approval any more", "NO_EFFECT")
                .containsEntry("SMS-109 Shorten the Finnish sender", "REJECTED")
                .containsEntry("SMS-120 Name the town in Norway and Finland", "PLANNED");
    }

    @Test
    void theCommitsAreThoseThatGitTells() {
        String git = month.repository.git("log", "--format=%H", "--since=2026-10-10T00:00:00+02:00", "--", "configs");
        assertThat(rows("completeness", "commits"))
                .extracting(row -> text(row, "commit"))
                .containsExactlyInAnyOrder(git.split("\n"));
    }

    @Test
    void everyChangeIsAccountedFor() {
        List<JsonNode> changes = rows("changes", "changes");
        assertThat(fact("completeness", "changesUnexplained").asInt()).isZero();
        assertThat(Stream.of("changesOfPeriod", "changesOfEarlier", "changesOfDrift")
                        .mapToInt(part -> fact("completeness", part).asInt())
                        .sum())
                .isEqualTo(changes.size());
        assertThat(changes)
                .allSatisfy(change -> assertThat(Stream.of(
                                        "id",
                                        "tenant",
                                        "setting",
                                        "type",
                                        "result",
                                        "reason",
                                        "commit",
                                        "author",
                                        "signature",
                                        "approval",
                                        "plannedAt",
                                        "announcedAt",
                                        "appliedAt",
                                        "run",
                                        "wave",
                                        "runner")
                                .filter(key -> text(change, key).isEmpty()))
                        .isEmpty());
        assertThat(changes).extracting(change -> text(change, "id")).doesNotHaveDuplicates();
    }

    @Test
    void aNightHasARowAlsoWhereNothingRan() {
        Map<String, String> nights = new TreeMap<>();
        rows("calendar", "nights").forEach(row -> nights.put(text(row, "local").substring(4, 14), text(row, "status")));
        assertThat(nights).hasSize(30);
        assertThat(nights.entrySet().stream()
                        .filter(night -> night.getValue().equals("MISSED"))
                        .map(Map.Entry::getKey))
                .containsExactly("2026-10-15", "2026-10-20", "2026-11-01", "2026-11-02");
        assertThat(nights)
                .containsEntry("2026-10-12", "RAN_NO_CHANGE")
                .containsEntry("2026-10-13", "RAN_CHANGED")
                .containsEntry("2026-10-18", "RAN_FAILED")
                .containsEntry("2026-10-24", "RAN_FAILED")
                .containsEntry("2026-10-25", "RAN_NO_CHANGE")
                .containsEntry("2026-10-27", "RAN_FAILED");
        assertThat(rows("calendar", "nights"))
                .filteredOn(row -> text(row, "local").contains("2026-10-20"))
                .singleElement()
                .satisfies(row -> assertThat(text(row, "note")).contains("errors"));
    }

    @Test
    void exceptionsAreOpenUntilARunClosesThem() {
        List<JsonNode> items = rows("exceptions", "exceptions");
        assertThat(items)
                .filteredOn(item -> text(item, "status").equals("OPEN"))
                .extracting(item -> text(item, "kind") + " " + text(item, "subject"))
                .containsExactly("SECRET_IN_FILE tenants/fi/Espoo.yaml:7:40", "FAILED Odense");
        assertThat(items)
                .filteredOn(item -> text(item, "kind").equals("FAILED")
                        && text(item, "subject").equals("Ribe"))
                .singleElement()
                .satisfies(item -> {
                    assertThat(text(item, "openedAt")).startsWith("2026-10-09");
                    assertThat(text(item, "closedBy")).startsWith("20261011-");
                });
        assertThat(items)
                .filteredOn(item -> text(item, "kind").equals("RUN_INTERRUPTED"))
                .singleElement()
                .satisfies(item -> assertThat(text(item, "closedBy")).isEqualTo(text(item, "openedBy")));
        assertThat(items)
                .extracting(item -> text(item, "kind"))
                .contains(
                        "DRIFT",
                        "DIVERGED",
                        "UNKNOWN",
                        "NIGHT_MISSED",
                        "RUN_REFUSED",
                        "GUARD_OVERRIDDEN",
                        "COMMIT_UNSIGNED",
                        "COMMIT_SELF_APPROVED",
                        "COMMIT_REJECTED");
        assertThat(items)
                .filteredOn(item -> text(item, "kind").equals("GUARD_OVERRIDDEN"))
                .singleElement()
                .satisfies(item -> assertThat(text(item, "detail"))
                        .contains("kari on ops-laptop: six tenants at once are meant: SMS-120"));
    }

    @Test
    void whoApprovedTheirOwnIsAgainstTheSeparation() {
        assertThat(fact("duties", "violations").asInt()).isEqualTo(3);
        assertThat(rows("duties", "duties"))
                .filteredOn(row -> !text(row, "violation").isEmpty())
                .singleElement()
                .satisfies(row -> assertThat(text(row, "author")).isEqualTo("Bo Builder <bo@example.com>"));
        assertThat(rows("changes", "changes"))
                .filteredOn(row -> text(row, "approver").equals("Cato Checker"))
                .extracting(row -> text(row, "tenant"))
                .containsExactlyInAnyOrder("Umea", "Kiruna");
    }

    @Test
    void everyFormHasTheSameRows() {
        int sheets = 0;
        for (JsonNode section : json()) {
            for (Map.Entry<String, JsonNode> sheet : section.path("sheets").properties()) {
                String csv = Objects.requireNonNull(report.get(sheet.getKey() + ".csv"));
                assertThat(csv.split("\r\n").length - 1)
                        .as(sheet.getKey() + " in CSV")
                        .isEqualTo(sheet.getValue().size());
                Matcher table = Pattern.compile("(?s)<table id=\"t-" + sheet.getKey() + "\".*?</table>")
                        .matcher(report.get("index.html"));
                assertThat(table.find()).as(sheet.getKey() + " in HTML").isTrue();
                assertThat(table.group().split("<tr>").length - 2)
                        .as(sheet.getKey() + " in HTML")
                        .isEqualTo(sheet.getValue().size());
                sheets++;
            }
        }
        assertThat(sheets)
                .isEqualTo(report.keySet().stream()
                                .filter(name -> name.endsWith(".csv"))
                                .count()
                        - 1);
    }

    @Test
    void theSameQuestionGivesTheSameBytes() {
        report("second");
        assertThat(files("second")).isEqualTo(report);
    }

    @Test
    void whatHappensLaterDoesNotChangeIt() {
        month.goOn();
        report("later");
        assertThat(files("later")).isEqualTo(report);
        // and it is there, for whoever asks for it
        report("next", "--from", RecordedMonth.TO, "--to", "2026-11-12", "--format", "json");
        JsonNode next =
                new JsonMapper().readTree(files("next").get("report.json")).path("sections");
        List<String> items = new ArrayList<>();
        next.path("exceptions")
                .path("sheets")
                .path("exceptions")
                .forEach(item ->
                        items.add(text(item, "kind") + " " + text(item, "subject") + " " + text(item, "status")));
        assertThat(items)
                .contains(
                        "FAILED Odense CLOSED", "DRIFT Turku CLOSED", "SECRET_IN_FILE tenants/fi/Espoo.yaml:7:40 OPEN")
                .contains("NIGHT_MISSED night 2026-11-10T01:00:00Z CLOSED")
                .doesNotContain("FAILED Ribe CLOSED");
    }

    @Test
    void theWholeTrailIsVerifiedForIt() {
        assertThat(fact("integrity", "verdict").asString()).isEqualTo("intact");
        assertThat(fact("integrity", "keys").get(0).asString())
                .matches("crm\\.example\\.com/sms\\+[0-9a-f]{8}, [0-9a-f]{64}");
        assertThat(rows("integrity", "findings")).isEmpty();
        assertThat(rows("integrity", "checkpoints")).isNotEmpty();
    }

    /** Nothing of the period's own chain is broken by it. */
    @Test
    void aResultThatWasEditedIsToldByVerifyingTheTrail() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:h2:file:" + month.work.toAbsolutePath().resolve("repository"), "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE run_result SET requests = requests + 1000 WHERE event_seq ="
                    + " (SELECT MIN(event_seq) FROM run_result)");
            try {
                Commands.Result result = report(
                        "tampered",
                        "--from",
                        RecordedMonth.FROM,
                        "--to",
                        RecordedMonth.TO,
                        // no reason to keep quiet
                        "--quiet");
                assertThat(result.exitCode()).isZero();
                assertThat(result.err()).contains("Warning: the trail is tampered with: EDITED, first at event ");
            } finally {
                statement.execute("UPDATE run_result SET requests = requests - 1000 WHERE requests > 1000");
            }
        }
        JsonNode sections =
                new JsonMapper().readTree(files("tampered").get("report.json")).path("sections");
        assertThat(sections.at("/integrity/facts/chain").asString()).isEqualTo("intact");
        assertThat(sections.at("/integrity/facts/verdict").asString()).startsWith("tampered with: EDITED");
        assertThat(sections.at("/integrity/sheets/findings")).hasSize(1);
        assertThat(sections.at("/exceptions/sheets/exceptions"))
                .anySatisfy(item -> assertThat(text(item, "kind")).isEqualTo("TRAIL_TAMPERED"));
    }

    @Test
    void aTrailThatNoTrustedKeySignedIsNotVerified() {
        Commands.Result result = report(
                "stranger",
                "--from",
                RecordedMonth.FROM,
                "--to",
                RecordedMonth.TO,
                "--key",
                TestSigners.signer("crm.example.com/sms", 31).verifier().text());
        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).contains("Warning: the trail is not verified: ", "see 'smsconfig audit verify'");
        assertThat(files("stranger").get("report.json")).contains("TRAIL_NOT_VERIFIED", "--key crm.example.com/sms+");
    }

    @Test
    void aLedgerThatVerifyingCannotReadIsToldInIt() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:h2:file:" + month.work.toAbsolutePath().resolve("repository"), "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE run_result ALTER COLUMN unverifiable RENAME TO gone");
            try {
                assertThat(report("unread").exitCode()).isZero();
            } finally {
                statement.execute("ALTER TABLE run_result ALTER COLUMN gone RENAME TO unverifiable");
            }
        }
        assertThat(files("unread").get("report.json"))
                .contains("not verified: it can't be read: BadSqlGrammarException");
    }

    @Test
    void aFolderOfCheckpointsThatIsNotThereIsRefused() {
        assertThat(report(
                                "nowhere",
                                "--from",
                                RecordedMonth.FROM,
                                "--to",
                                RecordedMonth.TO,
                                "--checkpoints",
                                folder.resolve("none").toString())
                        .exitCode())
                .isEqualTo(2);
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void theManifestNamesEachFileWithItsHash() throws Exception {
        Map<String, String> hashes = new TreeMap<>();
        for (JsonNode file :
                new JsonMapper().readTree(report.get("manifest.json")).path("files")) {
            hashes.put(text(file, "name"), text(file, "sha256"));
        }
        for (Map.Entry<String, String> file : report.entrySet()) {
            if (!file.getKey().equals("manifest.json")) {
                byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
                assertThat(hashes.remove(file.getKey()))
                        .isEqualTo(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
            }
        }
        assertThat(hashes).isEmpty();
    }

    @Test
    void whatAServerSuppliesIsHarmlessInEveryForm() {
        assertThat(rows("changes", "changes"))
                .extracting(row -> text(row, "from"))
                .contains("<script>alert(1)</script>\u001b[31m", "=HYPERLINK(\"http://evil.example\",\"x\")");
        assertThat(report.get("index.html"))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;\\u{1B}[31m")
                .doesNotContain("<script>alert");
        assertThat(report.get("changes.csv")).contains("'=HYPERLINK").doesNotContain(",=", ",\"=");
        assertThat(report.values()).allSatisfy(file -> assertThat(file).doesNotContain("\u001b"));
    }

    @Test
    void noSecretIsInAnyOfIt() {
        assertThat(report.values()).allSatisfy(file -> assertThat(file).doesNotContain(RecordedMonth.CANARY));
        assertThat(rows("secrets", "secrets"))
                .extracting(row -> text(row, "reference"))
                .contains("ref+env://CM_DK2");
        assertThat(rows("changes", "changes"))
                .filteredOn(row -> row.path("credential").asBoolean())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(text(row, "to")).startsWith("hmac:k1:"));
    }

    @Test
    void theOnlyPathOfThisMachineIsWhereCheckpointsLie() {
        String checkpoints = month.work.resolve("checkpoints").toAbsolutePath().toString();
        assertThat(report.get("checkpoints.csv")).contains(checkpoints);
        assertThat(report.values())
                .allSatisfy(file -> assertThat(file.replace(checkpoints, "")).doesNotContain(folder.toString()));
    }

    @Test
    void theJsonFitsItsPublishedSchema() {
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                        .getSchema(AuditSchema.text())
                        .validate(report.get("report.json"), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void thePublishedSchemaSaysAllThatIsWritten() throws IOException {
        String schema = AuditReportSample.schema(AuditReportSample.of(month));
        AuditReportSample.keep(AuditReportSample.SCHEMA, schema);
        assertThat(AuditSchema.text()).isEqualTo(schema);
    }

    @Test
    void theStoredSampleIsWhatIsWrittenNow() throws IOException {
        Path now = folder.resolve("sample");
        AuditFiles.write(
                AuditReportSample.normalised(AuditReportSample.of(month)), EnumSet.allOf(AuditFiles.Form.class), now);
        Map<String, String> written = files("sample");
        for (Map.Entry<String, String> file : written.entrySet()) {
            AuditReportSample.keep(AuditReportSample.STORED.resolve(file.getKey()), file.getValue());
        }
        Map<String, String> stored = new TreeMap<>();
        try (Stream<Path> list = Files.list(AuditReportSample.STORED)) {
            for (Path file : list.toList()) {
                stored.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        assertThat(stored.keySet()).isEqualTo(written.keySet());
        written.forEach((name, text) -> assertThat(stored.get(name)).as(name).isEqualTo(text));
    }

    @Test
    void onlyTheFormsThatAreAskedForAreWritten() {
        Commands.Result result =
                report("some", "--from", "2026-10-10", "--to", "2026-10-11", "--zone", "UTC", "--format", "json,md");
        assertThat(result.exitCode()).isZero();
        assertThat(files("some").keySet()).containsExactly("manifest.json", "report.json", "summary.md");
    }

    @Test
    void daysBeginInTheScheduleZoneUnlessAnotherIsNamed() {
        assertThat(text(json().path("scope").path("facts"), "from")).isEqualTo("2026-10-10T00:00:00+02:00");
        report("utc", "--from", "2026-10-10", "--to", "2026-10-11", "--zone", "UTC", "--format", "json");
        assertThat(files("utc").get("report.json")).contains("\"from\":\"2026-10-10T00:00:00Z\"");
    }

    @Test
    void aPeriodThatEndsBeforeItBeginsIsRefused() {
        Commands.Result result = report("none", "--from", "2026-10-11", "--to", "2026-10-11");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--to has to be later than --from");
        assertThat(report("none", "--from", "yesterday", "--to", "2026-10-11").err())
                .contains("--from takes a day such as");
        assertThat(report("none", "--from", "2026-10-10", "--to", "2026-10-11", "--zone", "Oslo")
                        .err())
                .contains("--zone takes a name");
    }

    @Test
    void anEmptyPeriodIsAReportToo() {
        Commands.Result result = report("empty", "--from", "2025-01-01", "--to", "2025-01-03", "--format", "json");
        assertThat(result.exitCode()).as(result.err()).isZero();
        JsonNode empty =
                new JsonMapper().readTree(files("empty").get("report.json")).path("sections");
        assertThat(empty.path("completeness").path("facts").path("missed").asInt())
                .isEqualTo(2);
        assertThat(text(empty.path("integrity").path("facts"), "chain")).isEqualTo("nothing was read");
    }
}
