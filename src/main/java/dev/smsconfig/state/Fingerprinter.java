package dev.smsconfig.state;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes fingerprints with one installation's newest key, and with older ones for comparing with what they made. The tenant
 * and the field are part of what is hashed, so that equal passwords of two tenants do not show as equal. Safe for use by several threads.
 */
public final class Fingerprinter {

    private static final int BYTES = 16;

    private final String keyId;
    private final SecretKeySpec key;
    private final Map<String, Fingerprinter> older;

    /**
     * @param keyId names the key in every fingerprint
     * @param key at least 32 random bytes
     */
    public Fingerprinter(String keyId, byte[] key) {
        this(keyId, key, Map.of());
    }

    private Fingerprinter(String keyId, byte[] key, Map<String, Fingerprinter> older) {
        if (key.length < 32) {
            throw new IllegalArgumentException("a fingerprint key has at least 32 bytes");
        }
        this.keyId = keyId;
        this.key = new SecretKeySpec(key, "HmacSHA256");
        this.older = older;
    }

    /**
     * @param keys k1, k2 and so on, oldest first; at least one
     * @return makes fingerprints with the last of them
     */
    public static Fingerprinter of(List<byte[]> keys) {
        Map<String, Fingerprinter> older = new HashMap<>();
        for (int i = 0; i < keys.size() - 1; i++) {
            older.put("k" + (i + 1), new Fingerprinter("k" + (i + 1), keys.get(i)));
        }
        return new Fingerprinter("k" + keys.size(), keys.get(keys.size() - 1), older);
    }

    /**
     * Reads keys as they are kept.
     *
     * @param lines k1, k2 and so on, each in Base64 on a line of its own
     * @throws IllegalArgumentException where that is something else; the message repeats nothing of it
     */
    public static Fingerprinter parse(Secret lines) {
        return of(lines.expose().strip().lines().map(Fingerprinter::key).toList());
    }

    private static byte[] key(String line) {
        try {
            return Base64.getDecoder().decode(line.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a line that is not Base64"); // its own message repeats a character
        }
    }

    /** The name of the newest key, for example {@code k2}. */
    public String newest() {
        return keyId;
    }

    /**
     * Makes fingerprints that can be compared with a recorded one, so that a new key does not look like a change.
     *
     * @param recorded a fingerprint's text, or any other or null, which this one is as good for as any
     */
    public Fingerprinter thatMade(@Nullable String recorded) {
        String[] parts = recorded == null ? new String[0] : recorded.split(":", 3);
        return parts.length == 3 && parts[0].equals("hmac") ? older.getOrDefault(parts[1], this) : this;
    }

    /** The fingerprint of one field's secret in one tenant. */
    public Fingerprint of(TenantId tenant, String field, Secret secret) {
        return hash("fp-v1", tenant.value(), field, secret.expose());
    }

    /** The fingerprint of a whole desired state: it changes when any field, label-free, is written differently. */
    public Fingerprint of(DesiredState desired) {
        String[] parts = new String[2 + 3 * desired.config().fields().size() + 1];
        int i = 0;
        parts[i++] = "desired-v1";
        parts[i++] = desired.tenant().value();
        for (Map.Entry<String, Value> field : desired.config().fields().entrySet()) {
            parts[i++] = field.getKey();
            parts[i++] = field.getValue().getClass().getSimpleName();
            parts[i++] = clearText(field.getValue());
        }
        parts[i] = desired.config().pluginConfig() == null ? "unmanaged" : "managed";
        return hash(parts);
    }

    private static String clearText(Value value) {
        if (value instanceof Secret secret) {
            return secret.expose();
        }
        if (value instanceof SecretReference reference) {
            return reference.text();
        }
        return value instanceof Value.Text text ? text.text() : "";
    }

    /** Each part goes in with its length, so that no two lists of parts give the same bytes. */
    private Fingerprint hash(String... parts) {
        Mac mac = mac();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            mac.update(new byte[] {
                (byte) (bytes.length >>> 24),
                (byte) (bytes.length >>> 16),
                (byte) (bytes.length >>> 8),
                (byte) bytes.length
            });
            mac.update(bytes);
        }
        byte[] digest = Arrays.copyOf(mac.doFinal(), BYTES);
        return new Fingerprint(keyId, Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
