package dev.smsconfig.sample.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Bytes as text, strictly: a replaced character would be stored as if the caller had sent it. */
final class BodyText {

    private BodyText() {}

    /**
     * @param charset null for what the byte order mark says, else UTF-8
     * @return without the byte order mark
     */
    static String decode(byte[] bytes, @Nullable Charset charset) throws InvalidEntityException {
        String text = strict(bytes, charset == null ? marked(bytes) : charset);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /** Every character of it, a byte order mark too. */
    static String strict(byte[] bytes, Charset charset) throws InvalidEntityException {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidEntityException("the text is not in the charset " + charset.name());
        }
    }

    private static Charset marked(byte[] bytes) {
        boolean isUtf16 = bytes.length >= 2
                && (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff
                        || bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe);
        return isUtf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }
}
