package dev.smsconfig.server;

import dev.smsconfig.server.Failure.Kind;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Counts refusals of a credential that all tenants of an environment share, since servers lock an account after some
 * wrong passwords. After {@value #REFUSALS} in a row it is not sent again for the rest of the run.
 */
final class RefusedCredential {

    static final int REFUSALS = 3;

    static final Failure OPEN = Failure.of(
            Kind.UNAUTHENTICATED,
            "not tried: the server refused the credential " + REFUSALS
                    + " times in a row; check the environment's auth in fleet.yaml, then resume");

    private final AtomicInteger refusals = new AtomicInteger();

    boolean isRefused() {
        return refusals.get() >= REFUSALS;
    }

    /** Only an answer that took the credential proves it; a broken connection says nothing. */
    void note(@Nullable Failure failure) {
        if (failure == null) {
            refusals.updateAndGet(count -> count >= REFUSALS ? count : 0);
        } else if (failure.kind() == Kind.UNAUTHENTICATED) {
            refusals.incrementAndGet();
        }
    }
}
