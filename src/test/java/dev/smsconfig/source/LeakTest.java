package dev.smsconfig.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a line with a password is mangled, no problem shows the password. */
class LeakTest {

    private static final String CANARY = "Zq7canary";

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "    cm_password: \"CANARY",
                "    cm_password: CANARY\"x\": y",
                "    cm_password: 'CANARY",
                "    cm_password: \"CANARY\\q\"",
                "    cm_password: \"\\UCANARY\"",
                "    cm_password: \"CANARY\" CANARY",
                "    cm_password: CANARY: x",
                "    cm_password: CANARY:\n      x: y",
                "    cm_password:CANARY",
                "    cm_password CANARY",
                "    cm_password: [CANARY",
                "    cm_password: {CANARY",
                "    cm_password: [CANARY]",
                "    cm_password: { CANARY: CANARY }",
                "    cm_password: @CANARY",
                "    cm_password: `CANARY",
                "    cm_password: %CANARY",
                "    cm_password: !CANARY x",
                "    cm_password: !!CANARY x",
                "    cm_password: !<CANARY> x",
                "    cm_password: &CANARY x",
                "    cm_password: *CANARY",
                "    cm_password: &CANARY",
                "    cm_password: CANARY #CANARY",
                "    cm_password: |CANARY",
                "    cm_password: |\n      CANARY",
                "    cm_password: >5CANARY",
                "    cm_password: \" CANARY\"",
                "    cm_password: \"CANARY\\n\"",
                "    cm_password: \"CANARY\\0\"",
                "    cm_password: CANARY\n    CANARY: x\n    CANARY: y",
                "    cm_password: x\n    cm_password: CANARY",
                "    CANARY: x\n    CANARY: CANARY",
                "    CANARY",
                "    CANARY: ~",
                "    \"CANARY !\": x",
                "    ? CANARY",
                "    ? [CANARY]\n    : x",
                "    - CANARY",
                "   cm_password: x\n  CANARY: x",
                "  cm_password: CANARY",
                "cm_password: CANARY",
                "CANARY: x",
                "CANARY",
                "\tcm_password: CANARY",
                "    cm_password:\tCANARY\n\tCANARY: x",
                "    cm_password: ref+CANARY",
                "    cm_password: ref+vault://CANARY",
                "    cm_password: ref+env://CANARY-CANARY",
                "    cm_password: \"CANARY\u0085\"",
                "    cm_password: CANARY\u202E",
                "    cm_password: CANARY\n---\nCANARY: x",
                "    cm_password: CANARY\n...\nCANARY",
                "    <<: CANARY",
                "    cm_password: CANARY\n<<<<<<< CANARY",
                "  NsPluginSender: [CANARY]",
                "  NsPluginSendr: CANARY",
                "  DefaultSmsCountry: CANARY",
                "  DefaultSmsCountry: \"CANARY\\r\"",
            })
    void showsNothingOfAnyLayer(String lines) {
        String more = "  NsPluginConfig:\n    a: b\n" + lines.replace("CANARY", CANARY) + "\n";
        TestFolder folder = TestFolder.in(dir)
                .write("fleet.yaml", TestFolder.FLEET + "spec:\n  NsPluginSender: Contoso\n" + more)
                .write("groups/nordic.yaml", TestFolder.GROUP + more)
                .write("tenants/no/Cust1.yaml", TestFolder.tenantOf("nordic", "NsPluginSender: Contoso") + more);

        List<Problem> problems = folder.read().problems();

        assertThat(problems)
                .noneMatch(p -> p.toString().contains(CANARY) || p.text().contains(CANARY))
                .extracting(problem ->
                        folder.root.relativize(Path.of(problem.file())).toString())
                .contains("fleet.yaml", "groups/nordic.yaml", "tenants/no/Cust1.yaml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apiVersion: CANARY",
                "kind: CANARY",
                "metadata: { tenant: CANARY }",
                "metadata: { tenant: CANARY/x }",
                "metadata: { tenant: Cust1, CANARY: x }",
                "metadata: { tenant: Cust1, labels: { CANARY!: x } }",
                "metadata: { tenant: Cust1, labels: { x: CANARY! } }",
                "metadata: { tenant: Cust1, labels: CANARY }",
                "metadata: CANARY",
                "spec: CANARY",
                "CANARY: spec",
                "defaultEnvironment: CANARY",
                "environments: CANARY",
                "environments: { CANARY }",
                "environments: { CANARY!: { } }",
                "environments: { CANARY: { } }",
                "environments: { a: CANARY }",
                "environments: { a: { server: CANARY } }",
                "environments: { a: { api: CANARY, insecure: CANARY, auth: CANARY } }",
                "environments: { a: { api: \"https://u:CANARY@h.example/{tenant}\", auth: { scheme: CANARY } } }",
                "environments: { a: { api: \"http://CANARY/{tenant}\", auth: { scheme: basic, username: \"CANARY:\" } } }",
                "environments: { a: { api: \"http://h/{tenant}\", auth: { scheme: basic, password: CANARY } } }",
                "repository: CANARY",
                "repository: { url: CANARY, username: CANARY, password: [CANARY] }",
                "repository: { url: \"jdbc:postgresql://u:CANARY@db/sms\", username: u, CANARY: x }",
                "repository: { url: \"jdbc:postgresql://db/sms?password=CANARY\", username: u }",
                "repository: { url: \"jdbc:postgresql://db/sms\", username: u, password: CANARY }",
                "secrets: { plaintext: CANARY }",
                "guards: { maxChanged: CANARY }",
                "guards: { maxChanged: CANARY% }",
                "rollout: { waves: CANARY }",
                "rollout: { waves: [CANARY] }",
                "rollout: { waves: [{ name: \"CANARY \", select: CANARY }] }",
                "rollout: { waves: [{ name: a, select: CANARY in (CANARY) }, { name: b }] }",
                "rollout: { failureBudget: { max: CANARY, percent: CANARY } }",
                "environments: { a: { server: embedded, writes: CANARY } }",
                "environments: { a: { api: \"https://h.example/{tenant}\", rate: CANARY, proxy: \"u:CANARY@h:1\" } }",
                "guards: { minTenants: CANARY, maxFields: CANARY, unusual: CANARY, freeze: CANARY }",
                "guards: { freeze: [{ from: CANARY, to: CANARY, zone: CANARY, reason: CANARY, CANARY: x }] }",
                "guards: { freeze: [{ from: \"2027-01-02T00:00\", to: \"2026-01-02T00:00\", zone: UTC, reason: CANARY }] }",
                "rollout: { waves: [{ name: a, portion: CANARY, soak: CANARY, approval: CANARY }, { name: b }] }",
                "drift: { policy: CANARY, conflict: CANARY, fields: { CANARY: CANARY, NsPluginConfig.CANARY!: heal } }",
                "drift: CANARY",
                "coverage: CANARY",
                "coverage: { inventory: [CANARY], maxAge: CANARY, policy: CANARY }",
                "acceptedDifferences: [CANARY]",
                "acceptedDifferences: [{ tenants: CANARY!, field: CANARY, owner: \"\", reason: CANARY, expires: CANARY }]",
                "schedule: { cron: CANARY, zone: CANARY }",
                "metadata: { name: CANARY, groups: [CANARY, CANARY] }",
                "metadata: { name: CANARY!, groups: CANARY }",
                "metadata: { tenant: Cust1, groups: [CANARY, CANARY, { CANARY: CANARY }] }",
                "spec: { CANARY: CANARY }"
            })
    void showsNothingOfAnyOtherField(String line) {
        String text = line.replace("CANARY", CANARY) + "\n";
        TestFolder folder = TestFolder.in(dir)
                .write("fleet.yaml", line.startsWith("kind") || line.startsWith("api") ? text : header("Fleet") + text)
                .write("groups/nordic.yaml", line.startsWith("kind") ? text : header("Group") + text)
                .write("tenants/no/Cust1.yaml", line.startsWith("kind") ? text : header("SmsConfig") + text);

        List<Problem> problems = folder.read().problems();

        assertThat(problems)
                .isNotEmpty()
                .noneMatch(p -> p.toString().contains(CANARY) || p.text().contains(CANARY));
    }

    private static String header(String kind) {
        return "apiVersion: smsconfig/v1\nkind: " + kind + "\n";
    }
}
