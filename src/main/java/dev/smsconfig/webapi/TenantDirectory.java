package dev.smsconfig.webapi;

import dev.smsconfig.server.Failure;
import dev.smsconfig.state.TenantId;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Tells where a tenant's API is. Implementations are safe for use by several threads. */
public interface TenantDirectory {

    /** Where a tenant is now. Never throws for anything the network or a server does. */
    Location locate(TenantId tenant);

    /**
     * Called when {@code outdated} turned out to be the wrong host (421).
     *
     * @return whether locating the tenant again can give another place
     */
    boolean relocate(TenantId tenant, Located outdated);

    /** What came of looking a tenant up. */
    sealed interface Location permits Located, NotLocated {}

    /**
     * The tenant runs.
     *
     * @param api the root of its API, without a slash at its end
     * @param state what the directory says of it, for example {@code Running}; null where there is none to ask
     */
    record Located(URI api, @Nullable String state) implements Location {}

    /**
     * The tenant does not run, or nobody can tell.
     *
     * @param state what the directory says of it, for example {@code Suspended}; null where it says nothing
     */
    record NotLocated(Failure failure, @Nullable String state) implements Location {

        NotLocated(Failure failure) {
            this(failure, null);
        }
    }
}
