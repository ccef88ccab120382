package dev.smsconfig.report.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that did not go as it should, or that somebody let pass. */
final class ExceptionItem {

    enum Kind {
        FAILED("the tenant could not be brought, or looked at"),
        UNKNOWN("a save may have happened, and reading back failed too"),
        DIVERGED("saved, and the server holds something else"),
        REJECTED("refused by the server, or by its rights"),
        STALE("git or the server moved since it was planned"),
        UNSUPPORTED("differs, and the server cannot save"),
        DEFERRED("not attempted: the run stopped before, or leaves it to another"),
        DRIFT("changed on the server, outside of git"),
        ACCEPTED("differs, and somebody answers for it until a day"),
        UNVERIFIABLE("the server masks the value, so that reading back proves nothing"),
        RUN_INTERRUPTED("the process of a run ended without sealing it"),
        RUN_STOPPED("a run was stopped by a signal"),
        RUN_REFUSED("a guard, or the person asked, refused a run"),
        NIGHT_MISSED("no run began when one was due"),
        GUARD_OVERRIDDEN("somebody let a guard pass"),
        LEASE_TAKEN_OVER("the right to save went from one process to another"),
        SAVE_UNANSWERED("a save was announced, and the trail does not say what came of it"),
        EVENTS_MISSING("the trail does not follow from itself"),
        TRAIL_TAMPERED("verifying the trail proves that it is not what was written"),
        TRAIL_NOT_VERIFIED("the trail could not be verified"),
        RUN_UNKNOWN("the ledger and the trail do not tell of the same runs"),
        SECRET_IN_FILE("a secret stands in a file as it is"),
        COMMIT_UNSIGNED("changes come from a commit whose signature is not verified"),
        COMMIT_SELF_APPROVED("the author of a commit approved it"),
        COMMIT_UNCOMMITTED("a run saved what is in no commit"),
        COMMIT_MISSING("a run read a commit that the repository does not have any more"),
        COMMIT_REJECTED("a commit that no run could, or was let, carry out"),
        APPROVED_LATE("approved after it was applied");

        private final String meaning;

        Kind(String meaning) {
            this.meaning = meaning;
        }

        String meaning() {
            return meaning;
        }
    }

    enum Status {
        OPEN,
        CLOSED,
        /** Nothing closes it: it stays on record, to be judged. */
        RECORDED
    }

    /**
     * When something was seen.
     *
     * @param event its number in the trail, or null
     */
    record Seen(Instant at, @Nullable String run, @Nullable Long event) {}

    private final Kind kind;
    private final String subject;
    private final Seen opened;
    private String detail;
    private Status status;
    private int times = 1;
    private @Nullable Seen closed;

    ExceptionItem(Kind kind, String subject, Seen opened, String detail, Status status) {
        this.kind = kind;
        this.subject = subject;
        this.opened = opened;
        this.detail = detail;
        this.status = status;
    }

    void seenAgain(String nowDetail) {
        times++;
        detail = nowDetail;
    }

    void close(Seen by) {
        status = Status.CLOSED;
        closed = by;
    }

    Kind kind() {
        return kind;
    }

    /** The tenant, run, commit, file or night that it is about. */
    String subject() {
        return subject;
    }

    Seen opened() {
        return opened;
    }

    String detail() {
        return detail;
    }

    Status status() {
        return status;
    }

    boolean isOpen() {
        return status == Status.OPEN;
    }

    int times() {
        return times;
    }

    @Nullable
    Seen closed() {
        return closed;
    }
}
