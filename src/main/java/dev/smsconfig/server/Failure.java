package dev.smsconfig.server;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a remote call did not give what it should.
 *
 * @param kind what went wrong, which also says whether trying again can help
 * @param message one line for people, with what to do next; never holds a header, a body, a query or a secret
 * @param retryAfter how long the server asked to wait, or null
 */
public record Failure(Kind kind, String message, @Nullable Duration retryAfter) {

    public static Failure of(Kind kind, String message) {
        return new Failure(kind, message, null);
    }

    public boolean isTransient() {
        return kind.isTransient;
    }

    /** The taxonomy; {@code true} where the same request may succeed a little later. */
    public enum Kind {
        /** The host name does not resolve. */
        DNS(true),
        /** No connection: refused, unreachable or timed out. */
        CONNECT(true),
        /** The TLS handshake or the certificate failed. */
        TLS(false),
        /** The exchange broke: reset, closed without an answer, cut short. */
        BROKEN(true),
        /** The deadline passed. */
        TIMEOUT(true),
        /** 429. */
        THROTTLED(true),
        /** 5xx. */
        SERVER_ERROR(true),
        /** 401: the credential does not work. */
        UNAUTHENTICATED(false),
        /** There is no credential to send: a secret is missing, or the login server gave none. */
        NOT_SIGNED_IN(false),
        /** 403: the credential works but may not do this. */
        FORBIDDEN(false),
        /** 404: no such tenant or operation. */
        NOT_FOUND(false),
        /** The tenant is not running, by what the server's directory says: suspended, in maintenance, deleted. */
        NOT_RUNNING(false),
        /** 421: the tenant is on another host. */
        MISDIRECTED(false),
        /** Any other 4xx, or an address that may not be called: repeating cannot cure it. */
        REFUSED(false),
        /** An answer of another shape: a redirect, a login page, null, an error object, another status. */
        UNEXPECTED(false),
        /** The answer is longer than the limit. */
        TOO_LARGE(false),
        /** The run is being stopped, so nothing was tried. */
        STOPPED(false);

        private final boolean isTransient;

        Kind(boolean isTransient) {
            this.isTransient = isTransient;
        }
    }
}
