package dev.smsconfig.server;

import dev.smsconfig.server.Exchange.Lost;
import dev.smsconfig.server.Exchange.NotSent;
import dev.smsconfig.server.Failure.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/**
 * Tells from an exception whether the request can have reached the server. In doubt it can. Exceptions' own messages are
 * never repeated: they can hold what was sent.
 */
final class TransportFailures {

    private TransportFailures() {}

    /** @param overdue whether the deadline of the exchange ended it */
    static Exchange of(IOException e, String host, boolean overdue) {
        if (e instanceof AddressPolicy.NotAdmittedException) {
            return notSent(
                    Kind.ADDRESS,
                    host + " is an address of this machine or of a private network; only an environment with"
                            + " insecure: true may use those");
        }
        if (e instanceof UnknownHostException) {
            return notSent(Kind.DNS, host + " does not resolve; check the environment's api in fleet.yaml and the DNS");
        }
        if (e instanceof ConnectTimeoutException
                || e instanceof ConnectException
                || e instanceof NoRouteToHostException) {
            return notSent(Kind.CONNECT, "no connection to " + host + "; check that the server runs and is reachable");
        }
        if (e instanceof ConnectionRequestTimeoutException) {
            return notSent(Kind.CONNECT, "no connection to " + host + " came free in time; lower --parallelism");
        }
        if (e instanceof SSLHandshakeException || e instanceof SSLPeerUnverifiedException) {
            return notSent(Kind.TLS, tls(e, host));
        }
        if (overdue || e instanceof SocketTimeoutException) {
            return new Lost(
                    Failure.of(Kind.TIMEOUT, host + " did not answer in time; check the server's load and network"));
        }
        return new Lost(Failure.of(
                Kind.BROKEN,
                "the exchange with " + host + " broke before a whole answer came; check its proxy and log"));
    }

    private static NotSent notSent(Kind kind, String message) {
        return new NotSent(Failure.of(kind, message));
    }

    private static String tls(IOException e, String host) {
        if (e instanceof SSLPeerUnverifiedException) {
            return "the certificate of " + host + " is for another host; check the name in the environment's api";
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return "the certificate of " + host + " has expired; it has to be renewed there";
            }
            if (cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException) {
                boolean expired = cause.getCause() instanceof CertificateExpiredException;
                if (!expired) {
                    return "the certificate of " + host + " is signed by nobody this Java trusts; add its CA to the"
                            + " trust store (-Djavax.net.ssl.trustStore)";
                }
            }
        }
        return "the TLS handshake with " + host + " failed; check that it speaks TLS 1.2 or 1.3";
    }
}
