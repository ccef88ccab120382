package dev.smsconfig.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.source.Attribution;
import dev.smsconfig.source.ConfigFolder;
import dev.smsconfig.source.Explanation;
import dev.smsconfig.source.Explanation.Field;
import dev.smsconfig.source.Layered;
import dev.smsconfig.source.LineOrigin;
import dev.smsconfig.source.LineOrigin.AtOrBefore;
import dev.smsconfig.source.LineOrigin.Committed;
import dev.smsconfig.source.LineOrigin.NotCommitted;
import dev.smsconfig.state.Provenance.Person;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineHistoryTest {

    private static final String SENDER = "NsPluginSender";
    private static final String PROVIDER = "NetServerSmsProvider";

    @TempDir
    Path dir;

    private TestRepository repository;
    private String first;

    @BeforeEach
    void commitATenant() {
        repository = TestRepository.in(dir.resolve("repository"));
        repository.write("configs/fleet.yaml", TestRepository.FLEET);
        tenant("NsPluginSender: First", "NetServerSmsProvider: CM");
        first = repository.commit("Begin");
    }

    private void tenant(String... lines) {
        repository.write("configs/tenants/A.yaml", text(lines));
    }

    private static String text(String... lines) {
        return "apiVersion: smsconfig/v1\nkind: SmsConfig\nmetadata: { tenant: A }\nspec:\n  "
                + String.join("\n  ", lines) + "\n";
    }

    private String commit(String message, String author) {
        return repository.commit(message, "--author=" + author + " <" + author + "@example.com>");
    }

    /** What is said of a field: of the value that counts first, then of what it overrides. */
    private static List<LineOrigin> origins(String field, Path configs, GitFolder opened) {
        try (GitFolder folder = opened) {
            Layered layered = ConfigFolder.layers(configs, folder.files());
            Explanation explanation = layered.explain("A").orElseThrow();
            Attribution attribution = folder.attribute(explanation, layered);
            Map<String, List<LineOrigin>> origins = new LinkedHashMap<>();
            for (Field one : explanation.fields()) {
                List<LineOrigin> of = new ArrayList<>();
                of.add(attribution.of(one.effective()));
                one.overridden().forEach(entry -> of.add(attribution.of(entry)));
                origins.put(one.name(), of);
            }
            return origins.getOrDefault(field, List.of());
        }
    }

    private LineOrigin origin(String field) {
        return origin(field, repository);
    }

    private static LineOrigin origin(String field, TestRepository of) {
        return origins(field, of.configs(), GitFolder.current(of.configs())).get(0);
    }

    private static String commitOf(LineOrigin origin) {
        return origin instanceof Committed committed ? committed.commit() : origin.toString();
    }

    @Test
    void eachLineHasTheCommitThatChangedItLast() {
        tenant("NsPluginSender: Second", "NetServerSmsProvider: CM");
        String second = commit("Second", "Bo");

        assertThat(origin(SENDER)).isInstanceOfSatisfying(Committed.class, committed -> {
            assertThat(committed.commit()).isEqualTo(second);
            assertThat(committed.author().name()).isEqualTo("Bo");
            assertThat(committed.author().email()).isEqualTo("Bo@example.com");
        });
        assertThat(commitOf(origin(PROVIDER))).isEqualTo(first);
    }

    @Test
    void theAuthorsTimeIsThatOfTheCommit() {
        tenant("NsPluginSender: Second");
        String second = repository.commitAt("2026-03-01T12:00:00+02:00", "Second");

        assertThat(origin(SENDER))
                .isEqualTo(new Committed(
                        second, new Person("Ann Author", "ann@example.com", Instant.parse("2026-03-01T10:00:00Z"))));
    }

    @Test
    void whatALayerTookAwayAndWhatItOverridesHaveTheirOwnCommits() {
        tenant("NsPluginSender: null", "NetServerSmsProvider: CM");
        String second = repository.commit("Second");
        repository.write("configs/fleet.yaml", TestRepository.FLEET + "spec: { NsPluginSender: Base }\n");
        String third = repository.commit("Third");

        assertThat(origins(SENDER, repository.configs(), GitFolder.current(repository.configs())))
                .extracting(LineHistoryTest::commitOf)
                .containsExactly(second, third);
    }

    @Test
    void anOlderRevisionHasItsOwn() throws Exception {
        tenant("NsPluginSender: Second");
        repository.commit("Second");

        assertThat(origins(SENDER, repository.configs(), GitFolder.at(repository.configs(), "HEAD~1")))
                .extracting(LineHistoryTest::commitOf)
                .containsExactly(first);
    }

    @Test
    void aValueOfSeveralLinesHasTheLastOfTheirCommits() {
        tenant("NsPluginSender: >-", "  Contoso", "  Norge", "", "NetServerSmsProvider: CM");
        repository.commit("Second");
        tenant("NsPluginSender: >-", "  Contoso", "  Sverige", "", "NetServerSmsProvider: CM");
        String third = repository.commitAt("2001-01-01T00:00:00Z", "Third");
        tenant("NsPluginSender: >-", "  Contoso", "  Sverige", "", "", "NetServerSmsProvider: Other");
        String fourth = repository.commit("Fourth");

        assertThat(commitOf(origin(SENDER))).isEqualTo(third);
        assertThat(commitOf(origin(PROVIDER))).isEqualTo(fourth);
    }

    @Test
    void theFirstLineOfAValueOfSeveralCountsToo() {
        tenant("NsPluginSender: >-", "  Contoso");
        repository.commit("Second");
        tenant("NsPluginSender: |-", "  Contoso");
        String third = repository.commit("Third");

        assertThat(commitOf(origin(SENDER))).isEqualTo(third);
    }

    @Test
    void aMovedFileKeepsItsCommits() {
        repository.git("mv", "configs/tenants/A.yaml", "configs/moved.yaml");
        repository.write("configs/tenants/no/.keep", "");
        repository.git("mv", "configs/moved.yaml", "configs/tenants/no/A.yaml");
        repository.git("rm", "-q", "-f", "--ignore-unmatch", "configs/tenants/no/.keep");
        repository.commit("Move");

        assertThat(commitOf(origin(SENDER))).isEqualTo(first);
    }

    @Test
    void aMergedLineHasTheCommitOfItsBranch() {
        repository.git("checkout", "-q", "-b", "side");
        tenant("NsPluginSender: Side", "NetServerSmsProvider: CM");
        String side = repository.commit("Side");
        repository.git("checkout", "-q", "main");
        repository.write("README.md", "more").commit("Main");
        repository.git("merge", "-q", "--no-ff", "-m", "Merge", "side");

        assertThat(commitOf(origin(SENDER))).isEqualTo(side);
        assertThat(commitOf(origin(PROVIDER))).isEqualTo(first);
    }

    @Test
    void aLineThatIsNotCommittedIsSaidToBe() {
        tenant("# new", "NsPluginSender: Unsaid", "NetServerSmsProvider: CM");

        assertThat(origin(SENDER)).isEqualTo(new NotCommitted());
        assertThat(commitOf(origin(PROVIDER))).isEqualTo(first);
    }

    @Test
    void aStagedLineIsNotCommitted() {
        tenant("NsPluginSender: Staged", "NetServerSmsProvider: CM");
        repository.git("add", "-A");

        assertThat(origin(SENDER)).isEqualTo(new NotCommitted());
    }

    @Test
    void aFileThatGitDoesNotHaveIsNotCommitted() {
        repository.git("rm", "-q", "--cached", "configs/tenants/A.yaml");
        repository.git("commit", "-q", "-m", "Forget");

        assertThat(origin(SENDER)).isEqualTo(new NotCommitted());
    }

    @Test
    void lineEndsThatGitMadeOnCheckoutAreNoChange() {
        repository.git("config", "core.autocrlf", "true");
        tenant("NsPluginSender: First", "NetServerSmsProvider: CM");
        repository.write(
                "configs/tenants/A.yaml",
                text("NsPluginSender: Unsaid", "NetServerSmsProvider: CM").replace("\n", "\r\n"));

        assertThat(origin(SENDER)).isEqualTo(new NotCommitted());
        assertThat(commitOf(origin(PROVIDER))).isEqualTo(first);
    }

    @Test
    void lineEndsThatWereCommittedAreKept() {
        String crlf = text("NsPluginSender: First", "NetServerSmsProvider: CM").replace("\n", "\r\n");
        repository.git("config", "core.autocrlf", "false");
        repository.write("configs/tenants/A.yaml", crlf);
        String second = repository.commit("Second");
        repository.write("configs/tenants/A.yaml", crlf.replace("CM", "Other"));

        assertThat(commitOf(origin(SENDER))).isEqualTo(second);
        assertThat(origin(PROVIDER)).isEqualTo(new NotCommitted());
    }

    @Test
    void theLastCommitOfAShallowCloneMayNotBeTheOne() {
        repository.write("README.md", "more");
        String second = repository.commit("Second");
        tenant("NsPluginSender: Third", "NetServerSmsProvider: CM");
        String third = repository.commit("Third");
        TestRepository clone = clone("--depth=2");

        assertThat(origin(PROVIDER, clone)).isEqualTo(new AtOrBefore(second));
        assertThat(commitOf(origin(SENDER, clone))).isEqualTo(third);
    }

    @Test
    void theFirstCommitOfAllIsTheOneInAShallowCloneToo() {
        repository.write("README.md", "more").commit("Second");

        assertThat(commitOf(origin(SENDER, clone("--depth=2")))).isEqualTo(first);
    }

    @Test
    void saysThatAPartialCloneCanNotTell() {
        tenant("NsPluginSender: Second", "NetServerSmsProvider: CM");
        repository.commit("Second");
        repository.git("config", "uploadpack.allowFilter", "true");

        assertThat(origin(PROVIDER, clone("--filter=blob:none")))
                .isInstanceOfSatisfying(
                        LineOrigin.Unknown.class,
                        unknown -> assertThat(unknown.why())
                                .contains("MissingObjectException")
                                .contains("see that the clone is whole"));
    }

    private TestRepository clone(String option) {
        TestRepository clone = TestRepository.at(dir.resolve("clone"));
        clone.git("clone", "-q", option, "file://" + repository.root, ".");
        return clone;
    }

    @Test
    void saysThatNoCommitStandsBehindAFolderOutsideOfGit() {
        TestRepository none = TestRepository.at(dir.resolve("none"));
        none.write("configs/fleet.yaml", TestRepository.FLEET)
                .write("configs/tenants/A.yaml", TestRepository.tenant("A", "a"));

        assertThat(origin(SENDER, none)).isEqualTo(new LineOrigin.Unknown("no commit stands behind the files"));
    }
}
