package dev.smsconfig.report.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.smsconfig.audit.Coverage;
import dev.smsconfig.audit.CoverageGap;
import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.plan.Cause;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.report.CsvReader;
import dev.smsconfig.report.RunReport;
import dev.smsconfig.report.Visible;
import dev.smsconfig.state.TenantId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportFolderTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "run-report");
    private static final List<String> FILES =
            List.of("changes.csv", "index.html", "junit.xml", "run.json", "run.md", "run.sarif", "tenants.csv");

    @TempDir
    Path folder;

    private static RunReport apply(List<LedgerEntry> entries) {
        return ReportedRuns.report(ReportedRuns.run(Run.APPLY, RunStatus.PARTIAL, null), entries);
    }

    private void write(RunReport report) throws IOException {
        ReportFolder.write(report, ReportedRuns.around(ReportedRuns.nights(30)), folder);
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    /**
     * The page without style and script, which are the same on each and have tests of their own; lines end as git wants
     * them in golden files.
     */
    private static String body(String page) {
        return page.replaceAll("(?s)<style>.*?</style>", "<style/>")
                .replaceAll("(?s)<script>.*?</script>", "<script/>")
                .replaceAll("sha256-[^&]+", "sha256-")
                .replace("\r\n", "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"changes.csv", "index.html", "junit.xml", "run.json", "run.md", "run.sarif", "tenants.csv"})
    void everyFormIsAsTheGoldenFileHasIt(String file) throws IOException {
        write(apply(ReportedRuns.ofEachKind()));
        String text = body(read(file));
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(GOLDEN.resolve(file), text);
        }
        assertThat(text).isEqualTo(Files.readString(GOLDEN.resolve(file)));
    }

    @Test
    void theSameRunGivesTheSameBytes() throws IOException {
        write(apply(ReportedRuns.fleet(300, new Random(1))));
        List<String> first = new ArrayList<>();
        for (String file : FILES) {
            first.add(read(file));
        }
        write(apply(ReportedRuns.fleet(300, new Random(1))));
        for (int i = 0; i < FILES.size(); i++) {
            assertThat(read(FILES.get(i))).isEqualTo(first.get(i));
        }
    }

    @Test
    void allFormsTakeOneReadOfTheLedger() throws IOException {
        ReportedRuns.Reads reads = new ReportedRuns.Reads();
        write(ReportedRuns.report(
                ReportedRuns.run(Run.APPLY, RunStatus.PARTIAL, null), ReportedRuns.ofEachKind(), reads));
        assertThat(reads.whole).isEqualTo(1);
        assertThat(reads.notable).isZero();
    }

    @Test
    void aReportThatBreaksOffLeavesTheOneBeforeWhole() throws IOException {
        write(apply(ReportedRuns.ofEachKind()));
        String before = read("run.json");
        List<LedgerEntry> broken = new ArrayList<>(ReportedRuns.fleet(3000, new Random(2))) {
            @Override
            public void forEach(Consumer<? super LedgerEntry> consumer) {
                subList(0, 2900).forEach(consumer);
                throw new IllegalStateException("the database is gone");
            }
        };
        assertThatThrownBy(() -> write(apply(broken))).hasMessage("the database is gone");
        assertThat(read("run.json")).isEqualTo(before);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted())
                    .isEqualTo(FILES);
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsAnErrorAndNoFileIsReplaced() throws IOException {
        write(apply(ReportedRuns.ofEachKind()));
        String before = read("run.json");
        Files.createDirectory(folder.resolve("index.html.tmp"));
        assertThatThrownBy(() -> write(apply(ReportedRuns.fleet(30, new Random(2)))))
                .isInstanceOf(IOException.class);
        assertThat(read("run.json")).isEqualTo(before);
    }

    /** Every form tells of the same tenants, outcomes and changes, whatever the fleet. */
    @Test
    void allFormsCountTheSame() throws Exception {
        Random random = new Random(17);
        for (int round = 0; round < 8; round++) {
            List<LedgerEntry> entries = ReportedRuns.fleet(1 + random.nextInt(400), random);
            RunReport report = apply(entries);
            write(report);
            JsonNode json = new JsonMapper().readTree(read("run.json"));
            List<List<String>> tenants = CsvReader.read(read("tenants.csv"));
            List<List<String>> changes = CsvReader.read(read("changes.csv"));
            Document junit = xml(read("junit.xml"));
            String page = read("index.html");
            assertThat(json.at("/tenants").size()).isEqualTo(entries.size());
            assertThat(tenants).hasSize(entries.size() + 1);
            assertThat(junit.getElementsByTagName("testcase").getLength()).isEqualTo(entries.size());
            assertThat(junit.getDocumentElement().getAttribute("failures"))
                    .isEqualTo(
                            String.valueOf(junit.getElementsByTagName("failure").getLength()));
            assertThat(junit.getDocumentElement().getAttribute("skipped"))
                    .isEqualTo(
                            String.valueOf(junit.getElementsByTagName("skipped").getLength()));
            int fields = entries.stream()
                    .filter(entry -> entry.outcome() != null)
                    .mapToInt(entry -> entry.outcome().changes().size())
                    .sum();
            assertThat(changes).hasSize(fields + 1);
            for (OutcomeKind kind : OutcomeKind.values()) {
                int count = report.summary().of(kind);
                assertThat(tenants.stream().filter(row -> row.get(4).equals(kind.name())))
                        .hasSize(count);
                String tile = "<b>" + count + "</b><span>"
                        + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + "</span>";
                assertThat(page.contains(tile)).as(tile).isEqualTo(count > 0);
            }
            int shown = page.substring(page.indexOf("<tbody>", page.indexOf("<table id=\"tenants\"")))
                            .split("</tbody>")[0]
                            .split("<tr>")
                            .length
                    - 1;
            long inSync = Pattern.compile("Cust\\d+")
                    .matcher(String.join(" ", between(page, "in sync in wave", "</details>")))
                    .results()
                    .count();
            assertThat(shown + inSync).isEqualTo(entries.size());
        }
    }

    private static List<String> between(String text, String from, String to) {
        Matcher matcher = Pattern.compile("(?s)" + from + "(.*?)" + to).matcher(text);
        return matcher.results().map(result -> result.group(1)).toList();
    }

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static final String HOSTILE = "=cmd|'/C calc'!A0 <script>alert(1)</script> `b` ``` | \"'\u001b[31m ]]> {0}"
            + " [a](b) </details>\u202e \n# h\r\n@everyone &lt; ]](";

    private static List<LedgerEntry> hostile() {
        FieldChange change =
                FieldChange.healed("NsPluginConfig." + HOSTILE, HOSTILE, HOSTILE + "2", false, Cause.DRIFT);
        return List.of(
                ReportedRuns.entry(0, "A", 0, ReportedRuns.outcome("A", OutcomeKind.CONVERGED, null, change)),
                ReportedRuns.entry(1, "B", 0, ReportedRuns.outcome("B", OutcomeKind.FAILED, HOSTILE)),
                ReportedRuns.entry(2, "C", 0, ReportedRuns.outcome("C", OutcomeKind.DIVERGED, HOSTILE, change)),
                ReportedRuns.entry(
                        3, "D", 0, ReportedRuns.outcome("D", OutcomeKind.CONVERGED, null, change, change, change)),
                ReportedRuns.entry(4, "E", 0, ReportedRuns.outcome("E", OutcomeKind.CONVERGED, null, change)));
    }

    @Test
    void foreignTextIsHarmlessInEveryForm() throws Exception {
        write(ReportedRuns.report(ReportedRuns.run(Run.APPLY, RunStatus.PARTIAL, HOSTILE), hostile()));
        for (String file : FILES) {
            if (!file.equals("run.json")) {
                assertThat(read(file)).as(file).doesNotContain("\u001b", "\u202e");
            }
        }
        assertThat(body(read("index.html")))
                .doesNotContain("<script>", "alert(1)</s")
                .contains("&lt;script&gt;");
        for (String file : List.of("tenants.csv", "changes.csv")) {
            assertThat(CsvReader.read(read(file)))
                    .allSatisfy(row -> assertThat(row)
                            .hasSameSizeAs(CsvReader.read(read(file)).get(0))
                            .noneMatch(cell -> cell.startsWith("=")));
        }
        Element failure =
                (Element) xml(read("junit.xml")).getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).isEqualTo(Visible.text(HOSTILE));
        assertThat(new JsonMapper()
                        .readTree(read("run.json"))
                        .at("/tenants/1/message")
                        .asString())
                .isEqualTo(HOSTILE);
        assertThat(read("run.sarif")).doesNotContain("](", " {0}").contains("{{0}}");
        assertThat(Pattern.compile("<[a-z/][^>]*>")
                        .matcher(markdownWithoutCode(read("run.md")))
                        .results()
                        .map(result -> result.group())
                        .distinct())
                .as("no element but those that any report has")
                .isSubsetOf(
                        "<h3>",
                        "</h3>",
                        "<p>",
                        "</p>",
                        "<strong>",
                        "</strong>",
                        "<ul>",
                        "</ul>",
                        "<li>",
                        "</li>",
                        "<details>",
                        "</details>",
                        "<summary>",
                        "</summary>",
                        "<pre>",
                        "</pre>",
                        "<code>",
                        "</code>",
                        "<code/>");
    }

    /** What a code host makes of it, with what stands in code taken out: that is shown and nothing else. */
    private static String markdownWithoutCode(String markdown) {
        org.commonmark.node.Node document = Parser.builder().build().parse(markdown);
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Code code) {
                code.setLiteral("");
            }

            @Override
            public void visit(FencedCodeBlock block) {
                block.setLiteral("");
            }
        });
        String html = HtmlRenderer.builder().build().render(document);
        assertThat(html).doesNotContain("everyone", "calc", "alert");
        return html;
    }

    @Test
    void noFingerprintOfASecretIsInAFileForPeople() throws IOException {
        write(apply(ReportedRuns.ofEachKind()));
        assertThat(read("run.json")).as("machines compare it there").contains("hmac:k1:0011canary");
        for (String file : FILES) {
            if (!file.equals("run.json")) {
                assertThat(read(file)).as(file).doesNotContain("0011canary", "2233canary", "hmac:");
            }
        }
    }

    /** Code hosts refuse more than 65,536 characters. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "`", "\u001b", "<", "\ud83d\ude00", "|"})
    void aCommentStaysShortWhateverTheFleet(String character) throws IOException {
        List<LedgerEntry> entries = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String id = "T" + i;
            String text = i + character.repeat(3000);
            entries.add(ReportedRuns.entry(
                    2 * i,
                    id,
                    1,
                    ReportedRuns.outcome(
                            id, OutcomeKind.DIVERGED, text, ReportedRuns.sender(text, text + "2", Cause.DRIFT))));
        }
        write(ReportedRuns.report(ReportedRuns.run(Run.APPLY, RunStatus.PARTIAL, character.repeat(4000)), entries));
        assertThat(read("run.md"))
                .hasSizeLessThan(65_000)
                .contains("more reasons; `tenants.csv` has all", "</details>");
    }

    @Test
    void theOfficialSchemaAdmitsTheSarif() throws IOException {
        write(apply(ReportedRuns.ofEachKind()));
        try (InputStream schema = ReportFolderTest.class.getResourceAsStream("/sarif/sarif-2.1.0-rtm.5.json")) {
            String text = new String(schema.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                            .getSchema(text)
                            .validate(read("run.sarif"), InputFormat.JSON))
                    .isEmpty();
        }
    }

    @Test
    void tenantsThatShareALineShareAResult() throws IOException {
        write(apply(List.of(
                ReportedRuns.entry(
                        0,
                        "A",
                        0,
                        ReportedRuns.outcome(
                                "A", OutcomeKind.PLANNED, null, ReportedRuns.sender("x", "y", Cause.PENDING))),
                ReportedRuns.entry(
                        1,
                        "B",
                        0,
                        ReportedRuns.outcome(
                                "B", OutcomeKind.PLANNED, null, ReportedRuns.sender("x", "y", Cause.PENDING))),
                ReportedRuns.entry(
                        2,
                        "C",
                        0,
                        ReportedRuns.outcome(
                                "C", OutcomeKind.PLANNED, null, ReportedRuns.sender("z", "y", Cause.PENDING))))));
        JsonNode results = new JsonMapper().readTree(read("run.sarif")).at("/runs/0/results");
        assertThat(results.size()).isEqualTo(2);
        assertThat(results.get(0).at("/message/text").asString())
                .isEqualTo("2 tenants (A, B): NsPluginSender \"x\" -> \"y\" (PENDING), to change");
        assertThat(results.get(0).at("/occurrenceCount").asInt()).isEqualTo(2);
        assertThat(results.get(0).at("/locations/0/physicalLocation").toString())
                .isEqualTo("{\"artifactLocation\":{\"uri\":\"configs/groups/acme.yaml\"},"
                        + "\"region\":{\"startLine\":7,\"startColumn\":19}}");
    }

    @Test
    void aFleetThatFailsGivesNoMoreResultsThanCodeHostsTake() throws IOException {
        List<LedgerEntry> entries = new ArrayList<>();
        for (int i = 0; i < 6000; i++) {
            entries.add(
                    ReportedRuns.entry(i, "T" + i, 0, ReportedRuns.outcome("T" + i, OutcomeKind.FAILED, "HTTP 503")));
        }
        write(apply(entries));
        JsonNode sarif = new JsonMapper().readTree(read("run.sarif"));
        assertThat(sarif.at("/runs/0/results").size()).isEqualTo(5000);
        assertThat(sarif.at("/runs/0/invocations/0/toolExecutionNotifications/0/message/text")
                        .asString())
                .isEqualTo("the gravest 5000 of 6000 results; changes.csv has all");
        assertThat(read("index.html")).contains("The first 5000 of 6000; tenants.csv has all.");
    }

    @Test
    void oneTenantIsOneTenant() throws IOException {
        write(apply(List.of(ReportedRuns.entry(0, "A", 0, ReportedRuns.outcome("A", OutcomeKind.FAILED, "HTTP 503")))));
        assertThat(read("run.md")).contains("- 1 tenant FAILED").doesNotContain("1 tenants");
        assertThat(body(read("index.html"))).doesNotContain("1 tenants", "1 runs");
    }

    @Test
    void aRunOfNothingIsAReportToo() throws IOException {
        write(ReportedRuns.report(ReportedRuns.run(Run.PLAN, RunStatus.COMPLETED, null), List.of()));
        assertThat(read("index.html")).contains("Plan in environment sample", "t-good");
        assertThat(CsvReader.read(read("tenants.csv"))).hasSize(1);
    }

    @Test
    void aPlanWithDifferencesNamesTheCommandThatCarriesItOut() throws IOException {
        write(ReportedRuns.report(
                ReportedRuns.run(Run.PLAN, RunStatus.COMPLETED, null),
                List.of(ReportedRuns.entry(
                        0,
                        "A",
                        0,
                        ReportedRuns.outcome(
                                "A", OutcomeKind.PLANNED, null, ReportedRuns.sender("x", "y", Cause.PENDING))))));
        assertThat(read("run.md"))
                .contains("```\nCarry it out with: java -jar target/smsconfig.jar apply --env sample\n```");
        assertThat(body(read("index.html")))
                .contains("Carry it out with: java -jar target/smsconfig.jar apply --env sample");
    }

    @Test
    void theTrendTellsANightWithoutFiguresFromAQuietOne() throws IOException {
        write(apply(ReportedRuns.ofEachKind()));
        assertThat(between(read("index.html"), "<rect class=\"b-none\"", "</rect>"))
                .as("drifted, left, duration of the night that was killed")
                .hasSize(3)
                .allSatisfy(bar -> assertThat(bar).contains("no figure, run night-4"));
        assertThat(between(read("index.html"), "<rect class=\"b-now\"", "</rect>"))
                .hasSize(3);
    }

    @Test
    void aGapInCoverageIsToldAndWhereThePolicySaysSoFailsTheRun() throws IOException {
        List<CoverageGap> gaps = List.of(
                new CoverageGap(CoverageGap.Kind.TENANT_WITHOUT_FILE, new TenantId("Lost"), null),
                new CoverageGap(CoverageGap.Kind.NOT_VERIFIED, new TenantId("Old"), ReportedRuns.START));
        write(ReportedRuns.report(
                ReportedRuns.run(Run.APPLY, RunStatus.COMPLETED, null),
                List.of(ReportedRuns.entry(0, "A", 0, ReportedRuns.outcome("A", OutcomeKind.IN_SYNC, null))),
                new ReportedRuns.Reads(),
                new Coverage(gaps, true)));
        assertThat(read("run.md"))
                .contains(
                        "tenants are not covered as they should be",
                        "**Coverage, whose policy fails the run**",
                        "- 1 tenant of the inventory without a file, so not managed (`Lost`)");
        assertThat(read("index.html"))
                .contains("t-bad", "for which the policy fails the run", ">Lost<", ">2026-11-27 02:00:00 UTC<");
    }

    @Test
    void oneRunIsNoTrend() throws IOException {
        ReportFolder.write(apply(ReportedRuns.ofEachKind()), ReportedRuns.around(ReportedRuns.nights(1)), folder);
        assertThat(read("index.html")).doesNotContain("<svg", "#trends");
    }
}
