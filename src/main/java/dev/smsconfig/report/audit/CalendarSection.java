package dev.smsconfig.report.audit;

import dev.smsconfig.rollout.Schedule;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Section 3: a row for each time at which a run was due, quiet and missed ones included. */
final class CalendarSection {

    /** The sheet's key. */
    static final String NIGHTS = "nights";

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm xxx", Locale.ROOT);

    private CalendarSection() {}

    static Section of(PeriodStory story) {
        Schedule schedule = story.question().schedule();
        Sheet.Builder sheet = Sheet.of(
                NIGHTS,
                "Nights",
                Column.moment("due", "Due"),
                Column.text("local", "By the schedule's clocks"),
                Column.choice("status", "Night"),
                Column.id("run", "Run"),
                Column.moment("startedAt", "Began"),
                Column.moment("endedAt", "Ended"),
                Column.number("changes", "Fields changed"),
                Column.number("tenants", "Tenants"),
                Column.number("failed", "Failed at first"),
                Column.choice("runStatus", "Run at the period's end"),
                Column.text("note", "Note"));
        for (Night night : story.nights()) {
            @Nullable RunStory run = night.run();
            var reach = run == null ? null : story.population().reach().get(run);
            sheet.row(
                    night.due(),
                    LOCAL.format(ZonedDateTime.ofInstant(
                            night.due(), schedule == null ? story.question().zone() : schedule.zone())),
                    night.status().name(),
                    run == null ? null : run.id(),
                    run == null ? null : run.run().startedAt(),
                    run == null ? null : run.endedAt(),
                    night.changes(),
                    reach == null ? null : reach.tenants(),
                    run == null ? null : failed(run),
                    run == null ? null : run.status(),
                    night.note());
        }
        return Section.of(
                        "calendar",
                        3,
                        "Calendar of nights",
                        "A row for each time at which a run was due, so that a quiet night is evidence of operation and a"
                                + " missed one is seen. A night is run by an apply of the whole fleet that begins within"
                                + " four hours (or half the time to the next), and is judged by how its first execution"
                                + " ended. A time that the clocks skip is due when they have jumped, one that they show"
                                + " twice is due once.")
                .fact("cron", "Schedule (cron)", schedule == null ? "none: no night can be found missing" : schedule.cron())
                .fact("cronZone", "Its time zone", schedule == null ? null : schedule.zone().getId())
                .sheet(sheet)
                .section();
    }

    private static int failed(RunStory run) {
        return run.counted("FAILED")
                + run.counted("UNKNOWN")
                + run.counted("DIVERGED")
                + run.counted("REJECTED")
                + run.counted("STALE");
    }
}
