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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantFileTest {

    @TempDir
    Path dir;

    @Test
    void readsEveryField() {
        DesiredState state = read("""
                # a comment
                apiVersion: smsconfig/v1
                kind: SmsConfig
                metadata:
                  tenant: Cust1
                  labels: { ring: canary, country: "no" }
                spec:
                  DefaultSmsCountry: "+47"
                  NetServerSmsProvider: CM
                  NsPluginSender: 'Contoso'
                  NsPluginConfig:
                    cm_serviceId: "1234"
                    cm_username: contoso
                    cm_password: "ref+file:///run/secrets/Cust1/cm_password"
                """);

        assertThat(state)
                .isEqualTo(new DesiredState(
                        new TenantId("Cust1"),
                        new SmsConfig(
                                Map.of(
                                        SmsProperty.DEFAULT_SMS_COUNTRY, Value.text("+47"),
                                        SmsProperty.NET_SERVER_SMS_PROVIDER, Value.text("CM"),
                                        SmsProperty.NS_PLUGIN_SENDER, Value.text("Contoso")),
                                Map.of(
                                        "cm_serviceId", Value.text("1234"),
                                        "cm_username", Value.text("contoso"),
                                        "cm_password", new SecretReference("file", "/run/secrets/Cust1/cm_password"))),
                        Map.of("ring", "canary", "country", "no"),
                        "tenants/no/Cust1.yaml"));
    }

    @Test
    void leavesOutWhatTheFileDoesNotSet() {
        SmsConfig config = read(TestFolder.TENANT).config();

        assertThat(config.properties()).containsOnlyKeys(SmsProperty.NS_PLUGIN_SENDER);
        assertThat(config.pluginConfig()).isNull();
    }

    @Test
    void tellsAnEmptyPluginConfigFromNone() {
        assertThat(read(TestFolder.tenant("NsPluginConfig: {}")).config().pluginConfig())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cm_password", "wire_token", "anything"})
    void takesALiteralInASensitiveSettingForASecret(String key) {
        assertThat(setting(key, "Zq7")).isEqualTo(new Secret("Zq7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cm_serviceId", "cm_username", "wire_serviceUrl"})
    void takesALiteralInAnyOtherSettingForText(String key) {
        assertThat(setting(key, "Zq7")).isEqualTo(Value.text("Zq7"));
    }

    @Test
    void admitsReferencesInEverySpecValue() {
        SmsConfig config = read(TestFolder.tenant("NsPluginSender: ref+env://SENDER # why\n"
                        + "NsPluginConfig: { cm_username: \"ref+file://u\" }"))
                .config();

        assertThat(config.fields())
                .containsEntry("NsPluginSender", new SecretReference("env", "SENDER"))
                .containsEntry("NsPluginConfig.cm_username", new SecretReference("file", "u"));
    }

    @Test
    void admitsACommentAfterAReferenceAndAfterAQuotedSecret() {
        assertThat(read(TestFolder.setting("cm_password: ref+env://P # from the vault\ncm_key: 'a' # b"))
                        .config()
                        .pluginConfig())
                .containsOnly(
                        Map.entry("cm_password", new SecretReference("env", "P")),
                        Map.entry("cm_key", new Secret("a")));
    }

    @Test
    void admitsBlockScalarsOfOneLine() {
        assertThat(setting("cm_password", "|-\n    pass #word")).isEqualTo(new Secret("pass #word"));
    }

    @Test
    void warnsOfAPrefixAndStillReadsTheFile() {
        Configuration configuration = TestFolder.in(dir)
                .write("tenants/no/Cust1.yaml", TestFolder.tenant("DefaultSmsCountry: \"47\""))
                .read();

        assertThat(configuration.problems()).extracting(Problem::severity).containsExactly(Problem.Severity.WARNING);
        assertThat(configuration.hasErrors()).isFalse();
        assertThat(configuration.tenants()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "changeme",
                "ChangeMe",
                "TODO",
                "xxx",
                "XXXXXX",
                "<password>",
                "<your password>",
                "'***'",
                "'${PASSWORD}'",
                "'{{ password }}'",
                "change-me",
                "FIXME",
                "tbd"
            })
    void refusesPlaceholders(String text) {
        assertThat(TestFolder.in(dir).problemsOfTenant(TestFolder.setting("cm_password: " + text)))
                .extracting(TestFolder::brief)
                .containsExactly("secret.placeholder 6:18");
    }

    @ParameterizedTest
    @CsvSource({
        "NsPluginSendr,NsPluginSender",
        "nspluginsender,NsPluginSender",
        "NsPluginCnofig,NsPluginConfig",
        "DefaultSmsCountr,DefaultSmsCountry"
    })
    void guessesTheFieldThatWasMeant(String written, String meant) {
        assertThat(TestFolder.in(dir).problemsOfTenant(TestFolder.tenant(written + ": x")))
                .extracting(Problem::message)
                .containsExactly("no such field; did you mean '" + meant + "'?");
    }

    @Test
    void namesTheFieldsWhereNoneIsClose() {
        assertThat(TestFolder.in(dir).problemsOfTenant(TestFolder.tenant("password: x")))
                .extracting(Problem::message)
                .containsExactly("no such field; remove it, or write one of DefaultSmsCountry, NetServerSmsProvider,"
                        + " NsPluginSender, NsPluginConfig");
    }

    @Test
    void namesBothPlacesOfADuplicateKey() {
        assertThat(TestFolder.in(dir).problemsOfTenant(TestFolder.tenant("NsPluginSender: a\nNsPluginSender: b")))
                .extracting(Problem::message)
                .containsExactly("this key is there already, at line 5, column 3; keep one of the two");
    }

    @Test
    void reportsAllProblemsOfOneFile() {
        String text = TestFolder.tenant("DefaultSmsCountry: +47\nNsPluginSender: [a]\nNsPluginConfig: { a: no, b: }");

        assertThat(TestFolder.in(dir).problemsOfTenant(text))
                .extracting(TestFolder::brief)
                .containsExactly(
                        "yaml.quote-it 5:22", "config.wrong-type 6:19", "yaml.quote-it 7:24", "yaml.null 7:30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void admitsBothLineEnds(String lineEnd) {
        assertThat(read(TestFolder.TENANT.replace("\n", lineEnd)).tenant()).isEqualTo(new TenantId("Cust1"));
    }

    @Test
    void readsAFileWithALeadingByteOrderMarkAllTheSame() {
        Configuration configuration = TestFolder.in(dir)
                .write("tenants/no/Cust1.yaml", "\uFEFF" + TestFolder.TENANT)
                .read();

        assertThat(configuration.hasErrors()).isFalse();
        assertThat(configuration.tenants()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%YAML 1.2\n---\n", "# a comment\n%YAML 1.2 # another\n---\n"})
    void admitsTheDirectiveOfTheVersionThatIsRead(String head) {
        assertThat(read(head + TestFolder.TENANT).tenant()).isEqualTo(new TenantId("Cust1"));
    }

    @Test
    void readsABlockScalarTheSameWhetherOrNotTheFileEndsWithALineEnd() {
        for (String end : List.of("", "\n")) {
            String text = TestFolder.tenant("NsPluginSender: |\n  Contoso").stripTrailing() + end;

            assertThat(TestFolder.in(dir).problemsOfTenant(text))
                    .extracting(Problem::rule)
                    .containsExactly(Rule.CONFIG_CONTROL_CHARACTER);
        }
    }

    @Test
    void namesAFieldWhoseLettersOnlyLookRight() {
        assertThat(TestFolder.in(dir).problemsOfTenant(TestFolder.tenant("NsPlug\u0456nSender: x")))
                .extracting(Problem::message)
                .containsExactly(
                        "no such field (it holds a character that is not ASCII); did you mean" + " 'NsPluginSender'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00A0pass", "pass\u00A0", "pass\u3000", "\u2007pass"})
    void refusesASecretWithABlankOfAnyKindAroundIt(String secret) {
        assertThat(TestFolder.in(dir).problemsOfTenant(TestFolder.setting("cm_password: '" + secret + "'")))
                .extracting(TestFolder::brief)
                .containsExactly("secret.blank 6:18");
    }

    private @Nullable Value setting(String key, String text) {
        return read(TestFolder.setting(key + ": " + text)).config().fields().get(SmsConfig.settingField(key));
    }

    private DesiredState read(String text) {
        Configuration configuration =
                TestFolder.in(dir).write("tenants/no/Cust1.yaml", text).read();
        assertThat(configuration.problems()).isEmpty();
        List<DesiredState> tenants = configuration.tenants();
        assertThat(tenants).hasSize(1);
        return tenants.get(0);
    }
}
