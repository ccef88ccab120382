package dev.smsconfig.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Refuses names that resolve to addresses that are not public. It sits in the resolver whose addresses the connection
 * is made to, so that a name that changes its address between a check and its use gains nothing.
 */
final class AddressPolicy implements DnsResolver {

    /** A name that resolves, but not to where this tool may connect. */
    static final class AddressRefusedException extends UnknownHostException {
        AddressRefusedException() {
            super("the address is not public");
        }
    }

    private static final Pattern IPV4 = Pattern.compile("[0-9.]+");

    private final DnsResolver names;

    AddressPolicy(DnsResolver names) {
        this.names = names;
    }

    /** One address that is not public refuses them all: a mix of both kinds is what an attack looks like. */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.resolve(host);
        for (InetAddress address : addresses) {
            if (!isPublic(address)) {
                throw new AddressRefusedException();
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }

    /** Whether a URL's host is itself an address that is not public; a name is none. */
    static boolean isForbiddenLiteral(String host) {
        if (!host.startsWith("[") && !IPV4.matcher(host).matches()) {
            return false;
        }
        try {
            return !isPublic(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return true;
        }
    }

    static boolean isPublic(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
    }

    /** What the JDK's own tests leave out: "this network", carrier NAT, benchmarks, the reserved blocks. */
    private static boolean isPublic4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean carrierNat = first == 100 && second >= 64 && second < 128;
        boolean benchmark = first == 198 && (second == 18 || second == 19);
        boolean ietf = first == 192 && second == 0 && bytes[2] == 0;
        return first != 0 && first < 224 && !carrierNat && !benchmark && !ietf;
    }

    /** Only 2000::/3 is handed out; in it, 6to4 (2002::/16) and Teredo (2001::/32) carry an IPv4 address inside. */
    private static boolean isPublic6(byte[] bytes) {
        boolean global = (bytes[0] & 0xe0) == 0x20;
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        boolean teredo = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0;
        return global && !sixToFour && !teredo;
    }
}
