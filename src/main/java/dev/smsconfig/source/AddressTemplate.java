package dev.smsconfig.source;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Judges the URLs of an environment: {@code api}, {@code state} and {@code login}. */
final class AddressTemplate {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
    private static final Pattern LOOPBACK_NAME = Pattern.compile("(?:.*\\.)?localhost\\.?");
    private static final Pattern NUMBER = Pattern.compile("\\d+|0[xX][0-9a-fA-F]+");
    private static final int MAX_PORT = 65_535;
    private static final int UNIQUE_LOCAL_MASK = 0xFE;
    private static final int UNIQUE_LOCAL = 0xFC;

    private AddressTemplate() {}

    /** What is wrong with the origin of a login server, such as {@code https://online.superoffice.com}, or null. */
    static @Nullable Fault loginFault(String login, boolean insecure) {
        URI uri;
        try {
            uri = new URI(login);
        } catch (URISyntaxException e) {
            return api("not a URL; write one such as https://online.superoffice.com");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean plain = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
        if (!(scheme.equals("https") || scheme.equals("http"))
                || !isAddressable(uri)
                || !plain
                || !String.valueOf(uri.getRawPath()).isEmpty()) {
            return api("not the plain origin of a login server; write one such as https://online.superoffice.com");
        }
        return insecure ? null : insecurity(scheme, uri.getHost());
    }

    /** The scheme, host and port of a URL that has no fault. */
    static String originOf(String template) {
        URI uri = URI.create(template.replace(Environment.TENANT, "t"));
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    /** What is wrong with the URL of an API or a directory, or null. */
    static @Nullable Fault fault(String template, boolean insecure) {
        int first = template.indexOf(Environment.TENANT);
        if (first < 0 || first != template.lastIndexOf(Environment.TENANT)) {
            return api("write {tenant} exactly once where the tenant's id belongs");
        }
        URI uri;
        try {
            uri = new URI(template.replace(Environment.TENANT, "Cust00001"));
        } catch (URISyntaxException e) {
            return api("not a URL; write one such as https://crm.example.com/{tenant}/api");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("https") || scheme.equals("http")) || !isAddressable(uri)) {
            return api(
                    "not an absolute http(s) URL with a host; write one such as https://crm.example.com/{tenant}/api");
        }
        if (!uri.getRawPath().contains("Cust00001")) {
            return api("{tenant} outside the path; write it there, as in https://crm.example.com/{tenant}/api");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            return api("a user, '?' or '#' in the URL; remove it, credentials belong under auth");
        }
        return insecure ? null : insecurity(scheme, uri.getHost());
    }

    private static boolean isAddressable(URI uri) {
        String host = uri.getHost();
        // 2130706433 and 0x7f000001 are spellings of 127.0.0.1 to some resolvers
        return host != null && !NUMBER.matcher(host).matches() && uri.getPort() <= MAX_PORT;
    }

    private static @Nullable Fault insecurity(String scheme, String host) {
        if (!scheme.equals("https")) {
            return new Fault(
                    Rule.ENVIRONMENT_INSECURE,
                    "http would send the credentials readable; write https, or insecure: true for a stand-in");
        }
        if (isLocal(host.toLowerCase(Locale.ROOT))) {
            return new Fault(
                    Rule.ENVIRONMENT_INSECURE,
                    "a loopback or private address; write the server's name, or insecure: true for a stand-in");
        }
        return null;
    }

    private static boolean isLocal(String host) {
        if (LOOPBACK_NAME.matcher(host).matches()) {
            return true;
        }
        if (!host.startsWith("[") && !IPV4.matcher(host).matches()) {
            return false; // a name: looking it up is not for a check of files
        }
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || address.isLinkLocalAddress()
                    || address.isSiteLocalAddress()
                    || address instanceof Inet6Address && (address.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
        } catch (UnknownHostException e) {
            return true; // no literal of an address that can be reached
        }
    }

    private static Fault api(String message) {
        return new Fault(Rule.ENVIRONMENT_API, message);
    }
}
