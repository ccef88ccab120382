package dev.smsconfig.http;

import dev.smsconfig.server.Failure;

/** What came of sending one request. */
public sealed interface Delivery {

    /** A whole answer came, whatever it says. */
    record Answered(Answer answer) implements Delivery {}

    /** Surely nothing was sent. */
    record NotSent(Failure failure) implements Delivery {}

    /** The request, or a part of it, may have reached the server; its answer is lost. */
    record Lost(Failure failure) implements Delivery {}
}
