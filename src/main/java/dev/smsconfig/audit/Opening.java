package dev.smsconfig.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What shows that a commitment of an event is to a certain value: {@code sha256:} and SHA-256(salt ‖ value in UTF-8), in
 * hexadecimal. Without the salt, nobody can find out the value by trying names.
 *
 * @param salt not to be changed
 */
public record Opening(byte[] salt, String value) {

    /** What a commitment begins with. */
    public static final String PREFIX = "sha256:";

    static final int SALT_BYTES = 32;

    static Opening of(String value, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new Opening(salt, value);
    }

    public String commitment() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return PREFIX + HexFormat.of().formatHex(digest.digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Opening(***)";
    }
}
