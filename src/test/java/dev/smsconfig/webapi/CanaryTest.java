package dev.smsconfig.webapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.smsconfig.auth.BasicAuthentication;
import dev.smsconfig.auth.Credential;
import dev.smsconfig.http.ScriptedServer;
import dev.smsconfig.http.Timeouts;
import dev.smsconfig.http.Transport;
import dev.smsconfig.server.Observation;
import dev.smsconfig.server.SaveResult;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every server here repeats the password wherever it can; nothing that comes out of the client may hold it. */
class CanaryTest {

    private static final String CANARY = "c4n4ry-Pa55";
    private static final String ENCODED =
            Base64.getEncoder().encodeToString(("user:" + CANARY).getBytes(StandardCharsets.UTF_8));
    private static final TenantId TENANT = new TenantId("T1");
    private static final String ECHO = "X-Echo: " + CANARY + "\r\nLocation: https://x/?p=" + CANARY
            + "\r\nRetry-After: " + CANARY + "\r\nDate: " + CANARY + "\r\nWWW-Authenticate: " + CANARY + "\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String XML = "Content-Type: application/xml\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Type: text/CANARY\r\nECHO\r\nCANARY",
                "HTTP/1.1 200 OK\r\nContent-Encoding: CANARY\r\nJSONECHO\r\n{}",
                "HTTP/1.1 200 OK\r\nJSONECHO\r\nCANARY",
                "HTTP/1.1 200 OK\r\nJSONECHO\r\n\"CANARY\"",
                "HTTP/1.1 200 OK\r\nJSONECHO\r\n{\"CANARY\":CANARY}",
                "HTTP/1.1 200 OK\r\nJSONECHO\r\n{\"CANARY\":1,\"CANARY\":2}",
                "HTTP/1.1 200 OK\r\nJSONECHO\r\n{\"Error\":true,\"Message\":\"CANARY\"}",
                "HTTP/1.1 200 OK\r\nJSONECHO\r\n{\"DefaultSmsCountry\":\"CANARY\"}",
                "HTTP/1.1 200 OK\r\nJSONECHO\r\n{\"DefaultSmsCountry\":{\"CANARY\":1}}",
                "HTTP/1.1 200 OK\r\nJSONECHO\r\n{\"DefaultSmsCountry\":null,\"NetServerSmsProvider\":null,"
                        + "\"NsPluginSender\":null,\"NsPluginConfig\":{\"CANARY\":[\"CANARY\"]}}",
                "HTTP/1.1 200 OK\r\nJSONECHOTransfer-Encoding: chunked\r\n\r\nCANARY\r\n",
                "HTTP/1.1 200 OK\r\nJSONECHOContent-Length: CANARY\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nCANARY\r\n\r\n{}",
                "HTTP/1.1 302 CANARY\r\nECHO\r\nCANARY",
                "HTTP/1.1 400 CANARY\r\nJSONECHO\r\n{\"Error\":true,\"Message\":\"CANARY\"}",
                "HTTP/1.1 400 CANARY\r\nJSONECHO\r\n{\"ErrorType\":\"CANARY\",\"ErrorMessage\":\"CANARY\"}",
                "HTTP/1.1 200 OK\r\nJSONECHO\r\n{\"ErrorType\":\"CANARY\",\"ErrorMessage\":\"CANARY\"}",
                "HTTP/1.1 401 CANARY\r\nECHO\r\nCANARY",
                "HTTP/1.1 429 CANARY\r\nECHO\r\nCANARY",
                "HTTP/1.1 500 CANARY\r\nECHO\r\nCANARY",
                "HTTP/1.1 CANARY CANARY\r\n\r\n",
                "HTTP/1.1 999 CANARY\r\nECHO\r\nCANARY",
                "CANARY\r\n\r\n"
            })
    void showsNothingOfWhatAServerRepeats(String pattern) throws IOException {
        assertShowsNothing(WireForm.JSON, pattern);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Type: text/xml;charset=CANARY\r\nECHO\r\n<CANARY/>",
                "HTTP/1.1 200 OK\r\nXMLECHO\r\nCANARY",
                "HTTP/1.1 200 OK\r\nXMLECHO\r\n<CANARY>",
                "HTTP/1.1 200 OK\r\nXMLECHO\r\n<CANARY/>",
                "HTTP/1.1 200 OK\r\nXMLECHO\r\n<SmsConfig CANARY></SmsConfig>",
                "HTTP/1.1 200 OK\r\nXMLECHO\r\n<SmsConfig></CANARY>",
                "HTTP/1.1 200 OK\r\nXMLECHO\r\n<SmsConfig>&CANARY;</SmsConfig>",
                "HTTP/1.1 200 OK\r\nXMLECHO\r\n<SmsConfig>CANARY</SmsConfig>",
                "HTTP/1.1 200 OK\r\nXMLECHO\r\n<SmsConfig><CANARY/><CANARY/></SmsConfig>",
                "HTTP/1.1 200 OK\r\nXMLECHO\r\n<SmsConfig><CANARY>CANARY</CANARY></SmsConfig>",
                "HTTP/1.1 200 OK\r\nXMLECHO\r\n<SmsConfig><NsPluginConfig>CANARY</NsPluginConfig></SmsConfig>",
                "HTTP/1.1 200 OK\r\nXMLECHO\r\n<SmsConfig><NsPluginConfig><CANARY/></NsPluginConfig></SmsConfig>",
                "HTTP/1.1 200 OK\r\nXMLECHO\r\n<SmsConfig><NsPluginConfig><StringKeyValuePair><Key>CANARY</Key>"
                        + "<CANARY/></StringKeyValuePair></NsPluginConfig></SmsConfig>",
                "HTTP/1.1 200 OK\r\nXMLECHO\r\n<SmsConfig><NsPluginConfig><StringKeyValuePair><Key>CANARY</Key>"
                        + "</StringKeyValuePair><StringKeyValuePair><Key>CANARY</Key></StringKeyValuePair>"
                        + "</NsPluginConfig></SmsConfig>",
                "HTTP/1.1 200 OK\r\nXMLECHO\r\n<?xml version=\"CANARY\"?><SmsConfig/>",
                "HTTP/1.1 200 OK\r\nXMLECHO\r\n<?xml version=\"1.0\" encoding=\"CANARY\"?><SmsConfig/>",
                "HTTP/1.1 200 OK\r\nXMLECHO\r\n<!DOCTYPE CANARY SYSTEM \"CANARY\"><SmsConfig/>",
                "HTTP/1.1 200 OK\r\nXMLECHO\r\n<!DOCTYPE SmsConfig [<!ENTITY e \"CANARY\">]><SmsConfig>&e;</SmsConfig>",
                "HTTP/1.1 200 OK\r\nXMLECHO\r\n<CANARY:SmsConfig/>",
                "HTTP/1.1 200 OK\r\nXMLECHO\r\n<Error><Message>CANARY</Message></Error>",
                "HTTP/1.1 200 OK\r\nXMLECHO\r\n<Error><ErrorType>CANARY</ErrorType></Error>",
                "HTTP/1.1 400 CANARY\r\nXMLECHO\r\n<Error><ErrorType>CANARY</ErrorType></Error>"
            })
    void showsNothingOfWhatAServerRepeatsInXml(String pattern) throws IOException {
        assertShowsNothing(WireForm.XML, pattern);
    }

    private static void assertShowsNothing(WireForm form, String pattern) throws IOException {
        String answer = pattern.replace("ECHO", ECHO)
                .replace("JSON", JSON)
                .replace("XML", XML)
                .replace("CANARY", CANARY);
        Timeouts timeouts = new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2));
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.raw(answer));
                Transport transport = new Transport(timeouts, 1, true)) {
            BasicAuthentication authentication =
                    new BasicAuthentication(Credential.of(new Secret("user")), Credential.of(new Secret(CANARY)));
            WebApiEndpoint endpoint = new WebApiEndpoint(server.template(), true);
            WebApiClient client = new WebApiClient(
                    new TenantCalls(endpoint, authentication, transport), form, Languages.AS_STORED, Clock.systemUTC());
            Observation observation = client.observe(TENANT);
            SaveResult saved = client.save(TENANT, config());
            assertThat(observation).isInstanceOf(Observation.NotObserved.class);
            assertThat(saved).isNotInstanceOf(SaveResult.Saved.class);
            assertThat(observation + " " + saved + " " + client + authentication + endpoint + transport)
                    .doesNotContain(CANARY)
                    .doesNotContain(ENCODED)
                    .doesNotContain("\n");
            // the server did see it, so that there was something to repeat
            assertThat(server.requests().get(0)).contains(ENCODED);
            assertThat(server.requests().get(1)).contains(CANARY);
        }
    }

    @Test
    void showsNothingOfWhatCannotBeSent() {
        Credential canary = Credential.of(new Secret(CANARY + ":"));
        assertThat(new BasicAuthentication(canary, canary).signIn(TENANT).toString())
                .contains("with a colon cannot be sent")
                .doesNotContain(CANARY);
        SmsConfig noText = new SmsConfig(Map.of(), Map.of("x_password", new Secret(CANARY + "\ud800")));
        assertThat(catchThrowable(() -> WireForm.JSON.body(noText)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(CANARY)
                .hasNoCause();
        assertThat(catchThrowable(() -> new WebApiEndpoint("https://u:" + CANARY + "@h/{tenant} ", false)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(CANARY)
                .hasNoCause();
    }

    private static SmsConfig config() {
        return new SmsConfig(Map.of(), Map.of("cm_password", new Secret(CANARY)));
    }
}
