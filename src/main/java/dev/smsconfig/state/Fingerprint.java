package dev.smsconfig.state;

/**
 * A keyed hash that stands for a value in outputs and tables.
 *
 * @param keyId which key made it, for example {@code k1}; fingerprints of different keys cannot be compared
 * @param digest the first 128 bits of the HMAC-SHA256, base64url without padding, 22 characters
 */
public record Fingerprint(String keyId, String digest) {

    /** The form that outputs and tables hold: {@code hmac:k1:…}. */
    public String text() {
        return "hmac:" + keyId + ":" + digest;
    }

    @Override
    public String toString() {
        return text();
    }
}
