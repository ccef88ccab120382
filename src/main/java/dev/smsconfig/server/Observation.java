package dev.smsconfig.server;

import dev.smsconfig.state.ObservedState;

/** What came of an attempt to observe a tenant. */
public sealed interface Observation {

    /** The server answered with a whole SmsConfig. */
    record Observed(ObservedState state) implements Observation {}

    /** Nothing is known about the tenant's configuration. */
    record NotObserved(Failure failure) implements Observation {}
}
