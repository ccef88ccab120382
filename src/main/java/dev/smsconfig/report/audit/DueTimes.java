package dev.smsconfig.report.audit;

import dev.smsconfig.audit.Period;
import dev.smsconfig.rollout.Schedule;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * When runs are due. Counted by the clocks on the wall, each time once: one that the clocks skip in spring is due as
 * much later as they jump, one that they show twice in autumn is due the first time.
 */
final class DueTimes {

    /** So that a schedule that is due every minute comes to an end. */
    private static final int MOST = 100_000;

    private DueTimes() {}

    /** Those in a period, and the first one after it. */
    static List<Instant> of(Schedule schedule, Period period) {
        CronExpression cron = CronExpression.parse("0 " + schedule.cron());
        TreeSet<Instant> due = new TreeSet<>();
        // from a day before, since clocks that are put back make the day longer
        @Nullable LocalDateTime next = LocalDateTime.ofInstant(period.from(), schedule.zone()).minusDays(1);
        while (due.size() <= MOST) {
            next = cron.next(next);
            if (next == null) {
                break;
            }
            Instant at = next.atZone(schedule.zone()).toInstant();
            if (!at.isBefore(period.from())) {
                due.add(at);
            }
            if (!at.isBefore(period.to())) {
                break;
            }
        }
        return new ArrayList<>(due);
    }
}
