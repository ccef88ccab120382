package dev.smsconfig.server;

import dev.smsconfig.state.TenantId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant's server stands.
 *
 * @param host the server's host and port, or null where the tenant was not found
 * @param state what the directory of online tenants says, for example {@code Running}; null where there is none to ask
 * @param capability what the server can do
 * @param credential whether it let the caller in
 * @param latency how long reading the configuration took, from the request to the whole answer; null where it was not
 *     read
 * @param failure what is wrong first of all, or null
 */
public record TenantStatus(
        TenantId tenant,
        @Nullable String host,
        @Nullable String state,
        Capability capability,
        Credential credential,
        @Nullable Duration latency,
        @Nullable Failure failure) {

    /** What became of the credential. */
    public enum Credential {
        ACCEPTED,
        /** It does not work, or there is none. */
        REFUSED,
        /** It works, and may not read the configuration. */
        WITHOUT_RIGHT,
        UNTOLD
    }

    /** Whether something is wrong. A tenant that does not run is as it should be: its state says so. */
    public boolean isTrouble() {
        return failure != null && failure.kind() != Failure.Kind.NOT_RUNNING;
    }
}
