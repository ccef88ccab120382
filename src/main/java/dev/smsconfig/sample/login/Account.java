package dev.smsconfig.sample.login;

import dev.smsconfig.state.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A user with a password, for Basic authentication.
 *
 * @param username without {@code :}, with which Basic authentication ends it
 * @param tenants in which there is this user
 */
public record Account(String username, String password, Predicate<TenantId> tenants) {

    /** @throws IllegalArgumentException where the name is empty or holds {@code :} */
    public Account {
        if (username.isEmpty() || username.contains(":")) {
            throw new IllegalArgumentException("a user name is not empty and has no ':'");
        }
    }

    /** @param tenant null where the request is for none; then any user will do */
    boolean matches(byte[] userAndPassword, @Nullable TenantId tenant) {
        boolean same =
                MessageDigest.isEqual((username + ":" + password).getBytes(StandardCharsets.UTF_8), userAndPassword);
        return same && (tenant == null || tenants.test(tenant));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Account[" + username + ", ***]";
    }
}
