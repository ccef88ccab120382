package dev.smsconfig.job;

import dev.smsconfig.lease.LeaseLostException;
import dev.smsconfig.reconcile.JournalUnavailableException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Why a run could not go on, in words that may be shown: no text of an exception is. */
final class FailureReason {

    private static final List<Class<? extends RuntimeException>> NO_REPOSITORY = List.of(
            CannotCreateTransactionException.class,
            TransactionSystemException.class,
            DataAccessResourceFailureException.class,
            TransientDataAccessResourceException.class,
            QueryTimeoutException.class);

    /** What to say of a run that another one took over from. */
    static final String LOST_LEASE =
            "its lease was lost, because another process took the environment over or the job repository could not be"
                    + " reached for too long; nothing more was sent, and 'smsconfig runs' tells who has it";

    private FailureReason() {}

    static boolean isLostLease(Throwable failure) {
        return find(failure, LeaseLostException.class) != null;
    }

    /** Of everything that failed together, in no order, what explains the rest. */
    static Throwable tellingMost(List<Throwable> failures) {
        return failures.stream()
                .max(Comparator.comparing(FailureReason::worth))
                .orElseGet(() -> new IllegalStateException("the job ended without a word"));
    }

    private static int worth(Throwable failure) {
        if (isLostLease(failure)) {
            return 4;
        }
        if (find(failure, JournalUnavailableException.class) != null
                || find(failure, UnanchoredException.class) != null) {
            return 3;
        }
        if (isUnreachable(failure)) {
            return 2;
        }
        // Batch also reports the failure of a whole, which has no cause
        return failure.getCause() == null ? 0 : 1;
    }

    static boolean isUnreachable(Throwable failure) {
        return NO_REPOSITORY.stream().anyMatch(type -> find(failure, type) != null);
    }

    static String of(Throwable failure) {
        if (isLostLease(failure)) {
            return LOST_LEASE;
        }
        Throwable journal = find(failure, JournalUnavailableException.class);
        if (journal instanceof JournalUnavailableException unavailable) {
            return unavailable.reason();
        }
        Throwable unanchored = find(failure, UnanchoredException.class);
        if (unanchored instanceof UnanchoredException anchor) {
            return anchor.reason();
        }
        if (isUnreachable(failure)) {
            return "the job repository could not be reached, so nothing more was sent; check it, then resume";
        }
        Throwable root = failure;
        for (Throwable cause = root.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return "internal error: " + root.getClass().getName();
    }

    private static @Nullable Throwable find(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return cause;
            }
        }
        return null;
    }
}
