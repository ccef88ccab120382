package dev.smsconfig.sample.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Comparison of secrets that does not tell by its time how much of a guess was right. */
final class ConstantTime {

    private ConstantTime() {}

    static boolean equal(String expected, String presented) {
        return MessageDigest.isEqual(digest(expected), digest(presented));
    }

    /** What to look a secret up by: where the lookup stops says nothing of the secret itself. */
    static String fingerprint(String secret) {
        return HexFormat.of().formatHex(digest(secret));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
