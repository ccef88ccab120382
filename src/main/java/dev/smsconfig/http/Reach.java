package dev.smsconfig.http;

import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * Which servers can be reached, and how.
 *
 * @param insecure whether plain HTTP and addresses that are not public are allowed
 * @param tls whom to trust
 * @param names finds addresses; where not {@code insecure}, only public ones of what it finds are used
 * @param proxy an HTTP proxy that every connection goes through, or null; it then finds the addresses, so that only
 *     those which stand in a URL themselves are judged here
 */
public record Reach(
        boolean insecure,
        SSLContext tls,
        DnsResolver names,
        @Nullable HttpHost proxy) {

    /** Straight, trusting whom the JDK trusts. */
    public static Reach direct(boolean insecure) {
        return new Reach(insecure, jdkDefault(), SystemDefaultDnsResolver.INSTANCE, null);
    }

    public Reach trusting(SSLContext other) {
        return new Reach(insecure, other, names, proxy);
    }

    /** @param port 1 to 65535 */
    public Reach through(String host, int port) {
        return new Reach(insecure, tls, names, new HttpHost("http", host, port));
    }

    /** Where the addresses of connections come from. */
    DnsResolver resolver() {
        return insecure || proxy != null ? names : new AddressPolicy(names);
    }

    private static SSLContext jdkDefault() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("TLS cannot start; check the javax.net.ssl system properties", e);
        }
    }
}
