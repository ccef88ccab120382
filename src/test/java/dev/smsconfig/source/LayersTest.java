package dev.smsconfig.source;

import static dev.smsconfig.source.TestFolder.fleet;
import static dev.smsconfig.source.TestFolder.tenantOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.Value;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the layers of a tenant give together. */
class LayersTest {

    private static final String CUST1 = "tenants/no/Cust1.yaml";

    @TempDir
    Path dir;

    private TestFolder folder;

    @BeforeEach
    void folder() {
        folder = TestFolder.in(dir);
    }

    @Test
    void letsGroupsOverrideTheFleetAndTheTenantOverrideBoth() {
        folder.write(
                        "fleet.yaml",
                        fleet("spec: { DefaultSmsCountry: \"+1\", NetServerSmsProvider: a, NsPluginSender: a }\n"))
                .group("nordic", "", "NetServerSmsProvider: b\nNsPluginSender: b")
                .write(CUST1, tenantOf("nordic", "NsPluginSender: c"));

        assertThat(texts())
                .containsExactly(
                        Map.entry("DefaultSmsCountry", "+1"),
                        Map.entry("NetServerSmsProvider", "b"),
                        Map.entry("NsPluginSender", "c"));
    }

    @Test
    void mergesSettingsByKey() {
        folder.write("fleet.yaml", fleet("spec: { NsPluginConfig: { a_url: a, b_url: a, c_url: a } }\n"))
                .group("nordic", "", "NsPluginConfig: { b_url: b, c_url: b }")
                .write(CUST1, tenantOf("nordic", "NsPluginConfig: { c_url: c }"));

        assertThat(texts())
                .containsExactly(
                        Map.entry("NsPluginConfig.a_url", "a"),
                        Map.entry("NsPluginConfig.b_url", "b"),
                        Map.entry("NsPluginConfig.c_url", "c"));
    }

    @Test
    void mergesGroupsInTheOrderOfTheTenantsList() {
        folder.group("nordic", "", "NsPluginSender: a").group("alpine", "", "NsPluginSender: b");

        folder.write(CUST1, tenantOf("nordic, alpine", ""));
        assertThat(texts()).containsExactly(Map.entry("NsPluginSender", "b"));
        folder.write(CUST1, tenantOf("alpine, nordic", ""));
        assertThat(texts()).containsExactly(Map.entry("NsPluginSender", "a"));
    }

    @Test
    void mergesAGroupAfterThoseItBuildsOn() {
        folder.group("base", "", "NsPluginSender: a\nNetServerSmsProvider: a")
                .group("nordic", "base", "NsPluginSender: b")
                .write(CUST1, tenantOf("nordic", ""));

        assertThat(texts()).containsExactly(Map.entry("NetServerSmsProvider", "a"), Map.entry("NsPluginSender", "b"));
    }

    @Test
    void mergesAGroupThatTwoOthersBuildOnOnceAndFirst() {
        folder.group("base", "", "NsPluginSender: a\nNetServerSmsProvider: a")
                .group("nordic", "base", "NsPluginSender: b")
                .group("alpine", "base", "NetServerSmsProvider: c")
                .write(CUST1, tenantOf("nordic, alpine", ""));

        assertThat(texts()).containsExactly(Map.entry("NetServerSmsProvider", "c"), Map.entry("NsPluginSender", "b"));
    }

    @Test
    void admitsAGroupThatIsAListOfOthers() {
        folder.group("base", "", "NsPluginSender: a")
                .write("groups/list.yaml", """
                        apiVersion: smsconfig/v1
                        kind: Group
                        metadata: { name: list, groups: [base] }
                        """)
                .write(CUST1, tenantOf("list", ""));

        assertThat(texts()).containsExactly(Map.entry("NsPluginSender", "a"));
    }

    @Test
    void warnsOfAGroupNamedAfterOneThatBuildsOnIt() {
        folder.group("base", "", "NsPluginSender: a")
                .group("nordic", "base", "NsPluginSender: b")
                .write(CUST1, tenantOf("nordic, base", ""));

        assertThat(folder.read().problems()).extracting(TestFolder::brief).containsExactly("group.twice 3:45");
        assertThat(texts()).containsExactly(Map.entry("NsPluginSender", "b"));
    }

    @Test
    void leavesAPropertyUnmanagedThatATenantRemoves() {
        folder.write("fleet.yaml", fleet("spec: { NsPluginSender: a, NetServerSmsProvider: CM }\n"))
                .write(CUST1, tenantOf("", "NsPluginSender: ~"));

        assertThat(folder.read().problems()).isEmpty();
        assertThat(texts()).containsExactly(Map.entry("NetServerSmsProvider", "CM"));
    }

    @Test
    void removesASettingAndKeepsTheOthersManaged() {
        folder.write("fleet.yaml", fleet("spec: { NsPluginConfig: { a_url: a } }\n"))
                .write(CUST1, tenantOf("", "NsPluginConfig: { a_url: null }"));

        assertThat(folder.read().problems()).isEmpty();
        assertThat(config().pluginConfig()).isNotNull().isEmpty();
    }

    @Test
    void leavesAllSettingsUnmanagedWhereTheMapIsRemoved() {
        folder.write("fleet.yaml", fleet("spec: { NsPluginSender: a, NsPluginConfig: { a_url: a } }\n"))
                .write(CUST1, tenantOf("", "NsPluginConfig: null"));

        assertThat(folder.read().problems()).isEmpty();
        assertThat(config().pluginConfig()).isNull();
    }

    @Test
    void beginsANewMapAfterALowerLayerRemovedIt() {
        folder.write("fleet.yaml", fleet("spec: { NsPluginConfig: { a_url: a } }\n"))
                .group("nordic", "", "NsPluginConfig: null")
                .write(CUST1, tenantOf("nordic", "NsPluginConfig: { b_url: b }"));

        assertThat(folder.read().problems()).isEmpty();
        assertThat(texts()).containsExactly(Map.entry("NsPluginConfig.b_url", "b"));
    }

    @Test
    void doesNotBeginToManageSettingsByRemovingOne() {
        folder.write(CUST1, tenantOf("", "NsPluginSender: a\nNsPluginConfig: { a_url: null }"));

        assertThat(folder.read().problems()).extracting(TestFolder::brief).containsExactly("layer.idle-null 6:28");
        assertThat(config().pluginConfig()).isNull();
    }

    @Test
    void admitsATenantWithoutASpecOfItsOwn() {
        folder.write("fleet.yaml", fleet("spec: { NsPluginSender: a }\n")).write(CUST1, tenantOf("", ""));

        assertThat(folder.read().problems()).isEmpty();
        assertThat(texts()).containsExactly(Map.entry("NsPluginSender", "a"));
    }

    @Test
    void refusesATenantForWhomNothingIsLeft() {
        folder.write("fleet.yaml", fleet("spec: { NsPluginSender: a }\n"))
                .write(CUST1, tenantOf("", "NsPluginSender: null"));

        assertThat(folder.read().problems()).extracting(TestFolder::brief).containsExactly("config.empty-spec 5:3");
    }

    @Test
    void putsTheTenantsIdIntoReferencesOfAnyLayer() {
        folder.write("fleet.yaml", fleet("spec: { NsPluginSender: \"ref+env://SENDER_{tenant}\" }\n"))
                .group(
                        "nordic",
                        "",
                        "NsPluginConfig: { cm_password: \"ref+file:///run/secrets/{tenant}/cm_password\" }")
                .write(CUST1, tenantOf("nordic", "NetServerSmsProvider: \"ref+file://{tenant}\""));

        assertThat(config().fields().values())
                .containsExactlyInAnyOrder(
                        new SecretReference("env", "SENDER_Cust1"),
                        new SecretReference("file", "/run/secrets/Cust1/cm_password"),
                        new SecretReference("file", "Cust1"));
    }

    @Test
    void leavesTheWordTenantInATextAsItIs() {
        folder.write(CUST1, tenantOf("", "NsPluginSender: \"{tenant}\""));

        assertThat(texts()).containsExactly(Map.entry("NsPluginSender", "{tenant}"));
    }

    @Test
    void refusesAReferenceThatNamesNoVariableForOneTenant() {
        folder.write("fleet.yaml", fleet("spec: { NsPluginConfig: { cm_password: \"ref+env://CM_{tenant}\" } }\n"))
                .write("tenants/Cust-2.yaml", tenantOf("", "NsPluginSender: a").replace("Cust1", "Cust-2"));

        assertThat(folder.read().problems())
                .extracting(Problem::text)
                .containsExactly(folder.root + "/tenants/Cust-2.yaml:1:1: secret.reference with this tenant's id in the"
                        + " place of {tenant} the reference at " + folder.root + "/fleet.yaml:7:40 names no environment"
                        + " variable; write another reference in this file");
        assertThat(folder.read().tenants()).extracting(t -> t.tenant().value()).containsExactly("Cust1");
    }

    @Test
    void keepsTheTenantsOwnFileAsTheOrigin() {
        folder.group("nordic", "", "NsPluginSender: b").write(CUST1, tenantOf("nordic", ""));

        assertThat(folder.read().tenants()).extracting(DesiredState::origin).containsExactly(CUST1);
    }

    @Test
    void sharesOneConfigurationAmongTenantsThatAddNothing() {
        folder.group("nordic", "", "NsPluginSender: b")
                .write(CUST1, tenantOf("nordic", ""))
                .write("tenants/Cust2.yaml", tenantOf("nordic", "").replace("Cust1", "Cust2"));

        List<DesiredState> tenants = folder.read().tenants();

        assertThat(tenants.get(0).config()).isSameAs(tenants.get(1).config());
    }

    private SmsConfig config() {
        return folder.read().tenants().get(0).config();
    }

    private Map<String, String> texts() {
        Map<String, Value> fields = config().fields();
        return fields.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> ((Value.Text) entry.getValue()).text(),
                        (a, b) -> a,
                        LinkedHashMap::new));
    }
}
