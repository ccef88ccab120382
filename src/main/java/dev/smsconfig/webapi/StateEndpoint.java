package dev.smsconfig.webapi;

import dev.smsconfig.state.TenantId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where the directory of an environment's tenants is.
 *
 * @param template for example {@code https://online.superoffice.com/api/state/{tenant}}
 * @param insecure whether plain HTTP is allowed, and APIs on hosts that have nothing to do with the directory's
 */
public record StateEndpoint(String template, boolean insecure) {

    private static final String TENANT = "{tenant}";

    URI of(TenantId tenant) {
        return URI.create(template.replace(TENANT, tenant.value()));
    }

    /**
     * The address of a tenant's API as the directory gives it. Credentials are going to be sent there, so it must be on a
     * host of the directory's own domain: {@code app.superoffice.com} beside {@code online.superoffice.com}.
     *
     * @throws UnreadableAnswerException where it is no such address
     */
    URI admitted(String api) throws UnreadableAnswerException {
        URI address = parse(api.endsWith("/") ? api.substring(0, api.length() - 1) : api);
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(insecure && scheme.equals("http"))) {
            throw EntityReader.unexpected("an Api that is not https");
        }
        if (address.getHost() == null
                || address.getRawUserInfo() != null
                || address.getRawQuery() != null
                || address.getRawFragment() != null) {
            throw EntityReader.unexpected("an Api that is no plain address");
        }
        if (!insecure && !isRelated(address.getHost())) {
            throw EntityReader.unexpected("an Api outside the directory's own domain, where no credential is sent");
        }
        return address;
    }

    private boolean isRelated(String host) {
        String own = String.valueOf(URI.create(template.replace(TENANT, "t")).getHost())
                .toLowerCase(Locale.ROOT);
        String other = host.toLowerCase(Locale.ROOT);
        int dot = own.indexOf('.');
        String parent = dot < 0 ? "" : own.substring(dot + 1);
        return other.equals(own) || other.endsWith("." + own) || parent.contains(".") && other.endsWith("." + parent);
    }

    private static URI parse(String text) throws UnreadableAnswerException {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw EntityReader.unexpected("an Api that is no address");
        }
    }
}
