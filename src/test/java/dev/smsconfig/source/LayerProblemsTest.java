package dev.smsconfig.source;

import static dev.smsconfig.source.TestFolder.fleet;
import static dev.smsconfig.source.TestFolder.tenantOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only shows where layers lie over each other. */
class LayerProblemsTest {

    private static final String CUST1 = "tenants/no/Cust1.yaml";

    @TempDir
    Path dir;

    private TestFolder folder;

    @BeforeEach
    void folder() {
        folder = TestFolder.in(dir);
    }

    @Test
    void guessesTheGroupThatWasMeant() {
        folder.group("nordic", "", "NsPluginSender: a").write(CUST1, tenantOf("nordc", "NsPluginSender: b"));

        assertThat(folder.read().problems())
                .extracting(Problem::message)
                .contains("no such group; did you mean 'nordic'?");
    }

    @Test
    void namesBothPlacesOfAGroupListedTwice() {
        folder.group("nordic", "", "NsPluginSender: a").write(CUST1, tenantOf("nordic, nordic", ""));

        assertThat(folder.read().problems())
                .extracting(p -> TestFolder.brief(p) + " " + p.message())
                .containsExactly("group.twice 3:45 this group is in the list already, at line 3, column 37; keep one of"
                        + " the two");
    }

    @Test
    void namesTheWholeCircleAndItsPlacesOnce() {
        folder.group("one", "two", "NsPluginSender: a")
                .group("two", "three", "NsPluginSender: b")
                .group("three", "one", "NsPluginSender: c")
                .write(CUST1, tenantOf("two", ""));

        assertThat(folder.read().problems())
                .extracting(problem -> problem.text().replace(folder.root.toString(), "ROOT"))
                .containsExactly("ROOT/groups/one.yaml:3:33: group.cycle groups build on each other in a circle: one"
                        + " (ROOT/groups/one.yaml:3:33) -> two (ROOT/groups/two.yaml:3:33) -> three"
                        + " (ROOT/groups/three.yaml:3:35) -> one; remove one of these");
        assertThat(folder.read().tenants()).isEmpty();
    }

    @Test
    void findsACircleThatAnotherGroupLeadsTo() {
        folder.group("a", "b", "NsPluginSender: a")
                .group("b", "c", "NsPluginSender: b")
                .group("c", "c", "NsPluginSender: c")
                .write(CUST1, tenantOf("a", ""));

        assertThat(folder.read().problems())
                .extracting(problem -> problem.text().replace(folder.root.toString(), "ROOT"))
                .containsExactly("ROOT/groups/c.yaml:3:31: group.cycle groups build on each other in a circle: c"
                        + " (ROOT/groups/c.yaml:3:31) -> c; remove one of these");
    }

    @Test
    void doesNotCallAGroupUnusedThatAnUnreadableListMayHave() {
        folder.group("nordic", "", "NsPluginSender: a").write(CUST1, tenantOf("null", "NsPluginSender: b"));

        assertThat(folder.read().problems()).extracting(Problem::rule).containsExactly(Rule.YAML_NULL);
    }

    @Test
    void warnsOfAGroupThatOnlyAnUnusedGroupBuildsOn() {
        folder.group("base", "", "NsPluginSender: a").group("nordic", "base", "NsPluginSender: b");

        assertThat(folder.read().problems())
                .extracting(TestFolder::brief)
                .containsExactly("group.unused 1:1", "group.unused 1:1");
    }

    @Test
    void doesNotCallAGroupUnusedThatAnUnreadableTenantMayHave() {
        folder.group("nordic", "", "NsPluginSender: a").write("tenants/Cust2.yaml", "- a\n");

        assertThat(folder.read().problems()).extracting(Problem::rule).containsExactly(Rule.YAML_ROOT);
    }

    @Test
    void reportsWhatIsWrongInAGroupOnceForAllItsTenants() {
        folder.group("nordic", "", "DefaultSmsCountry: +47")
                .write(CUST1, tenantOf("nordic", ""))
                .write("tenants/Cust2.yaml", tenantOf("nordic", "").replace("Cust1", "Cust2"));

        assertThat(folder.read().problems()).extracting(TestFolder::brief).containsExactly("yaml.quote-it 5:22");
        assertThat(folder.read().tenants()).isEmpty();
    }

    @Test
    void keepsTenantsThatDoNotHaveTheBrokenGroup() {
        folder.group("nordic", "", "DefaultSmsCountry: +47")
                .write("tenants/Cust2.yaml", tenantOf("nordic", "").replace("Cust1", "Cust2"));

        assertThat(folder.read().tenants()).extracting(t -> t.tenant().value()).containsExactly("Cust1");
    }

    @Test
    void appliesThePlaintextPolicyToEveryLayerOncePerPlace() {
        String secret = "NsPluginConfig: { cm_password: abc }";
        folder.write("fleet.yaml", fleet("spec: { " + secret + " }\n").replace("allow", "deny"))
                .group("nordic", "", secret)
                .write(CUST1, tenantOf("nordic", secret))
                .write("tenants/Cust2.yaml", tenantOf("nordic", "").replace("Cust1", "Cust2"));

        assertThat(folder.read().problems())
                .extracting(p -> folder.root.relativize(Path.of(p.file())) + " " + TestFolder.brief(p))
                .containsExactly(
                        "fleet.yaml secret.plaintext 7:40",
                        "groups/nordic.yaml secret.plaintext 5:34",
                        "tenants/no/Cust1.yaml secret.plaintext 5:34");
    }

    @Test
    void warnsOfAGroupsNullOnlyWhereItRemovesSomethingForNoTenant() {
        folder.group("sender", "", "NsPluginSender: a")
                .group("nordic", "", "NsPluginSender: null\nNetServerSmsProvider: null")
                .write(CUST1, tenantOf("nordic", "DefaultSmsCountry: \"+47\""))
                .write(
                        "tenants/Cust2.yaml",
                        tenantOf("sender, nordic", "DefaultSmsCountry: \"+47\"").replace("Cust1", "Cust2"));

        assertThat(folder.read().problems())
                .extracting(p -> folder.root.relativize(Path.of(p.file())) + " " + TestFolder.brief(p))
                .containsExactly("groups/nordic.yaml layer.idle-null 6:25");
    }

    @Test
    void saysNothingOfWhatIsMissingWhereALayerCannotBeRead() {
        folder.write("fleet.yaml", "- a\n").write(CUST1, tenantOf("", "NsPluginSender: null"));

        assertThat(folder.read().problems()).extracting(Problem::rule).containsExactly(Rule.YAML_ROOT);
    }

    @Test
    void findsAnUnknownGroupInAFileWithOtherProblemsToo() {
        folder.write(CUST1, tenantOf("nordic", "NsPluginSender: 12"));

        assertThat(folder.read().problems())
                .extracting(TestFolder::brief)
                .containsExactly("group.unknown 3:37", "yaml.quote-it 5:19");
    }
}
