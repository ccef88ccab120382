package dev.smsconfig.secret;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Opens the values of one SOPS file: AES-256 in GCM, with the path of keys as additional data. For one thread. */
final class SopsCipher {

    private static final String OPENING = "ENC[";
    private static final Pattern FORM = Pattern.compile("ENC\\[AES256_GCM,data:([A-Za-z0-9+/=]*),"
            + "iv:([A-Za-z0-9+/=]+),tag:([A-Za-z0-9+/=]+),type:(str|int|float|bool|bytes|comment|time)]");
    private static final int KEY_BYTES = 32;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final Cipher cipher;

    /** @param dataKey the file's own key */
    SopsCipher(byte[] dataKey) throws SopsRefusal {
        if (dataKey.length != KEY_BYTES) {
            throw SopsRefusal.of("its data key is not one of 256 bits; restore the file");
        }
        this.key = new SecretKeySpec(dataKey, "AES");
        try {
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES/GCM/NoPadding", e);
        }
    }

    static boolean isEncrypted(String text) {
        return text.startsWith(OPENING);
    }

    /** How a value says that it is typed: str, int, float, bool, bytes, time or comment. */
    static String typeOf(String value) throws SopsRefusal {
        return parse(value).group(4);
    }

    /**
     * @param value in SOPS's form {@code ENC[AES256_GCM,data:…,iv:…,tag:…,type:…]}
     * @param context what was given besides when it was encrypted: where it stands
     * @return the clear text, which is exactly what was encrypted there under this key
     */
    String open(String value, String context) throws SopsRefusal {
        Matcher matcher = parse(value);
        byte[] clear = decrypt(bytes(matcher.group(1)), bytes(matcher.group(2)), bytes(matcher.group(3)), context);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(clear))
                    .toString();
        } catch (CharacterCodingException e) {
            throw SopsRefusal.forProgram("a value in it is not UTF-8");
        }
    }

    private static Matcher parse(String value) throws SopsRefusal {
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches()) {
            throw SopsRefusal.of("an encrypted value in it is malformed; restore the file");
        }
        return matcher;
    }

    private static byte[] bytes(String base64) throws SopsRefusal {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw SopsRefusal.of("an encrypted value in it is malformed; restore the file");
        }
    }

    private byte[] decrypt(byte[] data, byte[] iv, byte[] tag, String context) throws SopsRefusal {
        if (tag.length * Byte.SIZE != TAG_BITS) {
            throw SopsRefusal.of("an encrypted value in it is malformed; restore the file"); // a short tag is guessed
        }
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, iv));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            byte[] sealed = new byte[data.length + tag.length];
            System.arraycopy(data, 0, sealed, 0, data.length);
            System.arraycopy(tag, 0, sealed, data.length, tag.length);
            return cipher.doFinal(sealed);
        } catch (AEADBadTagException e) {
            throw SopsRefusal.of("a value in it was changed or moved since it was encrypted; restore the file");
        } catch (GeneralSecurityException e) {
            throw SopsRefusal.of("an encrypted value in it can't be opened; restore the file");
        }
    }
}
