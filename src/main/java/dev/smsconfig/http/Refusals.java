package dev.smsconfig.http;

import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Failure.Kind;
import java.time.Clock;
import java.time.Duration;

/** Says what a status other than 200 means. */
public final class Refusals {

    private Refusals() {}

    /** @param where the server's host and port */
    public static Failure of(Answer answer, String where, Clock clock) {
        int status = answer.status();
        Kind kind = kind(status);
        boolean mayNameATime = status == 429 || status == 503;
        Duration retryAfter = mayNameATime ? RetryAfter.of(answer, clock) : null;
        // without it nobody could tell why a run gave up on a server that names a longer time than it waits
        String asked = retryAfter == null || retryAfter.isZero()
                ? ""
                : "; it asks to wait " + retryAfter.toSeconds() + " s before the next request";
        return new Failure(kind, status + " from " + where + ": " + advice(status, kind) + asked, retryAfter);
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 401 -> Kind.UNAUTHENTICATED;
            case 403 -> Kind.FORBIDDEN;
            case 404 -> Kind.NOT_FOUND;
            case 421 -> Kind.MISDIRECTED;
            case 408 -> Kind.TIMEOUT;
            case 429 -> Kind.THROTTLED;
            default -> {
                if (status >= 400 && status < 500) {
                    yield Kind.REFUSED;
                }
                yield status >= 500 && status < 600 ? Kind.SERVER_ERROR : Kind.UNEXPECTED;
            }
        };
    }

    private static String advice(int status, Kind kind) {
        if (status >= 300 && status < 400) {
            return "a redirect, which is not followed; check the environment in fleet.yaml";
        }
        return switch (kind) {
            case UNAUTHENTICATED -> "the credential was refused; check auth in fleet.yaml";
            case FORBIDDEN -> "the user may not do this; give it the rights of an administrator";
            case NOT_FOUND ->
                "no such tenant, or a version without this operation; check the tenant's id and the environment in fleet.yaml";
            case MISDIRECTED -> "the tenant is on another host; check the environment in fleet.yaml";
            case TIMEOUT -> "the server waited too long for the request; try again";
            case THROTTLED -> "too many requests; lower the rate";
            case SERVER_ERROR -> "the server failed; try again, or look at its log";
            case REFUSED -> "the request was refused; look at the server's log";
            default -> "no answer that the WebAPI gives; check the environment in fleet.yaml";
        };
    }
}
