package dev.smsconfig.tlog;

import dev.smsconfig.state.SealPublicKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A public key by its name, as a log publishes it ("vkey"): {@code name+keyid+base64(0x01 ‖ key)}.
 *
 * @param name without spaces and plus signs
 */
public record VerifierKey(String name, SealPublicKey key) {

    private static final byte ED25519 = 1;
    private static final int KEY_BYTES = 32;
    private static final byte[] DER = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final Pattern NAME = Pattern.compile("[^+\\s\\p{Z}\\p{Cc}]+");

    public VerifierKey {
        requireName(name);
    }

    /** Whether that can be the name of a key, and so the origin of a log. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    static void requireName(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("a key's name has neither spaces nor plus signs");
        }
    }

    public static VerifierKey parse(String vkey) throws MalformedException {
        String[] parts = vkey.strip().split("\\+", 3);
        if (parts.length != 3 || !isName(parts[0]) || !parts[1].matches("[0-9a-f]{8}")) {
            throw new MalformedException("a verifier key is written name+keyid+base64");
        }
        byte[] typed = Base64Text.parse(parts[2], "the key");
        if (typed.length != 1 + KEY_BYTES || typed[0] != ED25519) {
            throw new MalformedException("the verifier key is none of Ed25519");
        }
        byte[] encoded = Arrays.copyOf(DER, DER.length + KEY_BYTES);
        System.arraycopy(typed, 1, encoded, DER.length, KEY_BYTES);
        SealPublicKey key;
        try {
            key = SealPublicKey.decode(encoded);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("the verifier key is none of Ed25519");
        }
        VerifierKey parsed = new VerifierKey(parts[0], key);
        if (!parsed.idText().equals(parts[1])) {
            throw new MalformedException("the verifier key does not have the id that stands in it");
        }
        return parsed;
    }

    private byte[] typed() {
        byte[] encoded = key.encoded();
        byte[] typed = new byte[1 + KEY_BYTES];
        typed[0] = ED25519;
        System.arraycopy(encoded, encoded.length - KEY_BYTES, typed, 1, KEY_BYTES);
        return typed;
    }

    /** The first 4 bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ key). It tells keys apart and proves nothing. */
    public int id() {
        MessageDigest digest = TreeHash.sha256();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        return ByteBuffer.wrap(digest.digest(typed())).getInt();
    }

    private String idText() {
        return HexFormat.of().toHexDigits(id());
    }

    /** As it is published. */
    public String text() {
        return shortName() + "+" + Base64Text.of(typed());
    }

    /** Its name and id, which tell it from others. */
    public String shortName() {
        return name + "+" + idText();
    }

    /** The SHA-256 of the key's 32 bytes, in hexadecimal: what people compare over another channel. */
    public String fingerprint() {
        byte[] typed = typed();
        return HexFormat.of().formatHex(TreeHash.sha256().digest(Arrays.copyOfRange(typed, 1, typed.length)));
    }

    boolean verifies(String text, byte[] signature) {
        return key.verify(text.getBytes(StandardCharsets.UTF_8), signature);
    }

    @Override
    public String toString() {
        return text();
    }
}
