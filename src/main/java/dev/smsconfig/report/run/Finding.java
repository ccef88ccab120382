package dev.smsconfig.report.run;

import dev.smsconfig.plan.Cause;
import dev.smsconfig.reconcile.OutcomeKind;
import java.util.Optional;

/** What a run may find, as rules of SARIF. The ids are stable. */
enum Finding {
    PENDING("change.pending", Level.NOTE, "Git moved, and no run has saved it yet."),
    DRIFT("change.drift", Level.WARNING, "The server moved: it holds something else than was saved last."),
    CONFLICT("change.conflict", Level.WARNING, "Git and the server both moved."),
    UNVERIFIED("change.unverified", Level.NOTE, "Differs, and no run ever verified the tenant."),
    DIVERGED("tenant.diverged", Level.ERROR, "Saved, and the server holds something else."),
    REJECTED("tenant.rejected", Level.ERROR, "Refused by the server or by its rights."),
    FAILED("tenant.failed", Level.ERROR, "Could not be read, saved or read back."),
    UNKNOWN("tenant.unknown", Level.ERROR, "A save may have happened, and reading back failed."),
    STALE("tenant.stale", Level.WARNING, "What was planned is no longer what git or the server says."),
    UNSUPPORTED("tenant.unsupported", Level.WARNING, "Differs, and the server cannot save.");

    /** How grave a finding is, in SARIF's words. */
    enum Level {
        ERROR,
        WARNING,
        NOTE
    }

    private final String id;
    private final Level level;
    private final String description;

    Finding(String id, Level level, String description) {
        this.id = id;
        this.level = level;
        this.description = description;
    }

    String id() {
        return id;
    }

    Level level() {
        return level;
    }

    String description() {
        return description;
    }

    static Finding of(Cause cause) {
        return switch (cause) {
            case PENDING -> PENDING;
            case DRIFT -> DRIFT;
            case CONFLICT -> CONFLICT;
            case UNKNOWN -> UNVERIFIED;
        };
    }

    /** Empty for a tenant that is where git wants it, was left out on purpose, or was not taken up. */
    static Optional<Finding> of(OutcomeKind kind) {
        return Optional.ofNullable(
                switch (kind) {
                    case DIVERGED -> DIVERGED;
                    case REJECTED -> REJECTED;
                    case FAILED -> FAILED;
                    case UNKNOWN -> UNKNOWN;
                    case STALE -> STALE;
                    case UNSUPPORTED -> UNSUPPORTED;
                    case IN_SYNC, PLANNED, CONVERGED, SKIPPED, NOT_ATTEMPTED -> null;
                });
    }
}
