package dev.smsconfig.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of the trail: RFC 8785, one spelling for each value, so that whoever makes an event again from its parts gets
 * the same bytes. Verification doesn't: it hashes the bytes that are stored.
 */
public final class CanonicalJson {

    /** RFC 8785 writes numbers as a double, which is exact up to here. */
    private static final long MOST = (1L << 53) - 1;

    private static final char REPLACEMENT = '\uFFFD';

    private CanonicalJson() {}

    /**
     * @param value texts, booleans, integers up to 2^53 - 1, and lists, maps and records of them; entries may be null. Half a surrogate pair, which no UTF-8 can hold, is written as U+FFFD
     * @throws IllegalArgumentException for anything else, a fraction for example; the message repeats no value
     */
    public static byte[] bytes(Map<String, ? extends @Nullable Object> value) {
        try {
            return new JsonCanonicalizer(Json.text(Objects.requireNonNull(admitted(value)))).getEncodedUTF8();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // of JSON that was written a line before
        }
    }

    private static @Nullable Object admitted(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            return value;
        }
        if (value instanceof String text) {
            return wellFormed(text);
        }
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            long number = ((Number) value).longValue();
            if (number > MOST || number < -MOST) {
                throw new IllegalArgumentException("an integer beyond 2^53 has no exact form in RFC 8785");
            }
            return number;
        }
        if (value instanceof List<?> list) {
            // not toList(): entries may be null
            return list.stream().map(CanonicalJson::admitted).collect(java.util.stream.Collectors.toList());
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> admitted = new LinkedHashMap<>();
            map.forEach((name, entry) -> admitted.put(wellFormed((String) name), admitted(entry)));
            return admitted;
        }
        if (value instanceof Record) {
            return admitted(Json.object(Json.text(value)));
        }
        throw new IllegalArgumentException("an event holds texts, integers, booleans, lists, maps and records; no "
                + value.getClass().getSimpleName());
    }

    private static String wellFormed(String text) {
        StringBuilder copy = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else {
                copy = copy == null ? new StringBuilder(text) : copy;
                copy.setCharAt(i, REPLACEMENT);
            }
        }
        return copy == null ? text : copy.toString();
    }
}
