package dev.smsconfig.server;

import dev.smsconfig.state.ObservedState;
import org.jspecify.annotations.Nullable;

/** What came of an attempt to observe a tenant. */
public sealed interface Observation {

    /** Why nothing is known, or null where the server answered. */
    default @Nullable Failure failure() {
        return null;
    }

    /** The server answered with a whole SmsConfig. */
    record Observed(ObservedState state) implements Observation {}

    /** Nothing is known about the tenant's configuration. */
    record NotObserved(Failure failure) implements Observation {}
}
