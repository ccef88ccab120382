package dev.smsconfig.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is wrong in a body is a 400 of the documented form that stores nothing and repeats nothing, whatever the type. */
class BadBodiesTest {

    private static final String TYPES = "dev.smsconfig.sample.WireBodies#contentTypes";

    @TempDir
    Path folder;

    private SampleServer server;
    private WebApiCaller caller;
    private JsonNode before;

    @BeforeEach
    void start() throws Exception {
        server = SampleServerFixture.start(folder.resolve("state.jsonl"), "Cust00001");
        caller = new WebApiCaller(server);
        before = caller.get("Cust00001");
    }

    @AfterEach
    void close() {
        server.close();
    }

    static Stream<Arguments> malformed() {
        return WireBodies.contentTypes()
                .flatMap(type -> Stream.of(WireBodies.in(
                                        type,
                                        "{\"NsPluginSender\":\"SECRET\"~{\"NsPluginSender\":SECRET}~[]~[{\"op\":\"replace\","
                                                + "\"path\":\"/NsPluginSender\",\"value\":\"SECRET\"}]~\"SECRET\"~47~null~{}{}~"
                                                + "{'NsPluginSender':'SECRET'}~<SmsConfig>SECRET</SmsConfig>",
                                        "<SmsConfig><NsPluginSender>SECRET</SmsConfig>~<SmsConfig>SECRET</SmsConfig>~"
                                                + "<SmsConfig><NsPluginSender>a</NsPluginSender>SECRET</SmsConfig>~"
                                                + "<SmsConfig/><SmsConfig/>~<Other>SECRET</Other>~SECRET~"
                                                + "{\"NsPluginSender\":\"SECRET\"}~<SmsConfig/>SECRET~"
                                                + "<SmsConfig xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
                                                + "xsi:nil=\"true\"/>",
                                        "NsPluginSender=SECRET%~NsPluginSender=SECRET%4~NsPluginSender=%zzSECRET~"
                                                + "NsPluginSender=SECRET%ff~%G0=SECRET~{\"NsPluginSender\":\"SECRET\"}~"
                                                + "<SmsConfig>SECRET</SmsConfig>~SECRET~&&")
                                .split("~"))
                        .map(body -> Arguments.of(type, body)));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void aMalformedBodyIsRefused(String type, String body) throws Exception {
        assertRefused(type, WireBodies.utf8(body));
    }

    @ParameterizedTest
    @MethodSource(TYPES)
    void anEmptyBodyIsRefused(String type) throws Exception {
        assertRefused(type, new byte[0]);
        assertRefused(type, WireBodies.utf8(" \r\n"));
    }

    @ParameterizedTest
    @MethodSource(TYPES)
    void bytesOfAnotherCharsetAreRefused(String type) throws Exception {
        byte[] latin1 = new String(WireBodies.with(type, "NsPluginSender", "SECRET å"), StandardCharsets.UTF_8)
                .getBytes(StandardCharsets.ISO_8859_1);

        assertRefused(type, latin1);
        assertRefused(type + "; charset=us-ascii", WireBodies.with(type, "NsPluginSender", "SECRET å"));
    }

    static Stream<Arguments> wrongTypes() {
        return WireBodies.contentTypes()
                .flatMap(type -> WireBodies.properties().stream()
                        .flatMap(property -> Stream.of(
                                        WireBodies.in(type, "47~0.5~true~[\"SECRET\"]~{\"SECRET\":\"x\"}~{}", "", "")
                                                .split("~"))
                                .filter(value -> type.endsWith("json"))
                                .map(value -> Arguments.of(type, property, "{\"" + property + "\":" + value + "}"))));
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void aTextOfAnotherTypeIsRefusedByItsName(String type, String property, String body) throws Exception {
        assertThat(assertRefused(type, WireBodies.utf8(body))).contains("'" + property + "' must be a string");
    }

    @ParameterizedTest
    @MethodSource(TYPES)
    void anObjectWhereATextBelongsIsRefusedByItsName(String type) throws Exception {
        String body = WireBodies.in(
                type,
                "{\"NsPluginSender\":{\"SECRET\":\"SECRET\"}}",
                "<SmsConfig><NsPluginSender><SECRET>SECRET</SECRET></NsPluginSender></SmsConfig>",
                "NsPluginSender[SECRET]=SECRET");

        assertThat(assertRefused(type, WireBodies.utf8(body))).contains("'NsPluginSender' must be a string");
    }

    @ParameterizedTest
    @MethodSource(TYPES)
    void aTextWhereTheDictionaryBelongsIsRefusedByItsName(String type) throws Exception {
        assertThat(assertRefused(type, WireBodies.with(type, "NsPluginConfig", "SECRET")))
                .containsAnyOf("NsPluginConfig", "text between elements");
    }

    static Stream<Arguments> nested() {
        return WireBodies.contentTypes()
                .flatMap(type -> Stream.of(WireBodies.in(
                                        type,
                                        "{\"NsPluginConfig\":{\"SECRET\":{\"SECRET\":\"SECRET\"}}}~"
                                                + "{\"NsPluginConfig\":{\"SECRET\":[\"SECRET\"]}}~"
                                                + "{\"NsPluginConfig\":{\"SECRET\":1}}~{\"NsPluginConfig\":[\"SECRET\"]}~"
                                                + "{\"NsPluginConfig\":{\"SECRET\":true}}",
                                        pair("<Key>SECRET</Key><Value><SECRET>SECRET</SECRET></Value>") + "~"
                                                + pair("<Key>SECRET</Key><Value><StringKeyValuePair><Key>SECRET</Key>"
                                                        + "<Value>SECRET</Value></StringKeyValuePair></Value>")
                                                + "~" + pair("<Key><SECRET/></Key><Value>SECRET</Value>"),
                                        "NsPluginConfig[SECRET][SECRET]=SECRET~NsPluginConfig.SECRET.SECRET=SECRET~"
                                                + "NsPluginConfig[SECRET].Key=SECRET~NsPluginConfig[[SECRET]]=SECRET~"
                                                + "NsPluginConfig[SECRET=SECRET")
                                .split("~"))
                        .map(body -> Arguments.of(type, body)));
    }

    private static String pair(String content) {
        return "<SmsConfig><NsPluginConfig><StringKeyValuePair>" + content
                + "</StringKeyValuePair></NsPluginConfig></SmsConfig>";
    }

    @ParameterizedTest
    @MethodSource("nested")
    void aDictionaryInTheDictionaryIsRefused(String type, String body) throws Exception {
        assertRefused(type, WireBodies.utf8(body));
    }

    @ParameterizedTest
    @MethodSource(TYPES)
    void aTextOf300CharactersIsRefusedByItsName(String type) throws Exception {
        for (String property : WireBodies.properties()) {
            assertThat(assertRefused(type, WireBodies.with(type, property, "SECRET".repeat(50))))
                    .isEqualTo("'" + property + "' has more than 255 characters");
        }
    }

    @ParameterizedTest
    @MethodSource(TYPES)
    void aSettingOf300CharactersIsRefusedByItsDictionary(String type) throws Exception {
        assertThat(assertRefused(type, WireBodies.withSetting(type, "cm_password", "SECRET".repeat(50))))
                .isEqualTo("'NsPluginConfig' has more than 255 characters");
        assertRefused(type, WireBodies.withSetting(type, "SECRET".repeat(50), "x"));
    }

    @ParameterizedTest
    @MethodSource(TYPES)
    void charactersAreCountedAsNetDoesAndNotBytes(String type) throws Exception {
        assertThat(save(type, WireBodies.with(type, "NsPluginSender", "漢".repeat(255)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(save(type, WireBodies.with(type, "NsPluginSender", "📱".repeat(127)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(save(type, WireBodies.with(type, "NsPluginSender", "📱".repeat(128)))
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @MethodSource(TYPES)
    void propertiesThatThereAreNotAreIgnored(String type) throws Exception {
        String body = WireBodies.in(
                type,
                "{\"NsPluginSender\":\"Acme\",\"Colour\":{\"deep\":[1]},\"TableRight\":{\"Mask\":\"None\"}}",
                "<SmsConfig><NsPluginSender>Acme</NsPluginSender><Colour><deep>1</deep><deep/></Colour>"
                        + "<TableRight><Mask>None</Mask></TableRight></SmsConfig>",
                "NsPluginSender=Acme&Colour[deep][0]=1&Colour[deep][1]=2&TableRight.Mask=None&");

        HttpResponse<String> response = save(type, WireBodies.utf8(body));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("Acme").doesNotContain("Colour").doesNotContain("None");
    }

    @ParameterizedTest
    @MethodSource(TYPES)
    void namesOfPropertiesAreReadInAnyCase(String type) throws Exception {
        assertThat(save(type, WireBodies.with(type, "nspluginSENDER", "Acme")).statusCode())
                .isEqualTo(200);

        assertThat(caller.sender("Cust00001")).isEqualTo("Acme");
    }

    @ParameterizedTest
    @MethodSource(TYPES)
    void whatIsAbsentIsStoredAsEmpty(String type) throws Exception {
        save(type, WireBodies.with(type, "NsPluginSender", "Only"));

        JsonNode stored = caller.get("Cust00001");
        assertThat(stored.get("DefaultSmsCountry").stringValue()).isEmpty();
        assertThat(stored.get("NetServerSmsProvider").stringValue()).isEmpty();
        assertThat(stored.get("NsPluginConfig").size()).isZero();
    }

    @ParameterizedTest
    @MethodSource(TYPES)
    void aBodyOfMoreThanAMebibyteIsTooLarge(String type) throws Exception {
        HttpResponse<String> response = save(type, WireBodies.with(type, "Filler", "x".repeat(1 << 20)));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(caller.get("Cust00001")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999", "999999999999999999"})
    void aHugeDeclaredLengthIsTooLargeBeforeAnythingIsSent(String length) throws Exception {
        RawHttp.Response response = RawHttp.exchange(
                server,
                "POST /Cust00001/api/v1/Agents/CustomerService/SaveSmsConfig HTTP/1.1\nHost: x\nAuthorization: "
                        + WebApiCaller.basic("sample:sample")
                        + "\nContent-Type: application/json\nContent-Length: " + length,
                "{");

        assertThat(response.status()).startsWith("HTTP/1.1 413");
        assertThat(response.body()).contains("RequestEntityTooLarge");
    }

    @Test
    void deepJsonIsRefused() throws Exception {
        assertRefused("application/json", WireBodies.utf8("{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"));
    }

    /** @return the MessageDetail */
    private String assertRefused(String type, byte[] body) throws Exception {
        HttpResponse<String> response = save(type, body);

        assertThat(response.statusCode()).isEqualTo(400);
        JsonNode answer = WebApiCaller.json(response);
        assertThat(answer.propertyNames()).containsExactly("Message", "MessageDetail");
        assertThat(answer.get("Message").stringValue()).isEqualTo("The request is invalid.");
        assertThat(answer.get("MessageDetail").stringValue()).isNotBlank().doesNotContain("SECRET");
        assertThat(caller.get("Cust00001")).isEqualTo(before);
        return answer.get("MessageDetail").stringValue();
    }

    private HttpResponse<String> save(String type, byte[] body) throws Exception {
        return caller.send(caller.save("Cust00001", type, body));
    }
}
