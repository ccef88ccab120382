package dev.smsconfig.report.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One time at which a run was due.
 *
 * @param run the one that came, or null
 * @param note what is to be said about it
 * @param changes how many fields were changed on servers by it, resumes included
 */
record Night(Instant due, Status status, @Nullable RunStory run, String note, int changes) {

    enum Status {
        RAN_CHANGED,
        RAN_NO_CHANGE,
        RAN_FAILED,
        MISSED
    }
}
