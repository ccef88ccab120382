package dev.smsconfig.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Looks up names for the connection itself, so that a name which points somewhere else by then is caught too. Unless the
 * environment says insecure, addresses of this machine and of private networks are not admitted.
 */
record AddressPolicy(boolean insecure) implements DnsResolver {

    private static final int UNIQUE_LOCAL_MASK = 0xfe;
    private static final int UNIQUE_LOCAL = 0xfc;

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        for (InetAddress address : addresses) {
            if (!insecure && isInternal(address)) {
                throw new NotAdmittedException();
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
    }

    private static boolean isInternal(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                // RFC 4193, which the JDK does not count as site local
                || (address.getAddress().length == 16 && (address.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL);
    }

    /** An address that the environment does not admit. */
    static final class NotAdmittedException extends UnknownHostException {}
}
