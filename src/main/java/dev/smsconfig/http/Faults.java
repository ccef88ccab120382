package dev.smsconfig.http;

import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Failure.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentTooLongException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;

/**
 * Says what an exception of the network means. Only its class counts: the messages of the JDK and of HttpClient repeat
 * what servers sent.
 */
final class Faults {

    private Faults() {}

    /** @param where the server's host and port */
    static Failure beforeSending(IOException e, String where) {
        if (e instanceof AddressPolicy.AddressRefusedException) {
            return notPublic(where);
        }
        if (e instanceof UnknownHostException) {
            return Failure.of(
                    Kind.DNS, where + " does not resolve; check the environment in fleet.yaml and the name server");
        }
        if (e instanceof ConnectionRequestTimeoutException || has(e, TimeoutException.class)) {
            return Failure.of(
                    Kind.TIMEOUT, "no connection to " + where + " became free in time; lower the parallelism");
        }
        if (e instanceof SSLException && !has(e, EOFException.class) && !has(e, SocketException.class)) {
            return Failure.of(Kind.TLS, "TLS with " + where + " failed: " + tlsCause(e));
        }
        if (e instanceof SSLException) {
            return Failure.of(
                    Kind.CONNECT, where + " broke off the TLS handshake; check that the server is up and speaks TLS");
        }
        if (e instanceof SocketTimeoutException) {
            return Failure.of(
                    Kind.CONNECT,
                    "no connection to " + where + " in time; check that the server is up and no firewall"
                            + " is in the way");
        }
        return Failure.of(
                Kind.CONNECT,
                "no connection to " + where + "; check that the server is up and the environment in fleet.yaml");
    }

    /** @param status of the proxy's answer */
    static Failure refusedByProxy(String where, int status) {
        return Failure.of(
                Kind.CONNECT,
                "no connection to " + where + ", which answered " + status + "; check 'proxy' of the environment in"
                        + " fleet.yaml, and whether the proxy admits this host");
    }

    static Failure notPublic(String where) {
        return Failure.of(
                Kind.REFUSED,
                where
                        + " is not a public address, so nothing was sent; check the environment in fleet.yaml, or allow such"
                        + " addresses with insecure: true");
    }

    /** @param where the server's host and port */
    static Failure afterSending(Exception e, String where) {
        if (e instanceof SocketTimeoutException) {
            return Failure.of(
                    Kind.TIMEOUT, where + " stopped answering; try again, or see whether the server is overloaded");
        }
        if (e instanceof ContentTooLongException || e instanceof MessageConstraintException) {
            return Failure.of(
                    Kind.TOO_LARGE,
                    "the answer of " + where + " is longer than it may be; check the environment in fleet.yaml");
        }
        if (e instanceof HttpException || has(e, HttpException.class)) {
            return Failure.of(Kind.BROKEN, where + " answered with malformed HTTP; look at the server or a proxy");
        }
        return Failure.of(Kind.BROKEN, "the connection to " + where + " broke before the whole answer came; try again");
    }

    static Failure deadline(String where) {
        return Failure.of(
                Kind.TIMEOUT,
                "the exchange with " + where + " did not end in time; try again, or see whether the server is"
                        + " overloaded");
    }

    static Failure stopped() {
        return Failure.of(Kind.STOPPED, "the run is being stopped, so nothing was sent; start it again");
    }

    private static String tlsCause(Exception e) {
        if (has(e, CertificateExpiredException.class)) {
            return "the certificate has expired; renew it on the server";
        }
        if (has(e, CertificateNotYetValidException.class)) {
            return "the certificate is not valid yet; check it on the server, and the clock here";
        }
        if (has(e, CertPathBuilderException.class) || has(e, CertPathValidatorException.class)) {
            return "the certificate is untrusted; name its authority in a PEM file: caFile in fleet.yaml, VAULT_CACERT"
                    + " for Vault";
        }
        if (has(e, SSLPeerUnverifiedException.class) || has(e, CertificateException.class)) {
            return "the certificate is for another host name; check the environment in fleet.yaml";
        }
        return "the two sides agree on no protocol; see that the server offers TLS 1.2 or 1.3";
    }

    private static boolean has(Throwable e, Class<? extends Throwable> type) {
        Throwable cause = e;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (type.isInstance(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
