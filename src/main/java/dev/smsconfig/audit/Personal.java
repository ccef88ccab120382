package dev.smsconfig.audit;

import dev.smsconfig.state.Provenance;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A value of an event that tells of a person. The trail can't forget, so {@link AuditTrail#append} writes only a
 * commitment into the event and keeps the clear value beside it, where it can be erased.
 *
 * @param value at most {@link #MOST} characters are kept
 * @param kind how it is searched for a person
 */
public record Personal(String value, Kind kind) {

    /** The longest value, in characters. */
    public static final int MOST = 4000;

    /** What is shown in place of a value that was erased. */
    public static final String ERASED = Provenance.ERASED;

    /** What a value is. */
    public enum Kind {
        /** A name, an e-mail address, an account, or {@code Name <address>}. */
        NAME,
        /** A text in which somebody may be named. */
        TEXT
    }

    public Personal {
        // what neither UTF-8 nor a database can hold would have another commitment once it is read back
        value = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '\uFFFD');
        if (value.length() > MOST) {
            value = value.substring(0, Character.isHighSurrogate(value.charAt(MOST - 1)) ? MOST - 1 : MOST);
        }
    }

    public static Personal name(String value) {
        return new Personal(value, Kind.NAME);
    }

    public static @Nullable Personal nameOrNull(@Nullable String value) {
        return value == null ? null : name(value);
    }

    public static Personal text(String value) {
        return new Personal(value, Kind.TEXT);
    }

    public static @Nullable Personal textOrNull(@Nullable String value) {
        return value == null ? null : text(value);
    }

    @Override
    public String toString() {
        return "Personal(***)";
    }
}
