package dev.smsconfig.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is doubtful in the whole is told at the layer that has the last word, once for all tenants. */
class LayerLintTest {

    private static final String GROUP = """
            apiVersion: smsconfig/v1
            kind: Group
            metadata: { name: cm }
            spec:
              NetServerSmsProvider: CM
              NsPluginConfig:
                cm_serviceId: "1"
                cm_username: a
                cm_pasword: "ref+env://P"
            """;

    @TempDir
    Path dir;

    private static String tenant(String id, String spec) {
        return "apiVersion: smsconfig/v1\nkind: SmsConfig\nmetadata: { tenant: " + id + ", groups: [cm] }\n" + spec;
    }

    private TestFolder folder() {
        return TestFolder.in(dir).delete("tenants/no/Cust1.yaml").write("groups/cm.yaml", GROUP);
    }

    @Test
    void aSlipInAGroupIsToldOnceAtTheGroup() {
        Configuration configuration = folder().write("tenants/Cust1.yaml", tenant("Cust1", ""))
                .write("tenants/Cust2.yaml", tenant("Cust2", ""))
                .read();

        assertThat(configuration.problems())
                .filteredOn(problem -> problem.rule() == Rule.PROVIDER_UNKNOWN_SETTING)
                .singleElement()
                .satisfies(problem -> assertThat(problem.file()).endsWith("groups/cm.yaml"))
                .extracting(TestFolder::brief)
                .isEqualTo("provider.unknown-setting 9:5");
    }

    @Test
    void theTenantIsToldOfWhatItSaysItself() {
        Configuration configuration = folder().write(
                        "tenants/Cust1.yaml",
                        tenant("Cust1", "spec: { NsPluginConfig: { cm_pasword: null, cm_usernam: acme } }\n"))
                .read();

        assertThat(configuration.problems())
                .as(configuration.problems().toString())
                .filteredOn(problem -> problem.rule() == Rule.PROVIDER_UNKNOWN_SETTING)
                .singleElement()
                .satisfies(problem -> assertThat(problem.file()).endsWith("tenants/Cust1.yaml"))
                .extracting(TestFolder::brief)
                .isEqualTo("provider.unknown-setting 4:45");
    }

    @Test
    void theLayerThatHasTheLastWordIsToldAndNotTheOneItOverrides() {
        Configuration configuration = folder().write(
                        "groups/cm.yaml", GROUP.replace("spec:\n", "spec:\n  NsPluginSender: Communications\n"))
                .write("tenants/Cust1.yaml", tenant("Cust1", "spec: { NsPluginSender: Telecommunications }\n"))
                .read();

        assertThat(configuration.problems())
                .filteredOn(problem -> problem.rule() == Rule.TENANT_SENDER)
                .singleElement()
                .satisfies(problem -> assertThat(problem.file()).endsWith("tenants/Cust1.yaml"))
                .extracting(TestFolder::brief)
                .isEqualTo("tenant.sender 4:25");
    }

    @Test
    void aTextTooLongInAGroupLeavesItsTenantsOut() {
        Configuration configuration = folder().write(
                        "groups/cm.yaml",
                        GROUP.replace("spec:\n", "spec:\n  NsPluginSender: " + "x".repeat(256) + "\n"))
                .write("tenants/Cust1.yaml", tenant("Cust1", ""))
                .write("tenants/Cust2.yaml", tenant("Cust2", "spec: { NsPluginSender: Acme }\n"))
                .read();

        assertThat(configuration.problems())
                .filteredOn(Problem::isError)
                .extracting(TestFolder::brief)
                .containsExactly("tenant.too-long 5:19");
        assertThat(configuration.tenants())
                .extracting(tenant -> tenant.tenant().value())
                .containsExactly("Cust2");
    }
}
