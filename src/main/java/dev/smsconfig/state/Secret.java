package dev.smsconfig.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A password, token or other value that no output may hold. It has no getter by convention: {@link #expose()} may be
 * called only by the classes that the architecture test lists.
 */
public final class Secret implements Value {

    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /** The clear text. Callers pass it on at once and keep no reference. */
    public String expose() {
        return value;
    }

    /** Whether it is exactly this text, told in time that does not depend on where the two differ. */
    public boolean holds(String text) {
        return equals(new Secret(text));
    }

    /** Whether a file with one line can hold it. */
    public boolean isOneLine() {
        return value.chars().noneMatch(c -> c == '\r' || c == '\n' || c == 0) && !value.startsWith("\ufeff");
    }

    /** Compares in time that does not depend on where the two differ. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
    }

    /** The same for every secret: a hash code of the value would tell equal ones apart in a dump. */
    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return "Secret(***)";
    }
}
