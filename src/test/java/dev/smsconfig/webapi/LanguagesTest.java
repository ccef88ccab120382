package dev.smsconfig.webapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.http.ScriptedServer;
import dev.smsconfig.http.Transport;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Accept-Language | sv",
                "Accept-Language | en-US,en;q=0.9, nb;q=0.5",
                "Accept-Language | *",
                "SO-Language | *",
                "SO-Language | x",
                "SO-Culture | nb-NO",
                "SO-TimeZone | 261",
                "SO-TimeZone | UTC",
                "SO-TimeZone | NO, includeTZOffset",
                "SO-TimeZone | Europe/Oslo"
            })
    void takesTheHeadersOfThePage(String name, String value) {
        assertThat(new Languages(Map.of(name, value)).headers()).containsExactly(Map.entry(name, value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "accept-language",
                "Accept",
                "Authorization",
                "SO-AppToken",
                "X-XSRF-TOKEN",
                "Content-Type",
                "SO-Language ",
                "SO-Language: sv\r\nX"
            })
    void takesNoOtherHeader(String name) {
        assertThatThrownBy(() -> new Languages(Map.of(name, "sv"))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " sv",
                "sv\r\nX-Canary: CANARY",
                "sv\nCANARY",
                "sv\u0000",
                "sv\tCANARY",
                "CANARY\"",
                "(CANARY)",
                "bokmål",
                "<CANARY>",
                ",sv"
            })
    void takesNoValueThatCouldDoHarmAndDoesNotRepeatIt(String value) {
        assertThatThrownBy(() -> new Languages(Map.of("SO-Language", value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no header for languages: SO-Language");
    }

    @Test
    void takesNoEndlessValue() {
        assertThat(new Languages(Map.of("SO-Language", "x".repeat(100))).headers())
                .hasSize(1);
        assertThatThrownBy(() -> new Languages(Map.of("SO-Language", "x".repeat(101))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsACopy() {
        Map<String, String> headers = new HashMap<>(Map.of("SO-Language", "sv"));
        Languages languages = new Languages(headers);
        headers.put("Authorization", "x");
        assertThat(languages.headers()).containsOnlyKeys("SO-Language");
    }

    @Test
    void goWithEveryRequestForAConfiguration() throws IOException {
        Languages all = new Languages(
                Map.of("Accept-Language", "sv", "SO-Language", "x", "SO-Culture", "nb-NO", "SO-TimeZone", "UTC"));
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.answer(WireCalls.OK, WireCalls.WHOLE));
                Transport transport = new Transport(WireCalls.TIMEOUTS, 1, true)) {
            WebApiClient client = new WebApiClient(
                    WireCalls.calls(new WebApiEndpoint(server.template(), true), transport),
                    WireForm.JSON,
                    all,
                    WireCalls.CLOCK);
            client.observe(WireCalls.TENANT);
            client.save(WireCalls.TENANT, WireCalls.sample());
            assertThat(server.requests())
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(request)
                            .contains(
                                    "\r\nAccept-Language: sv\r\n",
                                    "\r\nSO-Language: x\r\n",
                                    "\r\nSO-Culture: nb-NO\r\n",
                                    "\r\nSO-TimeZone: UTC\r\n"));
        }
    }
}
