package dev.smsconfig.secret;

import dev.smsconfig.http.Timeouts;
import dev.smsconfig.http.Transport;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/** Trusts the authorities of one PEM file, and no others. */
final class VaultTrust {

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private VaultTrust() {}

    static Transport transport(String pemFile, int connections) throws VaultRefusal {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(Path.of(pemFile)))) {
            KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
            authorities.load(null, null);
            skipMark(in);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                authorities.setCertificateEntry("authority-" + authorities.size(), certificate);
            }
            if (authorities.size() == 0) {
                throw unusable();
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            return new Transport(Timeouts.standard(), connections, true, tls, SystemDefaultDnsResolver.INSTANCE);
        } catch (IOException | GeneralSecurityException | InvalidPathException e) {
            throw unusable();
        }
    }

    /** Some editors put a byte order mark before all else. */
    private static void skipMark(InputStream in) throws IOException {
        in.mark(MARK.length);
        if (!Arrays.equals(in.readNBytes(MARK.length), MARK)) {
            in.reset();
        }
    }

    private static VaultRefusal unusable() {
        return new VaultRefusal(
                "the file that VAULT_CACERT names is no readable PEM file with certificates; correct it");
    }
}
