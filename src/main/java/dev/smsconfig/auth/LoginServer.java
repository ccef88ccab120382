package dev.smsconfig.auth;

import dev.smsconfig.http.Answer;
import dev.smsconfig.http.Delivery;
import dev.smsconfig.http.Refusals;
import dev.smsconfig.http.Transport;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Failure.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;

/** The login server of an environment, for example {@code https://online.superoffice.com}. Each call is one request. */
public final class LoginServer {

    private static final String EXAMPLE = "write https://online.superoffice.com";

    private final URI origin;
    private final Transport transport;
    private final Clock clock;

    /**
     * @param origin scheme, host and, where it is not the usual one, port; a slash at its end makes no difference
     * @param clock tells how far a {@code Retry-After} is away where the server does not tell its own time
     * @throws IllegalArgumentException with a message that says what to write instead and does not repeat the text
     */
    public LoginServer(String origin, Transport transport, Clock clock) {
        this.origin = parse(origin.endsWith("/") ? origin.substring(0, origin.length() - 1) : origin);
        this.transport = transport;
        this.clock = clock;
    }

    /** Posts to a path below the origin; gives the answer whatever its status. */
    Answer post(String path, String contentType, byte[] body) throws NotSignedInException {
        return answer(transport.post(
                URI.create(origin + path), Map.of("Accept", "application/json", "Content-Type", contentType), body));
    }

    Answer get(String path) throws NotSignedInException {
        return answer(transport.get(URI.create(origin + path), Map.of("Accept", "application/json")));
    }

    /** What an answer that is no success means, where its body does not say it. */
    NotSignedInException refusal(Answer answer) {
        Failure failure = Refusals.of(answer, where(), clock);
        if (failure.isTransient()) {
            return new NotSignedInException(signingIn(failure));
        }
        String advice = switch (failure.kind()) {
            case UNAUTHENTICATED, FORBIDDEN, REFUSED ->
                "the login server refused the application; check the client id, the client secret and login in"
                        + " fleet.yaml";
            case NOT_FOUND, MISDIRECTED -> "no such address on the login server; check login in fleet.yaml";
            default -> "no answer that a login server gives; check login in fleet.yaml";
        };
        // 404 would say that there is no such tenant
        Kind kind = switch (failure.kind()) {
            case UNAUTHENTICATED, FORBIDDEN -> Kind.UNAUTHENTICATED;
            case REFUSED -> Kind.REFUSED;
            default -> Kind.UNEXPECTED;
        };
        return new NotSignedInException(kind, "signing in: " + answer.status() + " from " + where() + ": " + advice);
    }

    /** @param what what the answer looks like; nothing of what it holds */
    NotSignedInException unexpected(String what) {
        return new NotSignedInException(
                Kind.UNEXPECTED, "signing in: " + where() + " gave " + what + "; check login in fleet.yaml");
    }

    /** @param why the reason with what to do, and nothing of what the answer holds */
    NotSignedInException refused(String why) {
        return new NotSignedInException(Kind.UNAUTHENTICATED, "signing in: " + where() + " refused: " + why);
    }

    private String where() {
        return Transport.hostAndPort(origin);
    }

    private static Answer answer(Delivery delivery) throws NotSignedInException {
        if (delivery instanceof Delivery.Answered answered) {
            return answered.answer();
        }
        Failure failure =
                delivery instanceof Delivery.Lost lost ? lost.failure() : ((Delivery.NotSent) delivery).failure();
        throw new NotSignedInException(signingIn(failure));
    }

    /** The transport knows one kind of address only, and would send people to the wrong field. */
    private static Failure signingIn(Failure failure) {
        String message = failure.message().replace("the environment in fleet.yaml", "login in fleet.yaml");
        return new Failure(failure.kind(), "signing in: " + message, failure.retryAfter());
    }

    private static URI parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            // without the cause: its message repeats the text
            throw new IllegalArgumentException("login is no address; " + EXAMPLE);
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http") || uri.getHost() == null) {
            throw new IllegalArgumentException("login must begin with https:// and a host; " + EXAMPLE);
        }
        boolean isOrigin = uri.getRawPath().isEmpty()
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getRawUserInfo() == null;
        if (!isOrigin) {
            throw new IllegalArgumentException(
                    "login has more than a host: a path, a query or a user; " + EXAMPLE + " without a path");
        }
        return uri;
    }

    @Override
    public String toString() {
        return "LoginServer[" + where() + "]";
    }
}
