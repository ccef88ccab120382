package dev.smsconfig.verification;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object that is laid out as RFC 8785 has it, found without looking into what is not asked for: of a
 * million events, a parser that makes something of each value takes most of the time. What can't be read so is for a
 * parser.
 */
final class CanonicalObject {

    private static final int NONE = -1;
    /** A number of 18 digits fits into a long. */
    private static final int DIGITS = 18;
    /** Where a field's name begins and ends, and its value. */
    private static final int PARTS = 4;

    private final byte[] json;
    private final int end;
    private int[] fields = new int[16 * PARTS];
    private int count;
    /** The field that was found last, at first the one before the first: they are asked for in their order, mostly. */
    private int found = -PARTS;

    private CanonicalObject(byte[] json) {
        this.json = json;
        this.end = json.length - 1;
    }

    /** @return null where the bytes are no canonical object with plain names */
    static @Nullable CanonicalObject of(byte[] json) {
        CanonicalObject object = new CanonicalObject(json);
        return object.read() ? object : null;
    }

    private boolean read() {
        if (end < 1 || json[0] != '{' || json[end] != '}') {
            return false;
        }
        int name = 1;
        while (true) {
            int nameEnd = is(name, '"') ? plainTextEnd(name + 1) : NONE;
            if (nameEnd == NONE || !is(nameEnd + 1, ':')) {
                return false;
            }
            int value = nameEnd + 2;
            int after = valueEnd(value);
            if (after == NONE || !add(name + 1, nameEnd, value, after)) {
                return false;
            }
            if (after == end) {
                return true;
            }
            name = after + 1;
        }
    }

    private boolean is(int index, char c) {
        return index < end && json[index] == c;
    }

    /** Names are sorted, so none comes twice. */
    private boolean add(int name, int nameEnd, int value, int after) {
        int at = count * PARTS;
        if (count > 0 && Arrays.compare(json, fields[at - 4], fields[at - 3], json, name, nameEnd) >= 0) {
            return false;
        }
        if (at == fields.length) {
            fields = Arrays.copyOf(fields, at * 2);
        }
        fields[at] = name;
        fields[at + 1] = nameEnd;
        fields[at + 2] = value;
        fields[at + 3] = after;
        count++;
        return true;
    }

    /** Where the quote is that ends a text of ASCII without escapes, or {@link #NONE}. */
    private int plainTextEnd(int from) {
        for (int i = from; i < end; i++) {
            byte b = json[i];
            if (b == '"') {
                return i;
            }
            if (b == '\\' || b < ' ') {
                return NONE;
            }
        }
        return NONE;
    }

    /** Where the comma or brace is that follows a value, or {@link #NONE}. */
    private int valueEnd(int from) {
        int depth = 0;
        int i = from;
        while (i < end) {
            byte b = json[i];
            if (b == '"') {
                i = textEnd(i + 1);
                if (i == NONE) {
                    return NONE;
                }
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
                if (depth < 0) {
                    return NONE;
                }
            } else if (b == ',' && depth == 0) {
                return i == from ? NONE : i;
            } else if (b <= ' ') {
                return NONE; // white space, or no ASCII outside of a text
            }
            i++;
        }
        return depth == 0 && end > from ? end : NONE;
    }

    private int textEnd(int from) {
        for (int i = from; i < end; i++) {
            if (json[i] == '"') {
                return i;
            }
            if (json[i] == '\\') {
                i++;
            }
        }
        return NONE;
    }

    private int find(String name) {
        int all = count * PARTS;
        int field = found;
        for (int i = 0; i < count; i++) {
            field = field + PARTS < all ? field + PARTS : 0;
            if (isAscii(fields[field], fields[field + 1], name)) {
                found = field;
                return field;
            }
        }
        return NONE;
    }

    private boolean isAscii(int from, int to, String text) {
        if (to - from != text.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (json[i] != text.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }

    boolean has(String name) {
        return find(name) != NONE;
    }

    /** Whether a field is that text. False tells nothing where there are escapes, or more than ASCII. */
    boolean isText(String name, String text) {
        int field = find(name);
        if (field == NONE) {
            return false;
        }
        int from = fields[field + 2];
        int to = fields[field + 3];
        return json[from] == '"' && isAscii(from + 1, to - 1, text) && plainTextEnd(from + 1) == to - 1;
    }

    /** The number of a field, or -1 where there is none, or it is negative, a fraction, or has more than 18 digits. */
    long number(String name) {
        int field = find(name);
        if (field == NONE) {
            return NONE;
        }
        int from = fields[field + 2];
        int to = fields[field + 3];
        if (to - from > DIGITS) {
            return NONE;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            if (json[i] < '0' || json[i] > '9') {
                return NONE;
            }
            number = number * 10 + json[i] - '0';
        }
        return number;
    }

    /** Whether the value of a field is written exactly so. False tells nothing: the same value may be written otherwise. */
    boolean isWritten(String name, String json) {
        int field = find(name);
        return field != NONE && isAscii(fields[field + 2], fields[field + 3], json);
    }

    /** As above, of any text; null is written nowhere. */
    boolean isWritten(String name, byte @Nullable [] utf8) {
        if (utf8 == null) {
            return false;
        }
        int field = find(name);
        return field != NONE && Arrays.equals(json, fields[field + 2], fields[field + 3], utf8, 0, utf8.length);
    }
}
