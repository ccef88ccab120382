package dev.smsconfig.audit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of the trail: RFC 8785, one spelling for each value, so that whoever makes an event again from its parts gets
 * the same bytes. Verification doesn't: it hashes the bytes that are stored.
 *
 * <p>Written by hand for the few kinds of values that events have. The library for all kinds takes JSON and parses it
 * again, which cost more than all else that recording an event does; tests compare the two.
 */
public final class CanonicalJson {

    /** RFC 8785 writes numbers as a double, which is exact up to here. */
    private static final long MOST = (1L << 53) - 1;

    private static final char REPLACEMENT = '\uFFFD';
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder(256);

    private CanonicalJson() {}

    /**
     * @param value texts, booleans, integers up to 2^53 - 1, and lists, maps and records of them; entries may be null. Half a surrogate pair, which no UTF-8 can hold, is written as U+FFFD
     * @throws IllegalArgumentException for anything else, a fraction for example; the message repeats no value
     */
    public static byte[] bytes(Map<String, ? extends @Nullable Object> value) {
        CanonicalJson json = new CanonicalJson();
        json.map(value);
        return json.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void value(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof String text) {
            text(text);
        } else if (value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte) {
            number(((Number) value).longValue());
        } else if (value instanceof List<?> list) {
            list(list);
        } else if (value instanceof Map<?, ?> map) {
            map(map);
        } else if (value instanceof Record) {
            map(Json.object(Json.text(value)));
        } else {
            throw new IllegalArgumentException("an event holds texts, integers, booleans, lists, maps and records; no "
                    + value.getClass().getSimpleName());
        }
    }

    private void number(long number) {
        if (number > MOST || number < -MOST) {
            throw new IllegalArgumentException("an integer beyond 2^53 has no exact form in RFC 8785");
        }
        out.append(number);
    }

    private void list(List<?> list) {
        out.append('[');
        String separator = "";
        for (Object entry : list) {
            out.append(separator);
            value(entry);
            separator = ",";
        }
        out.append(']');
    }

    /** By the UTF-16 units of the names, which is how Java compares texts. */
    private void map(Map<?, ?> map) {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((name, entry) -> sorted.put(wellFormed((String) name), entry));
        out.append('{');
        String separator = "";
        for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
            out.append(separator);
            text(entry.getKey());
            out.append(':');
            value(entry.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private void text(String any) {
        String text = wellFormed(any);
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            character(text.charAt(i));
        }
        out.append('"');
    }

    private void character(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < ' ') {
                    out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
                } else {
                    out.append(c);
                }
            }
        }
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
