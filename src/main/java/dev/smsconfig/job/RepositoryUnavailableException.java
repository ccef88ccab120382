package dev.smsconfig.job;

import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The job repository could not be opened. */
public final class RepositoryUnavailableException extends RuntimeException {

    /** H2's error code for a database that another process has open. */
    private static final int DATABASE_ALREADY_OPEN = 90020;

    /** By SQLSTATE: the database's own texts may repeat anything. */
    private static final Map<String, String> REASONS = Map.of(
            "08001",
            "it can't be reached",
            "08004",
            "it refuses the connection",
            "08006",
            "it can't be reached",
            "28000",
            "it does not let this user in",
            "28P01",
            "it refuses the user or the password",
            "3D000",
            "there is no such database",
            "42501",
            "the user may not make or change tables in it; let their owner open it once, then run the script of 'audit"
                    + " hardening' again",
            "53300",
            "it has too many connections",
            "57P03",
            "it is starting up or shutting down");

    private final @Nullable SQLException failure;

    RepositoryUnavailableException(Throwable cause) {
        super("the job repository could not be opened", cause);
        this.failure = sqlException(cause);
    }

    private static @Nullable SQLException sqlException(Throwable e) {
        @Nullable SQLException found = null;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                found = sql;
            }
        }
        return found;
    }

    /** Whether it could not because another process has it open. */
    public boolean isInUse() {
        return failure != null && failure.getErrorCode() == DATABASE_ALREADY_OPEN;
    }

    /** Why, in words that may be shown. */
    public String reason() {
        String state = failure == null ? null : failure.getSQLState();
        return state == null ? "it can't be used" : REASONS.getOrDefault(state, "it answers with SQLSTATE " + state);
    }
}
