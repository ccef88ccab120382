package dev.smsconfig.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.state.TenantId;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleServerTest {

    @TempDir
    Path folder;

    @Test
    void announcesItselfInOneLineOfJson() throws Exception {
        try (SampleServer server = start("Cust00002", "Cust00001", "Cust00002")) {
            assertThat(server.announcement())
                    .isEqualTo("{\"url\":\"" + server.url() + "\",\"tenants\":[\"Cust00002\",\"Cust00001\"],"
                            + "\"auth\":{\"scheme\":\"basic\",\"username\":\"sample\",\"password\":\"sample\"}}");
        }
    }

    @Test
    void listensOnLoopback() throws Exception {
        try (SampleServer server = start("Cust00001")) {
            assertThat(server.url()).matches("http://127\\.0\\.0\\.1:[1-9][0-9]*");
        }
    }

    @Test
    void servesTheTenantsItWasGivenInTheirOrder() throws Exception {
        try (SampleServer server = start("b", "a", "b")) {
            assertThat(server.tenants()).containsExactly(new TenantId("b"), new TenantId("a"));
        }
    }

    @Test
    void takesThePortItWasGivenEvenRightAfterAnotherServerOnIt() throws Exception {
        SampleServer first = start("Cust00001");
        int port = URI.create(first.url()).getPort();
        new WebApiCaller(first).get("Cust00001");
        first.close();

        try (SampleServer second = SampleServer.start(SampleServerFixture.options(port, stateFile(), "Cust00001"))) {
            assertThat(second.url()).isEqualTo(first.url());
        }
    }

    @Test
    void aPortInUseIsAClearError() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            SampleServerOptions options = SampleServerFixture.options(taken.getLocalPort(), stateFile(), "Cust00001");

            assertThatThrownBy(() -> SampleServer.start(options))
                    .isInstanceOf(SampleServerStartException.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("give another port");
        }
    }

    @Test
    void aFailedStartFreesTheStateFile() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            SampleServerOptions options = SampleServerFixture.options(taken.getLocalPort(), stateFile(), "Cust00001");
            assertThatThrownBy(() -> SampleServer.start(options)).isInstanceOf(SampleServerStartException.class);
        }

        start("Cust00001").close();
    }

    @Test
    void acceptsNoConnectionAfterClose() throws Exception {
        SampleServer server = start("Cust00001");
        server.close();

        assertThatThrownBy(() -> new WebApiCaller(server).get("Cust00001")).isInstanceOf(ConnectException.class);
    }

    @Test
    void closingTwiceIsClosing() throws Exception {
        SampleServer server = start("Cust00001");
        server.close();
        server.close();

        start("Cust00001").close();
    }

    @Test
    void everySaveAnsweredBeforeCloseIsThereAfterARestart() throws Exception {
        SampleServer first = start("Cust00001");
        WebApiCaller caller = new WebApiCaller(first);
        List<CompletableFuture<Integer>> saves = new ArrayList<>();
        for (int n = 0; n < 200; n++) {
            saves.add(caller.saveLater("Cust00001", SampleServerFixture.withSender("in flight"))
                    .thenApply(response -> response.statusCode())
                    .exceptionally(cutOff -> 0));
        }
        saves.get(0).join();
        first.close();
        long answered = saves.stream().filter(save -> save.join() == 200).count();

        assertThat(answered).isPositive();
        assertThat(Files.readAllLines(stateFile())).hasSizeGreaterThanOrEqualTo((int) answered);
    }

    @Test
    void keepsConnectionsOpenBetweenRequests() throws Exception {
        try (SampleServer server = start("Cust00001");
                Socket socket = new Socket("127.0.0.1", URI.create(server.url()).getPort())) {
            String request = "POST /Cust00001/api/v1/Agents/CustomerService/GetSmsConfig HTTP/1.1\r\nHost: x\r\n"
                    + "Authorization: " + WebApiCaller.basic("sample:sample") + "\r\nContent-Length: 0\r\n\r\n";
            for (int n = 0; n < 3; n++) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                assertThat(readAnswer(socket.getInputStream())).startsWith("HTTP/1.1 200 OK");
            }
        }
    }

    /** Headers and, by their Content-Length, exactly the body. */
    private static String readAnswer(InputStream in) throws Exception {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int b = in.read();
            assertThat(b).as("the connection was closed").isNotNegative();
            head.append((char) b);
        }
        Matcher length = Pattern.compile("(?i)content-length: *(\\d+)").matcher(head);
        assertThat(length.find()).isTrue();
        in.skipNBytes(Long.parseLong(length.group(1)));
        return head.toString();
    }

    @Test
    void acceptsTheCredentialsItWasGiven() throws Exception {
        SampleServerOptions options = new SampleServerOptions(
                0, List.of(new TenantId("Cust00001")), stateFile(), new Credentials("jürgen", "p:ä"));
        try (SampleServer server = SampleServer.start(options)) {
            HttpURLConnection connection = (HttpURLConnection) new WebApiCaller(server)
                    .uri("Cust00001", "GetSmsConfig")
                    .toURL()
                    .openConnection();
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Authorization", WebApiCaller.basic("jürgen:p:ä"));

            assertThat(connection.getResponseCode()).isEqualTo(200);
        }
    }

    @Test
    void optionsNeedATenant() {
        assertThatThrownBy(() -> SampleServerFixture.options(0, stateFile()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void optionsNeedAPort() {
        assertThatThrownBy(() -> SampleServerFixture.options(65536, stateFile(), "Cust00001"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noTextOfTheOptionsShowsThePassword() {
        SampleServerOptions options = new SampleServerOptions(
                0, List.of(new TenantId("Cust00001")), stateFile(), new Credentials("user", "hidden"));

        assertThat(options.toString()).doesNotContain("hidden");
    }

    private Path stateFile() {
        return folder.resolve("state.jsonl");
    }

    private SampleServer start(String... tenants) throws SampleServerStartException {
        return SampleServerFixture.start(stateFile(), tenants);
    }
}
