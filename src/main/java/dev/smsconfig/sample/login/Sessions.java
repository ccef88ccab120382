package dev.smsconfig.sample.login;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Browsers' sessions. Each has one XSRF token, which is computed from its id and therefore not kept. */
final class Sessions {

    private static final String ALGORITHM = "HmacSHA256";

    private final IssuedTokens ids;
    private final SecretKeySpec key;

    Sessions(Duration idle, Clock clock) {
        this.ids = IssuedTokens.sliding(idle, clock);
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, ALGORITHM);
    }

    /** @return the new session's id */
    String open(Grant grant) {
        return ids.issue("", grant);
    }

    /** What the session opens, where it goes on and {@code xsrfToken} is its own; asking is a use. */
    Optional<Grant> use(String id, String xsrfToken) {
        return ConstantTime.equal(xsrfToken(id), xsrfToken) ? ids.use(id) : Optional.empty();
    }

    boolean close(String id) {
        return ids.revoke(id);
    }

    String xsrfToken(String id) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(id.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
