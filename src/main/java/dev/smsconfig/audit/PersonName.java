package dev.smsconfig.audit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A name, an account or an e-mail address, as it is searched for. Upper and lower case are all the same. */
public final class PersonName {

    /** What neither begins nor ends a name. A dot does at the end of a sentence. */
    private static final String PART = "[\\p{L}\\p{N}_@+-]|[.](?=[\\p{L}\\p{N}])";

    private static final Pattern WITH_ADDRESS = Pattern.compile("\\s*(.*?)\\s*<([^<>]*)>\\s*");

    private final String text;
    private final Pattern inside;

    /** @throws IllegalArgumentException where it is blank */
    public PersonName(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a person has a name");
        }
        this.text = text.strip();
        this.inside = Pattern.compile(
                "(?<![\\p{L}\\p{N}_@+-])(?<![\\p{L}\\p{N}][.])" + Pattern.quote(this.text) + "(?!" + PART + ")",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** Whether a value is about the person: a name is it as a whole, or one part of {@code Name <address>}. */
    boolean isMeantBy(String value, Personal.Kind kind) {
        if (kind == Personal.Kind.TEXT) {
            return isNamedIn(value);
        }
        Matcher parts = WITH_ADDRESS.matcher(value);
        return isSame(value) || (parts.matches() && (isSame(parts.group(1)) || isSame(parts.group(2))));
    }

    /** Whether a text has it, not as a part of a longer name or address. */
    public boolean isNamedIn(String value) {
        return inside.matcher(value).find();
    }

    private boolean isSame(String value) {
        return value.strip().equalsIgnoreCase(text);
    }

    /**
     * A part of it that every database finds whatever its rules of upper and lower case, or null where it has none.
     *
     * @return lower-case letters and digits of ASCII
     */
    @Nullable
    String needle() {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
                .max(Comparator.comparingInt(String::length))
                .filter(part -> part.length() > 1)
                .orElse(null);
    }

    @Override
    public String toString() {
        return "PersonName(***)";
    }
}
