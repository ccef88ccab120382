package dev.smsconfig.tlog;

import java.util.Base64;

/** Base 64 with padding, as RFC 4648, section 4, has it. */
final class Base64Text {

    private Base64Text() {}

    static String of(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Only what {@link #of} would write: two texts never stand for the same bytes. */
    static byte[] parse(String text, String what) throws MalformedException {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (of(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // below; its message quotes the text
        }
        throw new MalformedException(what + " is no Base 64");
    }

    static byte[] hash(String text, String what) throws MalformedException {
        byte[] hash = parse(text, what);
        if (hash.length != TreeHash.BYTES) {
            throw new MalformedException(what + " has not the 32 bytes of a SHA-256");
        }
        return hash;
    }

    /** A number in decimal digits without leading zeros. */
    static long number(String text, String what) throws MalformedException {
        if (text.matches("0|[1-9][0-9]{0,17}")) {
            return Long.parseLong(text);
        }
        throw new MalformedException(what + " is no number");
    }
}
