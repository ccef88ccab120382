package dev.smsconfig.sample;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Who may ask: the Basic scheme of RFC 7617 with one pair of name and password. */
final class BasicAuthentication {

    private static final String SCHEME = "Basic ";

    private final Credentials credentials;

    BasicAuthentication(Credentials credentials) {
        this.credentials = credentials;
    }

    /**
     * @param authorization the request's header, null where it has none
     * @throws Refusal with 401 where it is not the one accepted
     */
    void require(@Nullable String authorization) throws Refusal {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw Refusal.unauthorized();
        }
        if (!credentials.match(decoded(authorization.substring(SCHEME.length()).trim()))) {
            throw Refusal.unauthorized();
        }
    }

    private static byte[] decoded(String base64) throws Refusal {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw Refusal.unauthorized();
        }
    }
}
