package dev.smsconfig.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.http.ScriptedServer;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Replays the answer of a {@link Recording}, and compares what was sent with its request, header for header. */
final class RecordedWebApi implements AutoCloseable {

    /** What every client of HTTP/1.1 sends, and the page leaves out. */
    private static final Set<String> TRANSPORT = Set.of("host", "connection", "content-length", "user-agent");

    private final Recording recording;
    private final ScriptedServer server;

    RecordedWebApi(String name) throws IOException {
        recording = Recording.of(name);
        server = ScriptedServer.answering(request -> recording.answerOnTheWire());
    }

    String root() {
        return "http://127.0.0.1:" + server.port();
    }

    String where() {
        return "127.0.0.1:" + server.port();
    }

    /** Finds every tenant where the recording has it. */
    TenantDirectory directory() {
        String path = recording.request().line().split(" ")[1];
        int version = path.indexOf("/v1/");
        URI api = URI.create(root() + (version < 0 ? path : path.substring(0, version)));
        return new TenantDirectory() {
            @Override
            public Location locate(TenantId tenant) {
                return new Located(api, null);
            }

            @Override
            public boolean relocate(TenantId tenant, Located outdated) {
                return false;
            }
        };
    }

    /** That exactly the recorded request came, and once. */
    void assertAsked() {
        assertThat(server.requests()).hasSize(1);
        Recording.Message sent =
                Recording.Message.parse(server.requests().get(0).replace("\r\n", "\n"));
        Recording.Message expected = recording.request();
        assertThat(sent.line()).isEqualTo(expected.line() + " HTTP/1.1");
        Map<String, String> headers = new TreeMap<>(sent.headers());
        headers.keySet().removeIf(name -> TRANSPORT.contains(name.toLowerCase(java.util.Locale.ROOT)));
        assertThat(headers).isEqualTo(expected.headers());
        if (sent.body().startsWith("{")) {
            assertThat(SmsConfigJson.MAPPER.readTree(sent.body()))
                    .isEqualTo(SmsConfigJson.MAPPER.readTree(expected.body()));
        } else {
            assertThat(sent.body()).isEqualTo(expected.body());
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
