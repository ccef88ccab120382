package dev.smsconfig.source;

import dev.smsconfig.state.Value;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The database of the job repository, where it is not the embedded one.
 *
 * @param url {@code jdbc:postgresql://HOST[:PORT]/DATABASE[?PARAMETERS]}, with neither user nor password in it
 * @param username the role to sign in as
 * @param password a secret or a reference, or null where the server asks for none
 */
public record Repository(
        String url, String username, @Nullable Value password) {

    private static final Pattern PARAMETERS = Pattern.compile("\\?.*", Pattern.DOTALL);

    /** The address without its parameters, as messages show it. */
    public String address() {
        return PARAMETERS.matcher(url).replaceFirst("");
    }
}
