package dev.smsconfig.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AcceptTest {

    private static final String TYPES = "dev.smsconfig.sample.WireBodies#acceptTypes";

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

    @ParameterizedTest
    @MethodSource(TYPES)
    void everyAcceptTypeOfThePageIsAnsweredInThatType(String type) throws Exception {
        HttpResponse<String> response = caller.getWith("Cust00001", "Accept", type);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(typeOf(response)).isEqualTo(type + "; charset=utf-8");
        assertThat(response.body()).startsWith(type.endsWith("xml") ? "<?xml" : "{");
    }

    @Test
    void withoutAcceptTheAnswerIsJson() throws Exception {
        assertThat(typeOf(caller.getWith("Cust00001"))).isEqualTo("application/json; charset=utf-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/*                                                  | application/json",
                "*                                                    | application/json",
                "application/*                                        | application/json",
                "text/*                                               | text/json",
                "application/json; charset=utf-8                      | application/json",
                "TEXT/XML                                             | text/xml",
                "text/html, application/xml;q=0.9, */*;q=0.8          | application/xml",
                "application/json;q=0.5, text/xml                     | text/xml",
                "application/xml;q=0.1, application/json;q=0.2        | application/json",
                "application/json;q=0, */*                            | text/json",
                "application/*;q=0, text/json;q=0, */*;q=0.1          | text/xml",
                "application/xml, application/json                    | application/xml",
                "*/*, text/xml                                        | text/xml",
                "nonsense, application/xml                            | application/xml",
                "application/json;q=high, text/xml                    | text/xml",
                "application/json;q=2, text/xml                       | text/xml",
                "application/json; v=\"a,b\";q=0.1, text/xml;q=0.2    | text/xml",
                "' '                                                  | application/json"
            })
    void rangesAndQualitiesDecide(String accept, String expected) throws Exception {
        HttpResponse<String> response = caller.getWith("Cust00001", "Accept", accept);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(typeOf(response)).isEqualTo(expected + "; charset=utf-8");
    }

    @Test
    void severalAcceptHeadersAreOne() throws Exception {
        HttpResponse<String> response =
                caller.getWith("Cust00001", "Accept", "text/html", "Accept", "application/json;q=0.1, text/xml");

        assertThat(typeOf(response)).isEqualTo("text/xml; charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "application/x-www-form-urlencoded",
                "image/*",
                "*/*;q=0",
                "application/json;q=0",
                "nonsense"
            })
    void whereNothingFitsTheAnswerIs406InJson(String accept) throws Exception {
        HttpResponse<String> response = caller.getWith("Cust00001", "Accept", accept);

        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(typeOf(response)).isEqualTo("application/json; charset=utf-8");
        assertThat(WebApiCaller.json(response).get("Error").booleanValue()).isTrue();
    }

    @Test
    void aSaveWhoseAnswerCannotBeReadIsNotStored() throws Exception {
        HttpResponse<String> response = save("text/html", "application/json", WireBodies.entity("application/json"));

        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(caller.sender("Cust00001")).isEqualTo("Legacy");
    }

    @ParameterizedTest
    @MethodSource(TYPES)
    void errorsAreAnsweredInTheTypeToo(String type) throws Exception {
        HttpResponse<String> response = save(type, "application/json", WireBodies.utf8("{"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(typeOf(response)).isEqualTo(type + "; charset=utf-8");
        assertThat(response.body())
                .containsPattern(
                        type.endsWith("xml")
                                ? "<Error .*><Message>The request is invalid.</Message><MessageDetail>.+</MessageDetail></Error>"
                                : "^\\{\"Message\":\"The request is invalid.\",\"MessageDetail\":\".+\"}$");
    }

    @Test
    void otherErrorsHaveTheSameKeysInXml() throws Exception {
        HttpResponse<String> response = caller.send(caller.authorized(caller.uri("Cust00001", "Nothing"))
                .header("Accept", "application/xml")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(response.body())
                .contains("<Error>true</Error><ErrorType>SoNotFoundException</ErrorType><Message>")
                .contains("<ErrorSource>");
    }

    @Test
    void theEntityInXmlHasTheFormThatIsRead() throws Exception {
        save("text/xml", "application/xml", WireBodies.entity("application/xml"));

        HttpResponse<String> answer = caller.getWith("Cust00001", "Accept", "text/xml");
        caller.save("Cust00001", SampleServerFixture.SAVE);
        HttpResponse<String> echoed = save("text/xml", "text/xml", WireBodies.utf8(answer.body()));

        assertThat(echoed.statusCode()).isEqualTo(200);
        assertThat(echoed.body()).isEqualTo(answer.body());
        JsonNode stored = caller.get("Cust00001");
        assertThat(stored.get("NsPluginSender").stringValue()).isEqualTo(WireBodies.SENDER);
        assertThat(stored.get("NsPluginConfig").get("cm_password").stringValue())
                .isEqualTo(" p ");
    }

    @Test
    void theEntityInXmlShowsRights() throws Exception {
        assertThat(caller.getWith("Cust00001", "Accept", "text/xml").body())
                .contains("<TableRight><Mask>FULL</Mask><Reason></Reason></TableRight>")
                .contains("<NsPluginConfig><FieldRight><Mask>FULL</Mask><Reason></Reason></FieldRight>"
                        + "<FieldType>object</FieldType><FieldLength>255</FieldLength></NsPluginConfig>");
    }

    @Test
    void linesSurviveXml() throws Exception {
        String lines = "a\\r\\nb\\tc\\rd";
        caller.save("Cust00001", "{\"NsPluginSender\":\"" + lines + "\"}");

        HttpResponse<String> xml = caller.getWith("Cust00001", "Accept", "text/xml");
        save("text/xml", "text/xml", WireBodies.utf8(xml.body()));

        assertThat(caller.sender("Cust00001")).isEqualTo("a\r\nb\tc\rd");
    }

    @Test
    void whatXmlCannotExpressIsAServerErrorThatDoesNotRepeatIt() throws Exception {
        caller.save("Cust00001", "{\"NsPluginSender\":\"SECRET\\u0001\"}");

        HttpResponse<String> response = caller.getWith("Cust00001", "Accept", "application/xml");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("ask for JSON").doesNotContain("SECRET");
    }

    private HttpResponse<String> save(String accept, String contentType, byte[] body) throws Exception {
        return caller.send(caller.authorized(caller.uri("Cust00001", "SaveSmsConfig"))
                .header("Accept", accept)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    private static String typeOf(HttpResponse<String> response) {
        return response.headers().firstValue("Content-Type").orElse("");
    }
}
