package dev.smsconfig.server;

import org.jspecify.annotations.Nullable;

/** What came of sending one request. */
sealed interface Exchange {

    /** A whole answer. */
    record Answered(Answer answer) implements Exchange {}

    /** Surely nothing reached the server. */
    record NotSent(Failure failure) implements Exchange {}

    /** The request may have reached the server, and no whole answer came back. */
    record Lost(Failure failure) implements Exchange {}

    /**
     * An answer as far as anybody here needs it.
     *
     * @param from {@code host:port}, for messages
     */
    record Answer(
            int status,
            @Nullable String contentType,
            boolean encoded,
            @Nullable String retryAfter,
            @Nullable String date,
            byte[] body,
            String from) {}
}
