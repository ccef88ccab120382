package dev.smsconfig.sample;

import dev.smsconfig.state.TenantId;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link SampleServer} needs to start.
 *
 * @param port on 127.0.0.1; 0 for any free one
 * @param tenants those it serves, at least one where there is no scenario; duplicates count once, the order is kept
 * @param stateFile the server's own file, created with its folders where missing; it holds passwords
 * @param credentials what requests may bring for every tenant onsite
 * @param scenario a file that gives tenants, users and apps ({@code samples/scenarios}); the tenants above come beside
 *     them. Null for none
 */
public record SampleServerOptions(
        int port,
        Collection<TenantId> tenants,
        Path stateFile,
        Credentials credentials,
        @Nullable Path scenario) {

    /** @throws IllegalArgumentException where the port is outside 0 to 65535 or there is neither a tenant nor a scenario */
    public SampleServerOptions {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("a port is 0 to 65535");
        }
        if (tenants.isEmpty() && scenario == null) {
            throw new IllegalArgumentException("the sample server needs at least one tenant");
        }
        tenants = List.copyOf(new LinkedHashSet<>(tenants));
    }

    /** Without a scenario. */
    public SampleServerOptions(int port, Collection<TenantId> tenants, Path stateFile, Credentials credentials) {
        this(port, tenants, stateFile, credentials, null);
    }
}
