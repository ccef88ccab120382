package dev.smsconfig.sample.login;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Base64;
import java.util.Optional;

/**
 * A system user token as an app sends it: {@code token.yyyyMMddHHmm.signature}, the minute in UTC, the signature
 * RSA-SHA256 with PKCS#1 v1.5 padding over the two parts before it (SuperOffice documentation, authentication and tenant status).
 *
 * @param token the system user token
 * @param timestamp as sent
 * @param signature in base64
 */
record SignedSystemToken(String token, String timestamp, String signature) {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuuMMddHHmm").withResolverStyle(ResolverStyle.STRICT);

    /** Empty where {@code text} does not have three parts; the token itself may have points. */
    static Optional<SignedSystemToken> parse(String text) {
        int second = text.lastIndexOf('.');
        int first = second < 1 ? -1 : text.lastIndexOf('.', second - 1);
        if (first < 1) {
            return Optional.empty();
        }
        return Optional.of(new SignedSystemToken(
                text.substring(0, first), text.substring(first + 1, second), text.substring(second + 1)));
    }

    boolean isSignedWith(RSAPublicKey publicKey) {
        try {
            Signature verification = Signature.getInstance("SHA256withRSA");
            verification.initVerify(publicKey);
            verification.update((token + "." + timestamp).getBytes(StandardCharsets.UTF_8));
            return verification.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false; // no base64, or not as long as the key
        }
    }

    /** Whether now is in the minute that it names, or no further from it than {@code tolerance}. */
    boolean isFresh(Clock clock, Duration tolerance) {
        try {
            Instant minute = LocalDateTime.parse(timestamp, MINUTE).toInstant(ZoneOffset.UTC);
            Instant now = clock.instant();
            return !now.isBefore(minute.minus(tolerance))
                    && now.isBefore(minute.plus(Duration.ofMinutes(1)).plus(tolerance));
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "SignedSystemToken[***]";
    }
}
