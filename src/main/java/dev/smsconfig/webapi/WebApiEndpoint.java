package dev.smsconfig.webapi;

import dev.smsconfig.state.TenantId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where the WebAPI of an environment's tenants is.
 *
 * @param apiTemplate the address of a tenant's API with {@code {tenant}} for the tenant's id, for example
 *     {@code https://crm.example.com/{tenant}/api}; a slash at its end makes no difference
 * @param insecure whether plain HTTP is allowed
 */
public record WebApiEndpoint(String apiTemplate, boolean insecure) implements TenantDirectory {

    private static final String TENANT = "{tenant}";

    /** @throws IllegalArgumentException with a message that says what to write instead and does not repeat the text */
    public WebApiEndpoint {
        apiTemplate = apiTemplate.endsWith("/") ? apiTemplate.substring(0, apiTemplate.length() - 1) : apiTemplate;
        check(apiTemplate, insecure);
    }

    @Override
    public Located locate(TenantId tenant) {
        return new Located(URI.create(apiTemplate.replace(TENANT, tenant.value())), null);
    }

    /** There is nobody to ask. */
    @Override
    public boolean relocate(TenantId tenant, Located outdated) {
        return false;
    }

    private static void check(String template, boolean insecure) {
        if (!template.contains(TENANT)) {
            throw new IllegalArgumentException("api needs {tenant} where the tenant's id goes");
        }
        URI example = parse(template.replace(TENANT, "t"));
        String scheme = String.valueOf(example.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(insecure && scheme.equals("http"))) {
            throw new IllegalArgumentException("api must begin with https://; plain http needs insecure: true");
        }
        if (example.getHost() == null) {
            throw new IllegalArgumentException("api has no host; write https://host/{tenant}/api");
        }
        if (example.getRawUserInfo() != null || example.getRawQuery() != null || example.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "api has a user, a query or a fragment; write https://host/{tenant}/api, and credentials in auth");
        }
        // in a host, a tenant's id could name another server
        if (!example.getRawAuthority()
                .equals(parse(template.replace(TENANT, "u")).getRawAuthority())) {
            throw new IllegalArgumentException(
                    "api may have {tenant} in its path only; write https://host/{tenant}/api");
        }
    }

    private static URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            // without the cause: its message repeats the text
            throw new IllegalArgumentException("api is no address; write https://host/{tenant}/api");
        }
    }
}
