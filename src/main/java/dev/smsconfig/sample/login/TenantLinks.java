package dev.smsconfig.sample.login;

import dev.smsconfig.state.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The addresses of tenants on a server that listens at one port under several names, and their serial numbers. */
final class TenantLinks {

    private static final String OWN_HOST = "127.0.0.1";

    private final @Nullable String host;

    /** @param host of every tenant that has none of its own; null for 127.0.0.1 */
    TenantLinks(@Nullable String host) {
        this.host = host;
    }

    /** For example {@code http://127.0.0.1:8080}: where this server's own pages are. */
    static String own(int port) {
        return "http://" + OWN_HOST + ":" + port;
    }

    /** For example {@code http://127.0.0.1:8080/Cust12345}, without a slash at the end. */
    String endpoint(TenantId tenant, TenantSite site, int port) {
        String name = site.host() != null ? site.host() : host != null ? host : OWN_HOST;
        return "http://" + name + ":" + port + "/" + tenant;
    }

    /** The serial number of the tenant's installation: ten digits, always the same ones. */
    static String serial(TenantId tenant) {
        CRC32 checksum = new CRC32();
        checksum.update(tenant.value().getBytes(StandardCharsets.UTF_8));
        return "1%09d".formatted(checksum.getValue() % 1_000_000_000);
    }
}
