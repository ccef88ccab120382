package dev.smsconfig.auth;

import dev.smsconfig.server.Failure;
import dev.smsconfig.state.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a scheme whose credential is one token.
 *
 * @param scheme what stands before the token, for example {@code SOTicket}
 * @param appToken the client secret of the application, which SuperOffice Online wants beside the token, or null
 */
record TokenHeaders(String scheme, @Nullable Credential appToken) {

    private static final String AUTHORIZATION = "Authorization";

    /** A line break would begin another header; anything else than visible ASCII is surely no token. */
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

    /** @throws NotSignedInException where a secret is missing or no header can carry it */
    SignIn.SignedIn of(TenantId tenant, String token) throws NotSignedInException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(AUTHORIZATION, scheme + " " + sendable(token, "the " + scheme + " token"));
        if (appToken != null) {
            headers.put("SO-AppToken", sendable(appToken.clear(tenant), "the client secret"));
        }
        return new SignIn.SignedIn(headers);
    }

    /** The token in headers that {@link #of} gave; empty where they are others. */
    String tokenOf(SignIn.SignedIn signedIn) {
        String authorization = signedIn.headers().getOrDefault(AUTHORIZATION, "");
        return authorization.startsWith(scheme + " ") ? authorization.substring(scheme.length() + 1) : "";
    }

    /** Whether a header can carry it. */
    static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    private static String sendable(String token, String what) throws NotSignedInException {
        if (!isToken(token)) {
            throw new NotSignedInException(
                    Failure.Kind.NOT_SIGNED_IN,
                    what + " is empty or has characters that no header can carry; check auth in fleet.yaml");
        }
        return token;
    }
}
