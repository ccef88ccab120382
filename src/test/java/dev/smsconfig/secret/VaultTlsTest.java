package dev.smsconfig.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.http.ScriptedServer;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretUnavailableException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Vault whose certificate is of a private authority. */
class VaultTlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String SECRET = "{\"data\":{\"data\":{\"password\":\"Zq7canary\"}}}";

    /** Somebody who signs certificates. */
    private record Authority(KeyPair keys, X509Certificate certificate) {

        static Authority named(String name) throws Exception {
            KeyPair keys = pair();
            return new Authority(keys, issue(keys, name, keys, name, true));
        }

        String pem() throws Exception {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        }
    }

    private static Authority known;
    private static Authority other;

    @TempDir
    Path folder;

    private final Map<String, String> variables = new HashMap<>();
    private ScriptedServer vault;

    @BeforeAll
    static void makeAuthorities() throws Exception {
        known = Authority.named("known");
        other = Authority.named("other");
    }

    private static KeyPair pair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static X509Certificate issue(KeyPair keys, String name, KeyPair by, String byName, boolean authority)
            throws Exception {
        Date now = Date.from(Clock.systemUTC().instant());
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Principal("CN=" + byName),
                BigInteger.valueOf(name.hashCode() & 0xffff),
                new Date(now.getTime() - Duration.ofDays(1).toMillis()),
                new Date(now.getTime() + Duration.ofDays(9).toMillis()),
                new X500Principal("CN=" + name),
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        if (!authority) {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate())));
    }

    @BeforeEach
    void start() throws Exception {
        KeyPair keys = pair();
        X509Certificate leaf = issue(keys, "vault", known.keys(), "known", false);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("vault", keys.getPrivate(), PASSWORD, new X509Certificate[] {leaf, known.certificate()});
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        vault = new ScriptedServer(
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                ScriptedServer.answer("200 OK", SECRET));
        variables.put("VAULT_ADDR", "https://127.0.0.1:" + vault.port());
        variables.put("VAULT_TOKEN", "hvs.Zq7token");
    }

    @AfterEach
    void stop() throws Exception {
        vault.close();
    }

    private void trusting(String pem) throws Exception {
        variables.put(
                "VAULT_CACERT",
                Files.writeString(folder.resolve("authorities.pem"), pem).toString());
    }

    private Secret resolve() throws SecretUnavailableException {
        try (SecretResolver resolver = Resolvers.of(folder, variables)) {
            return resolver.resolve(SecretReference.parse("ref+vault://kv/sms#/password"));
        }
    }

    private void refusesTheCertificate() {
        assertThatThrownBy(this::resolve)
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessageContaining("untrusted")
                .hasMessageNotContaining("Zq7");
        assertThat(vault.requests()).isEmpty();
    }

    @Test
    void talksToAVaultOfThePrivateAuthority() throws Exception {
        trusting(known.pem());

        assertThat(resolve()).isEqualTo(new Secret("Zq7canary"));
    }

    @Test
    void findsTheAuthorityAmongSeveral() throws Exception {
        trusting("# ours\n" + other.pem() + known.pem());

        assertThat(resolve()).isEqualTo(new Secret("Zq7canary"));
    }

    @Test
    void sendsNoTokenToAVaultOfAnotherAuthority() throws Exception {
        trusting(other.pem());

        refusesTheCertificate();
    }

    @Test
    void trustsNoPrivateAuthorityUnasked() {
        refusesTheCertificate();
    }

    @Test
    void readsAuthoritiesBehindAByteOrderMark() throws Exception {
        trusting("\uFEFF" + known.pem());

        assertThat(resolve()).isEqualTo(new Secret("Zq7canary"));
    }
}
