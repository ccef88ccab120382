package dev.smsconfig.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.state.TenantId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sample request and response of SaveSmsConfig.md. Its values are generated; what counts is the form. */
class PageSampleTest {

    private static final String PAGE_REQUEST_HEADERS = """
            Authorization: Basic dGplMDpUamUw
            Accept: application/json; charset=utf-8
            Accept-Language: sv
            Content-Type: application/json; charset=utf-8""";

    private static final String PAGE_REQUEST_BODY = """
            {
              "DefaultSmsCountry": "Sokovia",
              "NetServerSmsProvider": "quia",
              "NsPluginSender": "magnam",
              "NsPluginConfig": {
                "NsPluginConfig1": "molestiae",
                "NsPluginConfig2": "aut"
              }
            }""";

    private static final String PAGE_RESPONSE_BODY = """
            {
              "DefaultSmsCountry": "Sokovia",
              "NetServerSmsProvider": "eaque",
              "NsPluginSender": "quos",
              "NsPluginConfig": {
                "NsPluginConfig1": "quia",
                "NsPluginConfig2": "voluptatem"
              },
              "TableRight": {
                "Mask": "Delete",
                "Reason": ""
              },
              "FieldProperties": {
                "fieldName": {
                  "FieldRight": {
                    "Mask": "FULL",
                    "Reason": ""
                  },
                  "FieldType": "System.String",
                  "FieldLength": 668
                }
              }
            }""";

    @TempDir
    Path folder;

    private SampleServer server;
    private RawHttp.Response response;

    @BeforeEach
    void sendTheSampleRequest() throws Exception {
        server = SampleServer.start(new SampleServerOptions(
                0, List.of(new TenantId("Cust00001")), folder.resolve("state.jsonl"), new Credentials("tje0", "Tje0")));
        int length = PAGE_REQUEST_BODY.getBytes(StandardCharsets.UTF_8).length;
        response = RawHttp.exchange(
                server,
                "POST /Cust00001/api/v1/Agents/CustomerService/SaveSmsConfig HTTP/1.1\nHost: 127.0.0.1\n"
                        + PAGE_REQUEST_HEADERS + "\nContent-Length: " + length,
                PAGE_REQUEST_BODY);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void isAnsweredWithThePagesStatusAndContentType() {
        assertThat(response.status()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(response.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    }

    @Test
    void addsNoHeaderButThoseOfEveryHttpServer() {
        assertThat(response.headers())
                .extracting(line -> line.split(":", 2)[0])
                .containsExactlyInAnyOrder("Date", "Content-type", "Content-length");
    }

    @Test
    void isAnsweredWithThePagesPropertiesInTheirOrderAndTypes() {
        assertThat(shape(json(response.body()))).isEqualTo(shape(json(PAGE_RESPONSE_BODY)));
    }

    @Test
    void isAnsweredWithFieldPropertiesOfThePagesForm() {
        JsonNode form = json(PAGE_RESPONSE_BODY).get("FieldProperties").get("fieldName");

        JsonNode fields = json(response.body()).get("FieldProperties");
        assertThat(fields.propertyNames())
                .containsExactly("DefaultSmsCountry", "NetServerSmsProvider", "NsPluginSender", "NsPluginConfig");
        assertThat(fields).allSatisfy(field -> assertThat(shape(field)).isEqualTo(shape(form)));
    }

    @Test
    void answersTheSettingsThatWereSent() {
        JsonNode sent = json(PAGE_REQUEST_BODY);

        JsonNode answered = json(response.body());
        assertThat(sent.properties())
                .allSatisfy(
                        property -> assertThat(answered.get(property.getKey())).isEqualTo(property.getValue()));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    /** Names and types in their order; the values of a dictionary of fields are left to a test of their own. */
    private static List<String> shape(JsonNode node) {
        List<String> shape = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            shape.add(property.getKey() + ": " + property.getValue().getNodeType());
            if (!property.getKey().equals("FieldProperties")) {
                shape(property.getValue()).forEach(inner -> shape.add(property.getKey() + "." + inner));
            }
        }
        return shape;
    }
}
