package dev.smsconfig.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormBodyTest {

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
    @CsvSource(
            delimiter = '|',
            value = {
                "NsPluginSender=a+b%20c               | a b c",
                "NsPluginSender=a=b                   | a=b",
                "nspluginsender=%c3%a5%C3%85          | åÅ",
                "NsPluginSender=å漢📱                 | å漢📱",
                "&NsPluginSender=a&                   | a",
                "%4esPluginSender=a                   | a"
            })
    void textsAreDecoded(String form, String sender) throws Exception {
        assertThat(save(form).statusCode()).isEqualTo(200);
        assertThat(caller.sender("Cust00001")).isEqualTo(sender);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NsPluginConfig[a]=1&NsPluginConfig[b]=2             | {\"a\":\"1\",\"b\":\"2\"}",
                "NsPluginConfig.a=1&nspluginconfig.b=2               | {\"a\":\"1\",\"b\":\"2\"}",
                "NsPluginConfig%5Ba%5D=1&NSPLUGINCONFIG[b]=          | {\"a\":\"1\",\"b\":\"\"}",
                "NsPluginConfig[a.b]=1                               | {\"a.b\":\"1\"}",
                "NsPluginConfig[+a]=1                                | {\" a\":\"1\"}",
                "NsPluginConfig=                                     | {}",
                "NsPluginConfig=&NsPluginConfig[a]=1                 | {\"a\":\"1\"}",
                "NsPluginSender                                      | {}"
            })
    void theDictionaryIsWrittenWithBracketsOrDots(String form, String config) throws Exception {
        assertThat(save(form).statusCode()).isEqualTo(200);
        assertThat(caller.get("Cust00001").get("NsPluginConfig").toString()).isEqualTo(config);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NsPluginSender=a&NsPluginSender=SECRET",
                "NsPluginSender=a&nspluginsender=SECRET",
                "NsPluginConfig[a]=1&NsPluginConfig[a]=SECRET",
                "NsPluginConfig[a]=1&NsPluginConfig.a=SECRET",
                "NsPluginConfig[a]=1&NsPluginConfig=",
                "NsPluginConfig=SECRET&NsPluginConfig[a]=1",
                "NsPluginConfig[]=SECRET",
                "NsPluginConfig.=SECRET",
                "NsPluginConfig[a]SECRET=1",
                "NsPluginSender[]=SECRET",
                "NsPluginSender[SECRET=1",
                "NsPluginSender=a%ef%bc%91%EF%BC",
                "NsPluginSender=%１１",
                "NsPluginSender=%-1",
                "Other=SECRET"
            })
    void whatIsAmbiguousOrBrokenIsRefused(String form) throws Exception {
        assertRefused(form);
    }

    @Test
    void thousandFieldsAreReadAndMoreAreRefused() throws Exception {
        String thousand = IntStream.range(0, 1_000)
                .mapToObj(n -> "NsPluginConfig[k" + n + "]=")
                .collect(Collectors.joining("&"));

        assertRefused(thousand + "&NsPluginSender=SECRET");
        assertThat(save(thousand).statusCode()).isEqualTo(200);
    }

    private void assertRefused(String form) throws Exception {
        HttpResponse<String> response = save(form);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .contains("\"Message\":\"The request is invalid.\"")
                .doesNotContain("SECRET");
        assertThat(caller.sender("Cust00001")).isEqualTo("Legacy");
    }

    private HttpResponse<String> save(String form) throws Exception {
        return caller.send(caller.save("Cust00001", "application/x-www-form-urlencoded", WireBodies.utf8(form)));
    }
}
