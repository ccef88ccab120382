package dev.smsconfig.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.http.Delivery;
import dev.smsconfig.http.HostRates;
import dev.smsconfig.http.PemTrust;
import dev.smsconfig.http.Reach;
import dev.smsconfig.http.ScriptedServer;
import dev.smsconfig.http.Timeouts;
import dev.smsconfig.http.Transport;
import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.server.SaveResult;
import dev.smsconfig.server.SmsConfigServerContract;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates as they are in the field, made by keytool. */
class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final TenantId TENANT = new TenantId("T1");

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeCertificates() throws Exception {
        for (String authority : List.of("known", "unknown")) {
            keytool("-genkeypair", "-alias", authority, "-dname", "CN=" + authority, "-ext", "bc:c", "-validity", "99");
        }
        leaf("good", "known", "ip:127.0.0.1", "-validity", "9");
        leaf("expired", "known", "ip:127.0.0.1", "-startdate", "-9d", "-validity", "3");
        leaf("future", "known", "ip:127.0.0.1", "-startdate", "+9d", "-validity", "3");
        leaf("elsewhere", "known", "dns:other.example.com", "-validity", "9");
        leaf("stranger", "unknown", "ip:127.0.0.1", "-validity", "9");
    }

    private static void leaf(String alias, String signer, String name, String... validity) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-genkeypair", "-alias", alias, "-dname", "CN=" + alias));
        arguments.addAll(List.of("-signer", signer, "-ext", "san=" + name));
        arguments.addAll(List.of(validity));
        keytool(arguments.toArray(new String[0]));
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keyalg", "EC", "-storetype", "PKCS12", "-storepass", "changeit"));
        command.addAll(List.of("-keystore", folder.resolve("all.p12").toString()));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor()).as(output).isZero();
    }

    private static KeyStore all() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("all.p12"))) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static SSLContext serverSide(String alias) throws IOException, GeneralSecurityException {
        KeyStore only = KeyStore.getInstance("PKCS12");
        only.load(null, null);
        only.setKeyEntry(alias, all().getKey(alias, PASSWORD), PASSWORD, all().getCertificateChain(alias));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(only, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** As an environment's caFile has it. */
    private static SSLContext clientSide() throws IOException, GeneralSecurityException {
        String encoded = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(all().getCertificate("known").getEncoded());
        Path file = Files.writeString(
                folder.resolve("known.pem"),
                "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
        return PemTrust.of(file);
    }

    private record Seen(SaveResult result, int requests) {}

    private static Seen save(String alias, String... protocols) throws IOException, GeneralSecurityException {
        try (ScriptedServer server = serving(alias, protocols)) {
            SaveResult result = save(server, Reach.direct(true).trusting(clientSide()));
            return new Seen(result, server.requests().size());
        }
    }

    private static ScriptedServer serving(String alias, String... protocols)
            throws IOException, GeneralSecurityException {
        SSLServerSocket listener = (SSLServerSocket)
                serverSide(alias).getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        if (protocols.length > 0) {
            listener.setEnabledProtocols(protocols);
        }
        String whole = "{\"DefaultSmsCountry\":null,\"NetServerSmsProvider\":null,\"NsPluginSender\":null,"
                + "\"NsPluginConfig\":null}";
        return new ScriptedServer(listener, ScriptedServer.answer("200 OK\r\nContent-Type: application/json", whole));
    }

    private static SaveResult save(ScriptedServer server, Reach reach) {
        try (Transport transport = new Transport(Timeouts.standard(), 1, reach, HostRates.of(0))) {
            WebApiEndpoint endpoint = new WebApiEndpoint("https://127.0.0.1:" + server.port() + "/{tenant}/api", true);
            return WireCalls.client(endpoint, transport).save(TENANT, SmsConfigServerContract.sample());
        }
    }

    /** What a proxy does that admits the host: it takes the connection and carries bytes both ways. */
    private static boolean relay(Socket client, ScriptedServer server) throws IOException, InterruptedException {
        try (Socket onward = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            client.getOutputStream()
                    .write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            Thread back = new Thread(() -> {
                try {
                    onward.getInputStream().transferTo(client.getOutputStream());
                } catch (IOException e) {
                    // the client has closed
                }
            });
            back.start();
            client.getInputStream().transferTo(onward.getOutputStream());
            onward.shutdownOutput();
            back.join();
        }
        return false;
    }

    @Test
    void savesThroughAProxyThatSeesTheHostOnly() throws Exception {
        try (ScriptedServer server = serving("good");
                ScriptedServer proxy = new ScriptedServer(socket -> relay(socket, server))) {
            Reach reach = Reach.direct(true).trusting(clientSide()).through("127.0.0.1", proxy.port());

            assertThat(save(server, reach)).isEqualTo(new SaveResult.Saved());
            assertThat(server.requests()).hasSize(1);
            assertThat(proxy.requests())
                    .singleElement()
                    .asString()
                    .startsWith("CONNECT 127.0.0.1:" + server.port() + " HTTP/1.1\r\n")
                    .doesNotContainIgnoringCase("authorization")
                    .doesNotContain("SaveSmsConfig");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"403 Forbidden", "407 Proxy Authentication Required", "502 Bad Gateway", "302 Found"})
    void takesAProxysAnswerForNoTenants(String status) throws Exception {
        String claim = "{\"DefaultSmsCountry\":null,\"NetServerSmsProvider\":null,\"NsPluginSender\":null,"
                + "\"NsPluginConfig\":null}";
        try (ScriptedServer server = serving("good");
                ScriptedServer proxy = new ScriptedServer(
                        ScriptedServer.answer(status + "\r\nContent-Type: application/json", claim))) {
            Reach reach = Reach.direct(true).trusting(clientSide()).through("127.0.0.1", proxy.port());

            assertThat(save(server, reach)).isInstanceOfSatisfying(SaveResult.NotSaved.class, notSaved -> {
                assertThat(notSaved.failure().kind()).isEqualTo(Kind.CONNECT);
                assertThat(notSaved.failure().message())
                        .contains("(through the proxy), which answered " + status.substring(0, 3));
            });
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void surelySentNothingWhereTheProxyBreaksOff() throws Exception {
        try (ScriptedServer server = serving("good");
                ScriptedServer proxy = new ScriptedServer(socket -> false)) {
            Reach reach = Reach.direct(true).trusting(clientSide()).through("127.0.0.1", proxy.port());

            assertThat(save(server, reach)).isInstanceOf(SaveResult.NotSaved.class);
        }
    }

    private static void assertRefused(Seen seen, String cause) {
        assertThat(seen.requests()).isZero();
        assertThat(seen.result()).isInstanceOfSatisfying(SaveResult.NotSaved.class, notSaved -> {
            assertThat(notSaved.failure().kind()).isEqualTo(Kind.TLS);
            assertThat(notSaved.failure().isTransient()).isFalse();
            assertThat(notSaved.failure().message()).contains(cause).contains("127.0.0.1:");
        });
    }

    @Test
    void talksToATrustedServer() throws Exception {
        assertThat(save("good")).isEqualTo(new Seen(new SaveResult.Saved(), 1));
    }

    @Test
    void talksOverTls12() throws Exception {
        assertThat(save("good", "TLSv1.2")).isEqualTo(new Seen(new SaveResult.Saved(), 1));
    }

    @Test
    void tellsTheCausesApart() throws Exception {
        assertRefused(save("expired"), "has expired");
        assertRefused(save("future"), "not valid yet");
        assertRefused(save("elsewhere"), "another host name");
        assertRefused(save("stranger"), "untrusted");
    }

    @Test
    void takesAServerWithoutTlsForATlsFailure() throws Exception {
        try (ScriptedServer plain = new ScriptedServer(ScriptedServer.raw("HTTP/1.1 400 Bad Request\r\n\r\n"));
                Transport transport = new Transport(Timeouts.standard(), 1, true)) {
            Delivery delivery =
                    transport.post(URI.create("https://127.0.0.1:" + plain.port() + "/x"), Map.of(), new byte[0]);
            assertThat(delivery).isInstanceOf(Delivery.NotSent.class);
        }
    }

    @Test
    void endsAtTheDeadlineWhereTheHandshakeDoesNotEnd() throws Exception {
        Duration late = Duration.ofSeconds(20);
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Transport transport = new Transport(new Timeouts(late, late, Duration.ofMillis(500)), 1, true)) {
            long start = System.nanoTime();
            Delivery delivery = transport.post(
                    URI.create("https://127.0.0.1:" + silent.getLocalPort() + "/x"), Map.of(), new byte[0]);
            assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
            assertThat(delivery)
                    .isInstanceOfSatisfying(
                            Delivery.NotSent.class,
                            notSent -> assertThat(notSent.failure().kind()).isEqualTo(Kind.TIMEOUT));
        }
    }

    @Test
    void tellsABrokenHandshakeFromABadCertificate() throws Exception {
        try (ServerSocket closing = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Transport transport = new Transport(Timeouts.standard(), 1, true)) {
            Thread closer = new Thread(() -> {
                try {
                    closing.accept().close();
                } catch (IOException e) {
                    // the test is over
                }
            });
            closer.start();
            Delivery delivery = transport.post(
                    URI.create("https://127.0.0.1:" + closing.getLocalPort() + "/x"), Map.of(), new byte[0]);
            assertThat(delivery)
                    .isInstanceOfSatisfying(
                            Delivery.NotSent.class,
                            notSent -> assertThat(notSent.failure().kind()).isEqualTo(Kind.CONNECT));
            closer.join();
        }
    }
}
