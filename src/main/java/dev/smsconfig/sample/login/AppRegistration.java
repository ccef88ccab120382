package dev.smsconfig.sample.login;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How an app is known to the Developer Portal.
 *
 * @param name for people
 * @param clientId 1 to 64 letters, digits, {@code .}, {@code _} or {@code -}, beginning with a letter or digit: keys are
 *     kept in files of that name
 * @param clientSecret also called application token
 * @param redirectUri where users come back to; null where the app has none
 */
public record AppRegistration(
        String name,
        String clientId,
        String clientSecret,
        @Nullable String redirectUri) {

    private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** @throws IllegalArgumentException where one is empty or the id not of its form; the message repeats nothing */
    public AppRegistration {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an app needs a name");
        }
        if (!CLIENT_ID.matcher(clientId).matches()) {
            throw new IllegalArgumentException(
                    "a client id has 1 to 64 letters, digits, '.', '_' or '-'" + " and begins with a letter or digit");
        }
        if (clientSecret.isBlank()) {
            throw new IllegalArgumentException("an app needs a client secret");
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "AppRegistration[" + clientId + ", ***]";
    }
}
