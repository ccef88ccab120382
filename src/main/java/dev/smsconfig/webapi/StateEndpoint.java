package dev.smsconfig.webapi;

import dev.smsconfig.state.TenantId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;

/**
 * Where the directory of an environment's tenants is.
 *
 * @param template for example {@code https://online.superoffice.com/api/state/{tenant}}
 * @param insecure whether plain HTTP is allowed, and APIs on hosts that have nothing to do with the directory's
 */
public record StateEndpoint(String template, boolean insecure) {

    /** Of the last number, so that no address of numbers is taken for a name. */
    private static final Pattern NUMBERS = Pattern.compile("\\[.*|(.*\\.)?(\\d+|0x[0-9a-f]*)");

    /** @throws IllegalArgumentException with a message that says what to write instead and does not repeat the text */
    public StateEndpoint {
        AddressTemplate.check("state", "https://online.superoffice.com/api/state/{tenant}", template, insecure);
    }

    URI of(TenantId tenant) {
        return AddressTemplate.of(template, tenant);
    }

    /**
     * The address of a tenant's API as the directory gives it. Credentials are going to be sent there, so it must be on a
     * host of the directory's own domain: {@code app.superoffice.com} beside {@code online.superoffice.com}.
     *
     * @throws UnreadableAnswerException where it is no such address
     */
    URI admitted(String api) throws UnreadableAnswerException {
        URI address = parse(api.replaceFirst("/+$", ""));
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(insecure && scheme.equals("http"))) {
            throw EntityReader.unexpected("an Api that is not https");
        }
        if (!AddressTemplate.hasHost(address) || !AddressTemplate.isPlain(address)) {
            throw EntityReader.unexpected("an Api that is no plain address");
        }
        if (!insecure && !isRelated(address.getHost())) {
            throw EntityReader.unexpected("an Api outside the directory's own domain, where no credential is sent");
        }
        return address;
    }

    private boolean isRelated(String host) {
        String own = of(new TenantId("t")).getHost().toLowerCase(Locale.ROOT);
        String other = host.toLowerCase(Locale.ROOT);
        if (other.equals(own)) {
            return true;
        }
        return !NUMBERS.matcher(own).matches() && (other.endsWith("." + own) || isBeside(own, other));
    }

    /** A parent under which anybody can have a name, for example {@code co.uk}, makes no relatives. */
    private static boolean isBeside(String own, String other) {
        String parent = own.substring(own.indexOf('.') + 1);
        return parent.contains(".")
                && other.endsWith("." + parent)
                && PublicSuffixMatcherLoader.getDefault().getDomainRoot(parent) != null;
    }

    private static URI parse(String text) throws UnreadableAnswerException {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw EntityReader.unexpected("an Api that is no address");
        }
    }
}
