package dev.smsconfig.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.server.Failure.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "192.0.0.8",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "::ffff:127.0.0.1",
                "::10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::1",
                "2001:0:1::1"
            })
    void refusesAddressesThatAreNotPublic(String address) throws UnknownHostException {
        assertThat(AddressPolicy.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "192.167.1.1",
                "100.63.0.1",
                "100.128.0.1",
                "198.17.0.1",
                "198.20.0.1",
                "223.255.255.1",
                "2606:4700::1111",
                "2a00:1450::1"
            })
    void allowsPublicAddresses(String address) throws UnknownHostException {
        assertThat(AddressPolicy.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void connectsToNoRefusedAddressEvenWhereTheNameResolvedElsewhereBefore() throws Exception {
        try (ScriptedServer server = new ScriptedServer(socket -> false)) {
            AtomicInteger lookups = new AtomicInteger();
            DnsResolver rebinding = new FixedNames() {
                @Override
                public InetAddress[] resolve(String host) throws UnknownHostException {
                    lookups.incrementAndGet();
                    return new InetAddress[] {
                        InetAddress.getByAddress(host, new byte[] {1, 1, 1, 1}), InetAddress.getByName("127.0.0.1")
                    };
                }
            };
            Delivery delivery = post(rebinding, "https://crm.example.com:" + server.port() + "/x");
            assertThat(delivery).isInstanceOfSatisfying(Delivery.NotSent.class, notSent -> {
                assertThat(notSent.failure().kind()).isEqualTo(Kind.REFUSED);
                assertThat(notSent.failure().message()).contains("crm.example.com:" + server.port(), "not a public");
            });
            assertThat(lookups).hasValue(1);
            assertThat(server.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1:%d/x", "https://localhost:%d/x", "https://[::1]:%d/x"})
    void connectsToNoLocalAddress(String target) throws Exception {
        try (ScriptedServer server = new ScriptedServer(socket -> false);
                Transport transport = new Transport(Timeouts.standard(), 1, false)) {
            Delivery delivery = transport.post(URI.create(target.formatted(server.port())), Map.of(), new byte[0]);
            assertThat(delivery).isInstanceOf(Delivery.NotSent.class);
            assertThat(server.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://10.0.0.1/x", "https://127.0.0.1/x", "https://[::1]/x", "http://crm.example.com/x"})
    void asksNoProxyForWhatMayNotBeReachedEither(String target) throws Exception {
        try (ScriptedServer proxy = new ScriptedServer(socket -> false);
                Transport transport = throughProxy(proxy)) {
            assertThat(transport.post(URI.create(target), Map.of(), new byte[0]))
                    .isInstanceOfSatisfying(
                            Delivery.NotSent.class,
                            notSent -> assertThat(notSent.failure().kind()).isEqualTo(Kind.REFUSED));
            assertThat(proxy.connections()).isZero();
        }
    }

    /** A proxy stands on a private address as a rule, and whoever wrote the environment named it. */
    @Test
    void leavesNamesToTheProxy() throws Exception {
        try (ScriptedServer proxy = new ScriptedServer(socket -> false);
                Transport transport = throughProxy(proxy)) {
            transport.post(URI.create("https://crm.example.com/x"), Map.of(), new byte[0]);
            assertThat(proxy.requests()).singleElement().asString().startsWith("CONNECT crm.example.com:443 ");
        }
    }

    private static Transport throughProxy(ScriptedServer proxy) {
        return new Transport(
                Timeouts.standard(), 1, Reach.direct(false).through("localhost", proxy.port()), HostRates.of(0));
    }

    @Test
    void sendsNothingOverPlainHttp() throws IOException, NoSuchAlgorithmException {
        assertThat(post(new FixedNames(), "http://crm.example.com/x"))
                .isInstanceOfSatisfying(
                        Delivery.NotSent.class,
                        notSent -> assertThat(notSent.failure().message()).contains("not asked over https"));
    }

    private static Delivery post(DnsResolver names, String target) throws NoSuchAlgorithmException {
        try (Transport transport = new Transport(
                Timeouts.standard(), 1, new Reach(false, SSLContext.getDefault(), names, null), HostRates.of(0))) {
            return transport.post(URI.create(target), Map.of(), new byte[0]);
        }
    }

    private static class FixedNames implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return new InetAddress[] {InetAddress.getByName("127.0.0.1")};
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
