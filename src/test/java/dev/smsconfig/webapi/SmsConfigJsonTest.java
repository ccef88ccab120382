package dev.smsconfig.webapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.Value;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmsConfigJsonTest {

    private static final String REST = "\"NetServerSmsProvider\":null,\"NsPluginSender\":null,\"NsPluginConfig\":null";

    private static SmsConfig read(String json) throws UnreadableAnswerException {
        return WireForm.JSON.entity(json.getBytes(StandardCharsets.UTF_8)).config();
    }

    private static Map<String, Value> settings(String object) throws UnreadableAnswerException {
        Map<String, Value> settings = read("{\"DefaultSmsCountry\":null,\"NetServerSmsProvider\":null,"
                        + "\"NsPluginSender\":null,\"NsPluginConfig\":" + object + "}")
                .pluginConfig();
        return settings == null ? Map.of() : settings;
    }

    @Test
    void readsTheSampleOfThePage() throws UnreadableAnswerException {
        SmsConfig config = read("""
                {
                  "DefaultSmsCountry": "Sokovia",
                  "NetServerSmsProvider": "eaque",
                  "NsPluginSender": "quos",
                  "NsPluginConfig": {"NsPluginConfig1": "quia", "cm_username": "voluptatem"},
                  "TableRight": {"Mask": "Delete", "Reason": ""},
                  "FieldProperties": {"fieldName": {"FieldRight": {"Mask": "FULL", "Reason": ""},
                    "FieldType": "System.String", "FieldLength": 668}}
                }
                """);
        assertThat(config.properties())
                .containsEntry(SmsProperty.DEFAULT_SMS_COUNTRY, Value.text("Sokovia"))
                .containsEntry(SmsProperty.NET_SERVER_SMS_PROVIDER, Value.text("eaque"))
                .containsEntry(SmsProperty.NS_PLUGIN_SENDER, Value.text("quos"));
        assertThat(config.pluginConfig())
                .containsEntry("NsPluginConfig1", new Secret("quia"))
                .containsEntry("cm_username", Value.text("voluptatem"));
    }

    @Test
    void readsPropertyNamesInAnyCaseAndSettingNamesAsTheyAre() throws UnreadableAnswerException {
        SmsConfig config = read("{\"defaultSmsCountry\":\"+47\",\"NETSERVERSMSPROVIDER\":null,\"nsPluginSender\":\"\","
                + "\"nsPluginConfig\":{\"a_username\":\"x\",\"A_username\":\"y\"}}");
        assertThat(config)
                .isEqualTo(new SmsConfig(
                        Map.of(
                                SmsProperty.DEFAULT_SMS_COUNTRY,
                                Value.text("+47"),
                                SmsProperty.NS_PLUGIN_SENDER,
                                Value.text("")),
                        Map.of("a_username", Value.text("x"), "A_username", Value.text("y"))));
    }

    @Test
    void takesANullSettingForAnEmptyOne() throws UnreadableAnswerException {
        assertThat(settings("{\"cm_username\":null,\"cm_password\":null}"))
                .containsEntry("cm_username", Value.text(""))
                .containsEntry("cm_password", new Value.Masked());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0", "•••••", "*", "●●●", "∙∙", "•*●∙", "** **"})
    void takesBlanksAndMasksOfSensitiveSettingsForHidden(String text) throws UnreadableAnswerException {
        assertThat(settings("{\"cm_password\":\"" + text + "\",\"cm_username\":\"" + text + "\"}"))
                .containsEntry("cm_password", new Value.Masked())
                .containsEntry("cm_username", Value.text(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"•a", "x", "***.", "-----", " a "})
    void takesOtherTextsOfSensitiveSettingsForSecrets(String text) throws UnreadableAnswerException {
        assertThat(settings("{\"cm_password\":\"" + text + "\"}")).containsEntry("cm_password", new Secret(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "1",
                "1e400",
                "\"text\"",
                "[]",
                "{}",
                "{\"Error\":true}",
                "{\"Message\":\"m\"}",
                "{\"MessageDetail\":\"m\"}",
                "{\"Error\":true,\"DefaultSmsCountry\":null," + REST + "}",
                "{" + REST + "}",
                "{\"DefaultSmsCountry\":1," + REST + "}",
                "{\"DefaultSmsCountry\":true," + REST + "}",
                "{\"DefaultSmsCountry\":[]," + REST + "}",
                "{\"DefaultSmsCountry\":{}," + REST + "}",
                "{\"DefaultSmsCountry\":\"\\ud800\"," + REST + "}",
                "{\"DefaultSmsCountry\":null,\"DefaultSmsCountry\":null," + REST + "}",
                "{\"DefaultSmsCountry\":null,\"defaultSmsCountry\":null," + REST + "}",
                "{\"DefaultSmsCountry\":null," + REST + "}{}",
                "{\"DefaultSmsCountry\":null,\"NetServerSmsProvider\":null,\"NsPluginSender\":null}",
                "{\"DefaultSmsCountry\":null,\"NetServerSmsProvider\":null,\"NsPluginSender\":null,"
                        + "\"NsPluginConfig\":\"a=b\"}",
                "{\"DefaultSmsCountry\":null,\"NetServerSmsProvider\":null,\"NsPluginSender\":null,"
                        + "\"NsPluginConfig\":[]}",
                "{\"DefaultSmsCountry\":null,\"NetServerSmsProvider\":null,\"NsPluginSender\":null,"
                        + "\"NsPluginConfig\":{\"a\":1}}",
                "{\"DefaultSmsCountry\":null,\"NetServerSmsProvider\":null,\"NsPluginSender\":null,"
                        + "\"NsPluginConfig\":{\"a\":\"1\",\"a\":\"2\"}}"
            })
    void refusesOtherShapes(String json) {
        assertRefused(json.getBytes(StandardCharsets.UTF_8), Kind.UNEXPECTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"DefaultSmsCountry\":\"+4",
                "{\"DefaultSmsCountry\":null," + REST,
                "{\"DefaultSmsCountry\":null," + REST + "} x",
                "{\"DefaultSmsCountry\":null," + REST + ",}",
                "{'DefaultSmsCountry':null}",
                "{DefaultSmsCountry:null}",
                "{\"DefaultSmsCountry\":\"a\nb\"}",
                "{\"DefaultSmsCountry\":NaN}",
                "/* */ null",
                "\ufeffnull",
                "<html>"
            })
    void takesWhatIsNoJsonForACutAnswer(String json) {
        assertRefused(json.getBytes(StandardCharsets.UTF_8), Kind.BROKEN);
    }

    @Test
    void refusesOtherBytesThanUtf8() {
        assertRefused("null".getBytes(StandardCharsets.UTF_16), Kind.BROKEN);
        assertRefused(new byte[] {'"', (byte) 0xe6, '"'}, Kind.BROKEN);
        assertRefused(new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'}, Kind.BROKEN);
    }

    @Test
    void refusesWhatIsTooDeepOrTooLong() {
        assertRefused("[".repeat(100_000).getBytes(StandardCharsets.UTF_8), Kind.UNEXPECTED);
        assertRefused("{\"a\":".repeat(100_000).getBytes(StandardCharsets.UTF_8), Kind.UNEXPECTED);
        assertRefused(("\"" + "x".repeat(100_000) + "\"").getBytes(StandardCharsets.UTF_8), Kind.UNEXPECTED);
        assertRefused("9".repeat(1000).getBytes(StandardCharsets.UTF_8), Kind.UNEXPECTED);
    }

    private static void assertRefused(byte[] body, Kind kind) {
        assertThatThrownBy(() -> WireForm.JSON.entity(body))
                .isInstanceOfSatisfying(
                        UnreadableAnswerException.class,
                        e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @Test
    void writesTheSameBytesForTheSameConfiguration() {
        Map<String, Value> one = new LinkedHashMap<>();
        one.put("b", new Secret("\u0001\"æ😀"));
        one.put("a", Value.text(""));
        Map<String, Value> other = new HashMap<>(one);
        byte[] bytes = WireForm.JSON.body(new SmsConfig(Map.of(), one));
        assertThat(WireForm.JSON.body(new SmsConfig(Map.of(), other))).isEqualTo(bytes);
        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .isEqualTo("{\"DefaultSmsCountry\":null,\"NetServerSmsProvider\":null,\"NsPluginSender\":null,"
                        + "\"NsPluginConfig\":{\"a\":\"\",\"b\":\"\\u0001\\\"æ😀\"}}");
        assertThat(new String(WireForm.JSON.body(new SmsConfig(Map.of(), null)), StandardCharsets.UTF_8))
                .isEqualTo("{\"DefaultSmsCountry\":null," + REST + "}");
    }
}
