package dev.smsconfig.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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
import tools.jackson.databind.json.JsonMapper;

class ContentTypesTest {

    private static final String TYPES = "dev.smsconfig.sample.WireBodies#contentTypes";

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
    void everyContentTypeOfThePageSavesTheEntity(String type) throws Exception {
        assertThat(save(type, WireBodies.entity(type))).isEqualTo(200);

        JsonNode expected = JsonMapper.shared().readTree(WireBodies.expected());
        JsonNode stored = caller.get("Cust00001");
        assertThat(expected.properties())
                .allSatisfy(
                        property -> assertThat(stored.get(property.getKey())).isEqualTo(property.getValue()));
    }

    @ParameterizedTest
    @MethodSource(TYPES)
    void utf8CanBeNamedInAnyCaseAndInQuotes(String type) throws Exception {
        assertThat(save(type + ";charset=utf-8", WireBodies.entity(type))).isEqualTo(200);
        assertThat(save(type.toUpperCase() + " ; CharSet=\"UTF-8\"", WireBodies.entity(type)))
                .isEqualTo(200);
        assertThat(caller.sender("Cust00001")).isEqualTo(WireBodies.SENDER);
    }

    @ParameterizedTest
    @MethodSource(TYPES)
    void parametersThatMeanNothingAreIgnored(String type) throws Exception {
        assertThat(save(type + "; odata=verbose", WireBodies.entity(type))).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"iso-8859-1, Blå", "us-ascii, Bla", "utf-16, Blå漢", "utf-16le, Blå漢", "UTF-16BE, Blå漢"})
    void otherCharsetsAreReadWhereTheyAreNamed(String charset, String sender) throws Exception {
        byte[] json = ("{\"NsPluginSender\":\"" + sender + "\"}").getBytes(Charset.forName(charset));

        assertThat(save("application/json; charset=" + charset, json)).isEqualTo(200);
        assertThat(caller.sender("Cust00001")).isEqualTo(sender);
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() throws Exception {
        assertThat(save("application/json", WireBodies.utf8("\ufeff{\"NsPluginSender\":\"Marked\"}")))
                .isEqualTo(200);
        assertThat(save("application/xml", WireBodies.utf8("\ufeff<SmsConfig/>")))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"koi8-r", "utf-7", "windows-1252", "no such charset", "\"\""})
    void anotherCharsetIsUnsupported(String charset) throws Exception {
        assertUnsupported("application/json; charset=" + charset);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "multipart/form-data; boundary=x",
                "application/*",
                "*/*",
                "application/problem+json",
                "application/atom+xml",
                "json",
                "application/json, text/json",
                ";"
            })
    void anotherTypeIsUnsupported(String type) throws Exception {
        assertUnsupported(type);
    }

    @Test
    void aBodyWithoutATypeIsUnsupported() throws Exception {
        HttpResponse<String> response = caller.send(caller.authorized(caller.uri("Cust00001", "SaveSmsConfig"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(WireBodies.entity("application/json")))
                .build());

        assertThat(response.statusCode()).isEqualTo(415);
    }

    @Test
    void twoTypesAreUnsupported() throws Exception {
        HttpRequest request = caller.authorized(caller.uri("Cust00001", "SaveSmsConfig"))
                .headers("Content-Type", "application/json", "Content-Type", "text/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(WireBodies.entity("application/json")))
                .build();

        assertThat(caller.send(request).statusCode()).isEqualTo(415);
    }

    @Test
    void theRefusalNamesTheTypesThereAreAndNotTheOneThatCame() throws Exception {
        HttpResponse<String> response =
                caller.send(caller.save("Cust00001", "text/SECRET", WireBodies.entity("text/json")));

        assertThat(response.body()).contains("application/merge-patch+json").doesNotContain("SECRET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GetSmsConfig", "CreateDefaultSmsConfig"})
    void anOperationWithoutABodyDoesNotLookAtOne(String operation) throws Exception {
        HttpRequest request = caller.authorized(caller.uri("Cust00001", operation))
                .header("Content-Type", "image/png")
                .POST(HttpRequest.BodyPublishers.ofByteArray("{broken".getBytes(StandardCharsets.US_ASCII)))
                .build();

        assertThat(caller.send(request).statusCode()).isEqualTo(200);
    }

    private int save(String contentType, byte[] body) throws Exception {
        return caller.send(caller.save("Cust00001", contentType, body)).statusCode();
    }

    private void assertUnsupported(String contentType) throws Exception {
        assertThat(save(contentType, WireBodies.entity("application/json"))).isEqualTo(415);
        assertThat(caller.sender("Cust00001")).isEqualTo("Legacy");
    }
}
