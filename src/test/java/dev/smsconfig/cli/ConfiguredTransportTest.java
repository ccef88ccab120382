package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.http.ScriptedServer;
import dev.smsconfig.http.Transport;
import dev.smsconfig.source.Environment.Auth;
import dev.smsconfig.source.Environment.Network;
import dev.smsconfig.source.Environment.Place;
import dev.smsconfig.source.Environment.Saving;
import dev.smsconfig.source.Environment.WebApi;
import dev.smsconfig.source.Environment.Wire;
import dev.smsconfig.state.Rate;
import dev.smsconfig.state.Value;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredTransportTest {

    private static final Place ONLINE = new Place.State("https://online.example.com/api/state/{tenant}");
    private static final Place ONSITE = new Place.Api("https://crm.example.com/{tenant}/api");

    @TempDir
    Path configs;

    private static WebApi environment(Place place, Network network) {
        return new WebApi(
                "here", place, network, new Auth.Basic(Value.text("a"), Value.text("b")), Wire.STANDARD, Saving.FREE);
    }

    private static Rate rate(Place place, @Nullable Rate own, @Nullable Rate flag) {
        FolderOptions options = new FolderOptions();
        options.rate = flag;
        return new ConfiguredTransport(Path.of("configs"), options)
                .rate(environment(place, new Network(false, own, null, null)));
    }

    @Test
    void keepsToSuperOfficesCeilingOnlineOnlyWhereNothingIsSaid() {
        assertThat(rate(ONLINE, null, null)).isEqualTo(new Rate(10));
        assertThat(rate(ONSITE, null, null)).isEqualTo(Rate.UNLIMITED);
    }

    @ParameterizedTest
    @CsvSource({"3/s,,3/s", "0,,0", "3/s,7/s,7/s", "3/s,0,0"})
    void takesTheCommandLineBeforeTheEnvironment(String own, @Nullable String flag, String expected) {
        Rate given = flag == null ? null : Rate.parse(flag);
        assertThat(rate(ONLINE, Rate.parse(own), given)).hasToString(expected);
        assertThat(rate(ONSITE, Rate.parse(own), given)).hasToString(expected);
    }

    @Test
    void sendsNoFasterThanTheRate() throws IOException {
        FolderOptions options = new FolderOptions();
        options.rate = new Rate(4);
        WebApi environment = environment(ONSITE, new Network(true, null, null, null));
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.answer("200 OK", "{}"));
                Transport transport = new ConfiguredTransport(configs, options).to(environment)) {
            URI target = URI.create("http://127.0.0.1:" + server.port() + "/x");
            transport.get(target, Map.of()); // the first one warms up
            long begin = System.nanoTime();
            transport.get(target, Map.of());
            transport.get(target, Map.of());
            transport.get(target, Map.of());
            // the first of these may find its turn come already
            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(480_000_000L);
        }
    }

    @Test
    void trustsTheAuthoritiesOfTheCaFileAndNoOthers() throws Exception {
        TrustManagerFactory jdk = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        jdk.init((KeyStore) null);
        X509Certificate authority = ((X509TrustManager) jdk.getTrustManagers()[0]).getAcceptedIssuers()[0];
        Files.writeString(
                configs.resolve("ca.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(authority.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        ConfiguredTransport transport = new ConfiguredTransport(configs, new FolderOptions());

        assertThat(transport
                        .reach(environment(ONSITE, new Network(false, null, "ca.pem", null)))
                        .tls())
                .isNotSameAs(SSLContext.getDefault());
        assertThat(transport.reach(environment(ONSITE, Network.DIRECT)).tls()).isSameAs(SSLContext.getDefault());
    }
}
