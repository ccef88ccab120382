package dev.smsconfig.state;

import java.util.regex.Pattern;

/**
 * The name of one tenant, for example {@code Cust12345} (SuperOffice calls it the context identifier).
 *
 * @param value 1 to 64 ASCII letters, digits, {@code _} or {@code -}, beginning with a letter or digit, so that it is
 *     safe in a URL path and as a file name
 */
public record TenantId(String value) implements Comparable<TenantId> {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    /** @throws IllegalArgumentException where {@code value} is not of that form; the message does not repeat it */
    public TenantId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "a tenant id has 1 to 64 letters, digits, '_' or '-' and begins with a letter or digit");
        }
    }

    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public int compareTo(TenantId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
