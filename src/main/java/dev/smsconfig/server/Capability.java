package dev.smsconfig.server;

import org.jspecify.annotations.Nullable;

/**
 * What a tenant's server can do.
 *
 * @param save whether it has SaveSmsConfig
 * @param version of NetServer, for example {@code 10.5.4.1012}, or null where the server does not tell it
 * @param failure why the server could not be asked, or null where it answered; then {@code save} is untold
 */
public record Capability(
        Save save, @Nullable String version, @Nullable Failure failure) {

    /** Whether the operation exists. */
    public enum Save {
        YES,
        NO,
        /** The server answers, but describes itself in no way that this tool knows. */
        UNTOLD
    }

    /** The server answered. */
    public static Capability told(Save save, @Nullable String version) {
        return new Capability(save, version, null);
    }

    /** The server could not be asked. */
    public static Capability notProbed(Failure failure) {
        return new Capability(Save.UNTOLD, null, failure);
    }
}
