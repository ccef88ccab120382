package dev.smsconfig.webapi;

import dev.smsconfig.state.TenantId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** An address with {@code {tenant}} in its path, one for each tenant. */
final class AddressTemplate {

    private static final String TENANT = "{tenant}";
    private static final int MAX_PORT = 65_535;

    private AddressTemplate() {}

    /** @param template one that was checked */
    static URI of(String template, TenantId tenant) {
        return URI.create(template.replace(TENANT, tenant.value()));
    }

    /**
     * @param name what it is called in fleet.yaml
     * @param example what to write instead
     * @throws IllegalArgumentException with a message that says what to write instead and does not repeat the text
     */
    static void check(String name, String example, String template, boolean insecure) {
        if (!template.contains(TENANT)) {
            throw new IllegalArgumentException(name + " needs {tenant} where the tenant's id goes");
        }
        String advice = "; write " + example;
        URI address = parse(name, advice, template.replace(TENANT, "t"));
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(insecure && scheme.equals("http"))) {
            throw new IllegalArgumentException(name + " must begin with https://; plain http needs insecure: true");
        }
        if (!hasHost(address)) {
            throw new IllegalArgumentException(name + " has no host" + advice);
        }
        if (!isPlain(address)) {
            throw new IllegalArgumentException(
                    name + " has a user, a query or a fragment" + advice + ", and credentials in auth");
        }
        // in a host, a tenant's id could name another server
        if (!address.getRawAuthority()
                .equals(parse(name, advice, template.replace(TENANT, "u")).getRawAuthority())) {
            throw new IllegalArgumentException(name + " may have {tenant} in its path only" + advice);
        }
    }

    /** Whether it names a host, and a port that there is, if any. */
    static boolean hasHost(URI address) {
        return address.getHost() != null && address.getPort() != 0 && address.getPort() <= MAX_PORT;
    }

    /** Whether it has neither a user nor a query nor a fragment. */
    static boolean isPlain(URI address) {
        return address.getRawUserInfo() == null && address.getRawQuery() == null && address.getRawFragment() == null;
    }

    private static URI parse(String name, String advice, String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            // without the cause: its message repeats the text
            throw new IllegalArgumentException(name + " is no address" + advice);
        }
    }
}
