package dev.smsconfig.webapi;

import static dev.smsconfig.webapi.WireCalls.JSON;
import static dev.smsconfig.webapi.WireCalls.TENANT;
import static dev.smsconfig.webapi.WireCalls.TIMEOUTS;
import static dev.smsconfig.webapi.WireCalls.WHOLE;
import static dev.smsconfig.webapi.WireCalls.client;
import static dev.smsconfig.webapi.WireCalls.failure;
import static dev.smsconfig.webapi.WireCalls.sample;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.http.ScriptedServer;
import dev.smsconfig.http.Transport;
import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.server.SaveResult;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server sends too much must not be taken for the answer about the next tenant. */
class AnswersInOrderTest {

    private static final String ANSWER =
            "HTTP/1.1 200 OK\r\n" + JSON + "Content-Length: " + WHOLE.length() + "\r\n\r\n" + WHOLE;

    private static java.util.stream.Stream<Arguments> surpluses() {
        String chunked = "HTTP/1.1 200 OK\r\n" + JSON + "Transfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(WHOLE.length()) + "\r\n" + WHOLE + "\r\n0\r\n\r\n";
        return java.util.stream.Stream.of(
                Arguments.of("two answers", ANSWER + ANSWER),
                Arguments.of("two answers after an interim one", "HTTP/1.1 102 Wait\r\n\r\n" + ANSWER + ANSWER),
                Arguments.of("an answer after a chunked one", chunked + ANSWER),
                Arguments.of("garbage", ANSWER + "x"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("surpluses")
    void isNoAnswerToTheNextRequest(String name, String answers) throws IOException {
        AtomicInteger connections = new AtomicInteger();
        ScriptedServer.Script script = socket -> {
            String text = connections.getAndIncrement() == 0 ? answers : ANSWER;
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            return true;
        };
        try (ScriptedServer server = new ScriptedServer(script);
                Transport transport = new Transport(TIMEOUTS, 1, true)) {
            WebApiClient client = client(server.template(), transport);
            client.save(TENANT, sample());

            SaveResult second = client.save(new TenantId("Other"), sample());
            assertThat(second).isInstanceOf(SaveResult.Unclear.class);
            assertThat(failure(second).kind()).isEqualTo(Kind.BROKEN);
            assertThat(client.save(TENANT, sample())).isEqualTo(new SaveResult.Saved());
        }
    }
}
