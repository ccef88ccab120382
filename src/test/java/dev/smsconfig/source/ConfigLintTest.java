package dev.smsconfig.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.source.Problem.Severity;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLintTest {

    static List<String> providers() {
        return Providers.names();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void hasNothingToSayOfAProviderWithItsUsualSettings(String name) {
        List<String> usual = Providers.named(name).orElseThrow().usual();

        assertThat(ConfigLint.findings(config(name, usual.toArray(String[]::new))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void asksForTheUsualSettingsThatAreMissing(String name) {
        List<String> usual = Providers.named(name).orElseThrow().usual();

        assertThat(ConfigLint.findings(config(name))).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.PROVIDER_MISSING_SETTING);
            assertThat(finding.field()).isEqualTo("NsPluginConfig");
            assertThat(finding.message()).contains(String.join(", ", usual));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "CM, cm_pasword, cm_password",
        "CM, CM_Password, cm_password",
        "CM, cm_serviceurl, cm_serviceUrl",
        "Twilio, twilio_auth_tokn, twilio_auth_token",
        "PSWinCom SMS, pswin_usrename, pswin_username"
    })
    void guessesTheSettingThatWasMeant(String provider, String written, String meant) {
        assertThat(messages(config(provider, written), Rule.PROVIDER_UNKNOWN_SETTING))
                .containsExactly("not a setting of '" + provider + "'; did you mean '" + meant + "'?");
    }

    @Test
    void namesTheSettingsWhereNoneIsClose() {
        assertThat(messages(config("Twilio", "Zq7canary"), Rule.PROVIDER_UNKNOWN_SETTING))
                .containsExactly("not a setting of 'Twilio'; remove it, or write one of twilio_account_sid,"
                        + " twilio_auth_token");
    }

    @Test
    void namesTheProviderThatASettingBelongsTo() {
        assertThat(messages(config("CM", "twilio_auth_token"), Rule.PROVIDER_OTHER_SETTING))
                .containsExactly("a setting of 'Twilio', and the provider is 'CM'; remove it, or correct"
                        + " NetServerSmsProvider");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pswin_username", "pswin_noStatusReport"})
    void takesTheTwoNamesOfOneProviderForTheSame(String setting) {
        for (String name : List.of("PSWinCom SMS", "Link Mobility SMS")) {
            assertThat(ConfigLint.findings(config(name, "pswin_username", "pswin_password", setting)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"cm, CM", "Twillio, Twilio", "PSWincom SMS, PSWinCom SMS", "SMS-Teknik, SMS Teknik"})
    void guessesTheProviderThatWasMeant(String written, String meant) {
        assertThat(messages(config(written, "own_key"), Rule.PROVIDER_UNKNOWN))
                .containsExactly("not a provider of SuperOffice's; did you mean '" + meant + "'?");
    }

    @Test
    void judgesNoSettingOfAProviderThatItDoesNotKnow() {
        assertThat(ConfigLint.findings(config("Zq7 plugin", "twilio_auth_token", "own_key")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo(Rule.PROVIDER_UNKNOWN);
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.message())
                            .contains("right for an own plugin")
                            .doesNotContain("Zq7");
                });
    }

    @Test
    void judgesNoSettingWhereGitDoesNotSayTheProvider() {
        Map<String, Value> settings = settings("cm_pasword", "twilio_auth_token");

        assertThat(ConfigLint.findings(new SmsConfig(Map.of(), settings))).isEmpty();
        assertThat(ConfigLint.findings(new SmsConfig(
                        Map.of(SmsProperty.NET_SERVER_SMS_PROVIDER, new SecretReference("env", "P")), settings)))
                .isEmpty();
    }

    @Test
    void asksForNoSettingsThatGitDoesNotManage() {
        assertThat(ConfigLint.findings(property(SmsProperty.NET_SERVER_SMS_PROVIDER, "CM")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Contoso", "ElevenChars", "Alpha AS", "1881", "+4712345678", "123456789012345", "7eleven", "a"})
    void admitsSendersThatPhonesShow(String sender) {
        assertThat(ConfigLint.findings(property(SmsProperty.NS_PLUGIN_SENDER, sender)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TwelveChars1",
                "Stark Industries",
                "1234567890123456",
                "12 34",
                "+",
                "",
                "Ærlig",
                "a\u0430",
                "+47a",
                "a\u00A0b"
            })
    void warnsOfSendersThatPhonesDoNotShow(String sender) {
        assertThat(ConfigLint.findings(property(SmsProperty.NS_PLUGIN_SENDER, sender)))
                .extracting(Finding::rule)
                .containsExactly(Rule.TENANT_SENDER);
    }

    @Test
    void admitsAPropertyOf255CharactersAndRefusesAnyMore() {
        String longest = "😀".repeat(255);

        assertThat(rules(property(SmsProperty.NET_SERVER_SMS_PROVIDER, longest)))
                .doesNotContain(Rule.TENANT_TOO_LONG);
        assertThat(ConfigLint.findings(property(SmsProperty.NET_SERVER_SMS_PROVIDER, longest + "a")))
                .filteredOn(finding -> finding.rule() == Rule.TENANT_TOO_LONG)
                .extracting(Finding::severity)
                .containsExactly(Severity.ERROR);
    }

    /** {@code a = x}, a line feed, {@code b = } and the secret, of which nothing but that it is not empty is known. */
    @Test
    void countsTheSettingsAsTheLinesThatTheyAreKeptAs() {
        Map<String, Value> full = Map.of("a", Value.text("x".repeat(245)), "b", new Secret("Zq7canary"));
        Map<String, Value> over = Map.of("a", Value.text("x".repeat(246)), "b", new Secret("Zq7canary"));

        assertThat(ConfigLint.findings(new SmsConfig(Map.of(), full))).isEmpty();
        assertThat(ConfigLint.findings(new SmsConfig(Map.of(), over)))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING);
    }

    @Test
    void isSilentAboutWhatIsMissingWhileTheFileHasErrors(@org.junit.jupiter.api.io.TempDir java.nio.file.Path dir) {
        String text = TestFolder.tenant("NetServerSmsProvider: CM\nNsPluginConfig: { cm_password: changeme }");

        assertThat(TestFolder.in(dir).problemsOfTenant(text))
                .extracting(Problem::rule)
                .containsExactly(Rule.SECRET_PLACEHOLDER);
    }

    private static SmsConfig config(String provider, String... settings) {
        return new SmsConfig(Map.of(SmsProperty.NET_SERVER_SMS_PROVIDER, Value.text(provider)), settings(settings));
    }

    private static SmsConfig property(SmsProperty property, String text) {
        return new SmsConfig(Map.of(property, Value.text(text)), null);
    }

    private static Map<String, Value> settings(String... keys) {
        return Arrays.stream(keys).distinct().collect(Collectors.toMap(key -> key, key -> Value.text("1")));
    }

    private static List<Rule> rules(SmsConfig config) {
        return ConfigLint.findings(config).stream().map(Finding::rule).toList();
    }

    private static List<String> messages(SmsConfig config, Rule rule) {
        return ConfigLint.findings(config).stream()
                .filter(finding -> finding.rule() == rule)
                .map(Finding::message)
                .toList();
    }
}
