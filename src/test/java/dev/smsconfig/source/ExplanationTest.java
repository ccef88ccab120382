package dev.smsconfig.source;

import static dev.smsconfig.source.TestFolder.fleet;
import static dev.smsconfig.source.TestFolder.tenantOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.source.Explanation.Entry;
import dev.smsconfig.source.Explanation.Field;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationTest {

    private static final String CUST1 = "tenants/no/Cust1.yaml";

    @TempDir
    Path dir;

    private TestFolder folder;

    @BeforeEach
    void folder() {
        folder = TestFolder.in(dir);
    }

    @Test
    void namesThePlaceThatCountsAndThoseItOverrides() {
        folder.write("fleet.yaml", fleet("spec: { NsPluginSender: a }\n"))
                .group("nordic", "", "NsPluginSender: b")
                .write(CUST1, tenantOf("nordic", "NsPluginSender: c"));

        assertThat(lines())
                .containsExactly("NsPluginSender: SET c tenant 5:19, SET b group nordic 5:19, SET a fleet 7:25");
    }

    @Test
    void leavesOutALayerThatSaysNothingOfTheField() {
        folder.write("fleet.yaml", fleet("spec: { NsPluginSender: a }\n"))
                .group("nordic", "", "NetServerSmsProvider: b")
                .write(CUST1, tenantOf("nordic", ""));

        assertThat(lines())
                .containsExactly("NetServerSmsProvider: SET b group nordic 5:25", "NsPluginSender: SET a fleet 7:25");
        assertThat(explain().layers()).extracting(Layer::text).containsExactly("fleet", "group nordic");
    }

    @Test
    void showsARemovalAsSuchAndThePropertyAsUnmanaged() {
        folder.write("fleet.yaml", fleet("spec: { NsPluginSender: a, DefaultSmsCountry: \"+47\" }\n"))
                .write(CUST1, tenantOf("", "NsPluginSender: null"));

        assertThat(lines())
                .containsExactly(
                        "DefaultSmsCountry: SET +47 fleet 7:47",
                        "NsPluginSender: REMOVED tenant 5:19, SET a fleet 7:25");
        assertThat(explain().unmanaged()).containsExactly("NetServerSmsProvider", "NsPluginSender", "NsPluginConfig");
    }

    @Test
    void showsTheRemovalOfAllSettingsAtEachOfThem() {
        folder.write("fleet.yaml", fleet("spec: { NsPluginConfig: { a_url: a, b_url: b } }\n"))
                .group("nordic", "", "NsPluginConfig: null")
                .write(CUST1, tenantOf("nordic", "NsPluginConfig: { a_url: c }"));

        assertThat(lines())
                .containsExactly(
                        "NsPluginConfig.a_url: SET c tenant 5:28, REMOVED group nordic 5:19, SET a fleet 7:34",
                        "NsPluginConfig.b_url: REMOVED group nordic 5:19, SET b fleet 7:44");
    }

    @Test
    void showsTheFirstRemovalOfASettingWhereALaterOneHadNothingLeft() {
        folder.write("fleet.yaml", fleet("spec: { NsPluginConfig: { a_url: a } }\n"))
                .group("nordic", "", "NsPluginConfig: { a_url: null }")
                .write(CUST1, tenantOf("nordic", "NsPluginSender: b\nNsPluginConfig: null"));

        assertThat(lines())
                .containsExactly(
                        "NsPluginSender: SET b tenant 5:19",
                        "NsPluginConfig: REMOVED tenant 6:19",
                        "NsPluginConfig.a_url: REMOVED group nordic 5:28, SET a fleet 7:34");
    }

    @Test
    void showsThatAllSettingsAreTakenAway() {
        folder.write(CUST1, tenantOf("", "NsPluginConfig: {}"));

        assertThat(lines()).containsExactly("NsPluginConfig: NO_SETTINGS tenant 5:19");
    }

    @Test
    void givesOnlyTheFieldThatIsAskedFor() {
        folder.write(CUST1, tenantOf("", "NsPluginSender: a\nNsPluginConfig: { a_url: b, b_url: c }"));

        assertThat(explain().only("NsPluginSender").orElseThrow().fields()).hasSize(1);
        assertThat(explain().only("NsPluginConfig").orElseThrow().fields())
                .extracting(Field::name)
                .containsExactly("NsPluginConfig.a_url", "NsPluginConfig.b_url");
        assertThat(explain().only("DefaultSmsCountry").orElseThrow().unmanaged())
                .containsExactly("DefaultSmsCountry");
        assertThat(explain().only("a_url")).isEmpty();
    }

    @Test
    void guessesTheFieldThatWasMeant() {
        folder.write(CUST1, tenantOf("", "NsPluginConfig: { a_url: b }"));

        assertThat(explain().closestField("a_url")).contains("NsPluginConfig.a_url");
        assertThat(explain().closestField("NsPluginSendr")).contains("NsPluginSender");
        assertThat(explain().closestField("x")).isEmpty();
    }

    /** What counts is what a run would take: for every tenant of a fleet with all kinds of layers. */
    @Test
    void agreesWithTheConfigurationThatARunTakes() throws IOException {
        Path fleet = dir.resolve("fleet");
        LayeredFleet.write(fleet, 60);
        for (Path root : new Path[] {fleet, Path.of("configs"), Path.of("samples/layers")}) {
            Layered layered = ConfigFolder.layers(root);
            assertThat(layered.configuration().tenants()).isNotEmpty();
            for (DesiredState tenant : layered.configuration().tenants()) {
                Explanation explanation =
                        layered.explain(tenant.tenant().value()).orElseThrow();
                Map<String, Value> set = new LinkedHashMap<>();
                for (Field field : explanation.fields()) {
                    if (field.effective().value() != null) {
                        set.put(field.name(), field.effective().value());
                    }
                }
                assertThat(set).isEqualTo(tenant.config().fields());
            }
        }
    }

    private Explanation explain() {
        return ConfigFolder.layers(folder.root).explain("Cust1").orElseThrow();
    }

    private List<String> lines() {
        return explain().fields().stream().map(ExplanationTest::line).toList();
    }

    private static String line(Field field) {
        return field.name() + ": " + entry(field.effective())
                + field.overridden().stream().map(e -> ", " + entry(e)).collect(Collectors.joining());
    }

    private static String entry(Entry entry) {
        String value = entry.value() instanceof Value.Text text ? " " + text.text() : "";
        return entry.kind() + value + " " + entry.layer().text() + " "
                + entry.place().line() + ":" + entry.place().column();
    }
}
