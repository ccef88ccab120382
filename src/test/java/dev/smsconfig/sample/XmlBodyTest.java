package dev.smsconfig.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class XmlBodyTest {

    private static final String XSI = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";

    @TempDir
    Path folder;

    private SampleServer server;
    private WebApiCaller caller;

    @BeforeEach
    void start() throws Exception {
        server = SampleServerFixture.start(folder.resolve("state.jsonl"), "Cust00001");
        caller = new WebApiCaller(server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void declarationCommentsInstructionsAndBlanksMeanNothing() throws Exception {
        assertStored(
                "Acme",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!-- a --><?b c?>\n<SmsConfig>\n <!-- d -->"
                        + "<NsPluginSender>Ac<!-- e -->me</NsPluginSender>\n</SmsConfig><!-- f -->\n");
    }

    @Test
    void cdataAndCharacterReferencesAreText() throws Exception {
        assertStored(
                "<!DOCTYPE a> & 'b' \"c\" A\r",
                "<SmsConfig><NsPluginSender><![CDATA[<!DOCTYPE a> & ]]>&apos;b&apos; &quot;c&quot; &#65;&#xD;"
                        + "</NsPluginSender></SmsConfig>");
    }

    @Test
    void blanksAroundATextAreItsOwn() throws Exception {
        assertStored("\n a ", "<SmsConfig><NsPluginSender>\n a </NsPluginSender></SmsConfig>");
    }

    @Test
    void elementsAreReadInAnyCase() throws Exception {
        save("<smsconfig><nspluginconfig><stringkeyvaluepair><key>Key</key><value>v</value></stringkeyvaluepair>"
                + "</nspluginconfig></smsconfig>");

        assertThat(caller.get("Cust00001").get("NsPluginConfig").get("Key").stringValue())
                .isEqualTo("v");
    }

    @Test
    void nilAndEmptyElementsAreStoredAsEmpty() throws Exception {
        HttpResponse<String> response = save("<SmsConfig" + XSI + "><DefaultSmsCountry xsi:nil=\"true\"/>"
                + "<NetServerSmsProvider/><NsPluginSender xsi:nil='false'></NsPluginSender><NsPluginConfig>"
                + "<StringKeyValuePair><Key>a</Key><Value xsi:nil=\"1\"/></StringKeyValuePair>"
                + "<StringKeyValuePair><Key>b</Key></StringKeyValuePair></NsPluginConfig></SmsConfig>");

        JsonNode stored = WebApiCaller.json(response);
        assertThat(stored.get("DefaultSmsCountry").stringValue()).isEmpty();
        assertThat(stored.get("NetServerSmsProvider").stringValue()).isEmpty();
        assertThat(stored.get("NsPluginSender").stringValue()).isEmpty();
        assertThat(stored.get("NsPluginConfig").toString()).isEqualTo("{\"a\":\"\",\"b\":\"\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<NsPluginConfig/>", "<NsPluginConfig> </NsPluginConfig>", ""})
    void anEmptyDictionaryIsStoredAsEmpty(String config) throws Exception {
        save("<SmsConfig>" + config + "</SmsConfig>");

        assertThat(caller.get("Cust00001").get("NsPluginConfig").size()).isZero();
    }

    @Test
    void aNilDictionaryIsStoredAsEmpty() throws Exception {
        save("<SmsConfig" + XSI + "><NsPluginConfig xsi:nil=\"true\"/></SmsConfig>");

        assertThat(caller.get("Cust00001").get("NsPluginConfig").size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE SmsConfig><SmsConfig/>",
                "<?xml version='1.0'?><!-- a --><!DOCTYPE SmsConfig SYSTEM 'http://127.0.0.1:1/x.dtd'><SmsConfig/>",
                "<!DOCTYPE SmsConfig [<!ENTITY e 'SECRET'>]><SmsConfig/>",
                "<!DOCTYPE SmsConfig [<!ENTITY e 'SECRET'>]><SmsConfig><NsPluginSender>&e;</NsPluginSender></SmsConfig>",
                "<!DOCTYPE SmsConfig [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/x'> %p;]><SmsConfig/>",
                "<SmsConfig><NsPluginSender>&SECRET;</NsPluginSender></SmsConfig>",
                "<SmsConfig><Unknown>&SECRET;</Unknown></SmsConfig>",
                "<SmsConfig>&nbsp;</SmsConfig>"
            })
    void aDoctypeOrAnEntityIsRefused(String xml) throws Exception {
        assertRefused(xml);
    }

    @Test
    void anEntityThatNamesAFileIsRefusedAndTheFileIsNotRead() throws Exception {
        Path file = Files.writeString(folder.resolve("secret.txt"), "SECRET");

        assertRefused("<!DOCTYPE SmsConfig [<!ENTITY e SYSTEM '" + file.toUri()
                + "'>]><SmsConfig><NsPluginSender>&e;</NsPluginSender></SmsConfig>");
    }

    @Test
    @Timeout(10)
    void aBillionLaughsAreRefusedAtOnce() throws Exception {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE SmsConfig [<!ENTITY l0 'SECRET'>");
        for (int n = 1; n < 30; n++) {
            laughs.append("<!ENTITY l")
                    .append(n)
                    .append(" '")
                    .append(("&l" + (n - 1) + ";").repeat(10))
                    .append("'>");
        }

        assertRefused(laughs + "]><SmsConfig><NsPluginSender>&l29;</NsPluginSender></SmsConfig>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<SmsConfig><NsPluginSender>a</NsPluginSender><NsPluginSender>SECRET</NsPluginSender></SmsConfig>",
                "<SmsConfig><NsPluginSender>a</NsPluginSender><nspluginsender>SECRET</nspluginsender></SmsConfig>",
                "<SmsConfig id=\"SECRET\"/>",
                "<SmsConfig><NsPluginSender SECRET=\"1\">a</NsPluginSender></SmsConfig>",
                "<SmsConfig xmlns=\"http://SECRET\"/>",
                "<SmsConfig xmlns:s=\"http://SECRET\"><s:NsPluginSender>a</s:NsPluginSender></SmsConfig>",
                "<SmsConfig><NsPluginSender>a<b/>SECRET</NsPluginSender></SmsConfig>",
                "<SmsConfig><NsPluginConfig><cm_username>SECRET</cm_username></NsPluginConfig></SmsConfig>",
                "<SmsConfig><NsPluginConfig><StringKeyValuePair/></NsPluginConfig></SmsConfig>",
                "<SmsConfig><NsPluginConfig><StringKeyValuePair>SECRET</StringKeyValuePair></NsPluginConfig></SmsConfig>",
                "<SmsConfig><NsPluginConfig><StringKeyValuePair><Key/><Value/></StringKeyValuePair></NsPluginConfig></SmsConfig>",
                "<SmsConfig><NsPluginConfig><StringKeyValuePair><Key>a</Key><Value>b</Value><Value>SECRET</Value>"
                        + "</StringKeyValuePair></NsPluginConfig></SmsConfig>",
                "<SmsConfig><NsPluginConfig><StringKeyValuePair><Key>a</Key><SECRET/>"
                        + "</StringKeyValuePair></NsPluginConfig></SmsConfig>",
                "<SmsConfig><NsPluginConfig><StringKeyValuePair><Key>SECRET</Key></StringKeyValuePair>"
                        + "<StringKeyValuePair><Key>SECRET</Key></StringKeyValuePair></NsPluginConfig></SmsConfig>",
                "<?xml version=\"1.1\"?><SmsConfig><NsPluginSender>&#1;</NsPluginSender></SmsConfig>",
                "<?xml version=\"1.0\" encoding=\"windows-1252\"?><SmsConfig/>",
                "<SmsConfig><NsPluginSender>&#1;</NsPluginSender></SmsConfig>"
            })
    void whatTheFormDoesNotHaveIsRefused(String xml) throws Exception {
        assertRefused(xml);
    }

    @Test
    void nilThatHoldsSomethingIsRefused() throws Exception {
        assertRefused("<SmsConfig" + XSI + "><NsPluginSender xsi:nil=\"true\">SECRET</NsPluginSender></SmsConfig>");
        assertRefused("<SmsConfig" + XSI + "><NsPluginSender xsi:nil=\"SECRET\"/></SmsConfig>");
    }

    @Test
    @Timeout(10)
    void deepElementsAreRefused() throws Exception {
        assertRefused("<SmsConfig>" + "<a>".repeat(50_000) + "</a>".repeat(50_000) + "</SmsConfig>");
        assertRefused("<SmsConfig>" + "<a>".repeat(17) + "</a>".repeat(17) + "</SmsConfig>");
    }

    @Test
    @Timeout(10)
    void manyElementsAreRead() throws Exception {
        assertThat(save("<SmsConfig><a>" + "<b/>".repeat(200_000) + "</a></SmsConfig>")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theContentTypesCharsetGoesBeforeTheDeclarations() throws Exception {
        byte[] latin1 =
                "<?xml version=\"1.0\" encoding=\"utf-8\"?><SmsConfig><NsPluginSender>Blå</NsPluginSender></SmsConfig>"
                        .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(caller.send(caller.save("Cust00001", "text/xml; charset=iso-8859-1", latin1))
                        .statusCode())
                .isEqualTo(200);
        assertThat(caller.sender("Cust00001")).isEqualTo("Blå");
    }

    @Test
    void aByteOrderMarkTellsUtf16() throws Exception {
        byte[] utf16 =
                "<?xml version=\"1.0\" encoding=\"UTF-16\"?><SmsConfig><NsPluginSender>Blå</NsPluginSender></SmsConfig>"
                        .getBytes(StandardCharsets.UTF_16);

        assertThat(caller.send(caller.save("Cust00001", "application/xml", utf16))
                        .statusCode())
                .isEqualTo(200);
        assertThat(caller.sender("Cust00001")).isEqualTo("Blå");
    }

    private void assertStored(String sender, String xml) throws Exception {
        assertThat(save(xml).statusCode()).isEqualTo(200);
        assertThat(caller.sender("Cust00001")).isEqualTo(sender);
    }

    private void assertRefused(String xml) throws Exception {
        HttpResponse<String> response = save(xml);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).startsWith("{\"Message\":\"The request is invalid.\",\"MessageDetail\":\"");
        assertThat(response.body()).doesNotContain("SECRET").doesNotContain(folder.toString());
        assertThat(caller.sender("Cust00001")).isEqualTo("Legacy");
    }

    private HttpResponse<String> save(String xml) throws Exception {
        return caller.send(caller.save("Cust00001", "application/xml", WireBodies.utf8(xml)));
    }
}
