package dev.smsconfig.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantExportTest {

    private static final TenantId TENANT = new TenantId("Cust1");

    /** One more than SuperOffice has room for. */
    private static final String LONG = "x".repeat(256);

    @TempDir
    Path dir;

    private static SmsConfig sender(String text) {
        return new SmsConfig(Map.of(SmsProperty.NS_PLUGIN_SENDER, Value.text(text)), null);
    }

    private static SmsConfig settings(Map<String, Value> settings) {
        return new SmsConfig(Map.of(SmsProperty.NS_PLUGIN_SENDER, Value.text("Acme")), settings);
    }

    /** What the loader makes of the file. */
    private SmsConfig read(TenantExport export) {
        TestFolder folder = TestFolder.in(dir).delete("tenants/no/Cust1.yaml");
        Configuration configuration =
                folder.write("tenants/Cust1.yaml", text(export, folder)).read();
        assertThat(configuration.problems()).filteredOn(Problem::isError).isEmpty();
        List<DesiredState> tenants = configuration.tenants();
        assertThat(tenants).hasSize(1);
        return tenants.get(0).config();
    }

    private static String text(TenantExport export, TestFolder folder) {
        LowerLayers lower = ConfigFolder.lowerLayers(folder.root, FileTree.onDisk(folder.root));
        ExportedFiles files = ExportedFiles.of(List.of(export), lower, List.of(), null);
        assertThat(files.groups()).isEmpty();
        return Objects.requireNonNull(files.tenants().get(export.tenant()));
    }

    private String text(TenantExport export) {
        return text(export, TestFolder.in(dir));
    }

    @Test
    void writesWhatTheLoaderReadsBack() {
        SmsConfig config = new SmsConfig(
                Map.of(
                        SmsProperty.DEFAULT_SMS_COUNTRY, Value.text("+47"),
                        SmsProperty.NET_SERVER_SMS_PROVIDER, Value.text("Compaya SMS (cpsms.dk)"),
                        SmsProperty.NS_PLUGIN_SENDER, Value.text("Acme")),
                Map.of("cm_username", Value.text("acme"), "cm_serviceId", Value.text("007")));
        TenantExport export = TenantExport.of(TENANT, config);
        assertThat(read(export)).isEqualTo(config);
        assertThat(export.leftOut()).isEmpty();
    }

    @Test
    void writesAReferenceForASecret() {
        TenantExport export = TenantExport.of(TENANT, settings(Map.of("cm_password", new Secret("CANARY"))));
        assertThat(text(export)).doesNotContain("CANARY");
        assertThat(export.secrets()).isEqualTo(Map.of("secrets/Cust1/cm_password", new Secret("CANARY")));
        assertThat(read(export).pluginConfig())
                .isEqualTo(Map.of("cm_password", new SecretReference("file", "secrets/Cust1/cm_password")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "1", "1e3", "-", "-1", "---", "-a", "a.b", "null", "0x1F", "2026-11-24"})
    void keepsKeysThatYamlWouldReadOtherwise(String key) {
        SmsConfig config = settings(Map.of(key, new Secret("x")));
        assertThat(read(TenantExport.of(TENANT, config)).pluginConfig())
                .isEqualTo(Map.of(key, new SecretReference("file", "secrets/Cust1/" + key)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no",
                "1:30",
                "~",
                "pass #word",
                "\"",
                "\\",
                "'",
                "{a: b}",
                "*x",
                "!y",
                "- z",
                " ",
                "\t",
                "",
                "漢字 😀 é"
            })
    void keepsTextThatYamlWouldReadOtherwise(String text) {
        assertThat(read(TenantExport.of(TENANT, sender(text)))).isEqualTo(sender(text));
    }

    @Test
    void keepsEveryTextThatAFileCanHold() {
        Random random = new Random(7);
        String alphabet = "aZ09 +-:#'\"\\{}[]&*!|>%@`,?~=/<.\té漢";
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(12), 0, alphabet.length()).forEach(c -> text.append(alphabet.charAt(c)));
            SmsConfig config = sender(text.toString());
            assertThat(read(TenantExport.of(TENANT, config))).isEqualTo(config);
            TestFolder.in(dir);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\u0001", "a\u200b", "ref+env://X"})
    void leavesUnmanagedWhatAFileCannotSay(String text) {
        SmsConfig config = new SmsConfig(
                Map.of(
                        SmsProperty.NS_PLUGIN_SENDER,
                        Value.text(text),
                        SmsProperty.DEFAULT_SMS_COUNTRY,
                        Value.text("+47")),
                null);
        TenantExport export = TenantExport.of(TENANT, config);
        assertThat(read(export).properties()).containsOnlyKeys(SmsProperty.DEFAULT_SMS_COUNTRY);
        assertThat(export.leftOut()).singleElement().asString().startsWith("NsPluginSender, which ");
        assertThat(text(export)).startsWith("# Not managed: NsPluginSender, which ");
    }

    @Test
    void leavesUnmanagedWhatTheLoaderRefusesAsTooLong() {
        assertThat(TenantExport.of(TENANT, sender(LONG)).isEmpty()).isTrue();
        assertThat(read(TenantExport.of(TENANT, sender(LONG.substring(1))))).isEqualTo(sender(LONG.substring(1)));
    }

    @Test
    void saysWhichSettingsAreMaskedAndWhatToDo() {
        TenantExport export = TenantExport.of(
                TENANT, settings(Map.of("cm_password", new Value.Masked(), "cm_serviceId", Value.text("1"))));
        assertThat(export.leftOut())
                .containsExactly(
                        "NsPluginConfig, since the server masks cm_password or has it blank; to manage it, write"
                                + " all its settings into the file, and as the value of cm_password a reference to the secret");
        assertThat(text(export)).startsWith("# Not managed: NsPluginConfig, since the server masks cm_password ");
    }

    @Test
    void leavesAllSettingsUnmanagedWhereOneCannotBeSaid() {
        List<Map<String, Value>> odd = List.of(
                Map.of("cm_password", new Value.Masked()),
                Map.of("cm_serviceUrl", Value.text("x".repeat(9_000))),
                IntStream.range(0, 500)
                        .boxed()
                        .collect(Collectors.toMap(i -> "a" + i + "_username", i -> Value.text("x"))),
                Map.of("..", Value.text("x")),
                Map.of(".hidden_username", Value.text("x")),
                Map.of("a/b", new Secret("x")),
                Map.of("cm_password", new Secret("two\nlines")),
                Map.of("cm_username", Value.text("two\nlines")),
                Map.of("cm_password", new Secret("a"), "CM_PASSWORD", new Secret("b")));
        for (Map<String, Value> settings : odd) {
            Map<String, Value> all = new HashMap<>(settings);
            all.put("cm_serviceId", Value.text("1"));
            TenantExport export = TenantExport.of(TENANT, settings(all));
            assertThat(read(export)).isEqualTo(sender("Acme"));
            assertThat(export.secrets()).isEmpty();
            assertThat(export.leftOut()).hasSize(1);
            TestFolder.in(dir);
        }
    }

    @Test
    void tellsAnEmptyMapFromNone() {
        assertThat(read(TenantExport.of(TENANT, settings(Map.of()))).pluginConfig())
                .isEqualTo(Map.of());
        TestFolder.in(dir);
        assertThat(read(TenantExport.of(TENANT, sender("Acme"))).pluginConfig()).isNull();
    }

    @Test
    void writesNoFileWhereThereIsNothingToSay() {
        TenantExport export = TenantExport.of(TENANT, new SmsConfig(Map.of(), null));
        LowerLayers lower = ConfigFolder.lowerLayers(TestFolder.in(dir).root, FileTree.onDisk(dir.resolve("configs")));
        assertThat(ExportedFiles.of(List.of(export), lower, List.of(), 100).tenants())
                .isEmpty();
    }
}
