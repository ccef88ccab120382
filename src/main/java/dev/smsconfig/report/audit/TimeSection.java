package dev.smsconfig.report.audit;

import dev.smsconfig.audit.Period;
import dev.smsconfig.audit.TrailEvent;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import org.jspecify.annotations.Nullable;

/** Section 9: what the times are worth. */
final class TimeSection {

    private TimeSection() {}

    static Section of(PeriodStory story) {
        Sheet.Builder clocks = Sheet.of(
                "clocks",
                "The machine's clock against the database's, as runs began",
                Column.id("run", "Run"),
                Column.moment("at", "Machine"),
                Column.text("database", "Database"),
                Column.number("skewMillis", "Database ahead by, in ms"),
                Column.number("withinMillis", "Give or take, in ms"));
        long most = 0;
        boolean told = false;
        for (RunStory run : story.runs()) {
            @Nullable TrailEvent began = run.began();
            if (began != null && began.map("clock").get("skewMillis") instanceof Number skew) {
                told = true;
                most = Math.max(most, Math.abs(skew.longValue()));
                clocks.row(
                        run.id(),
                        began.at(),
                        began.map("clock").get("database"),
                        skew.longValue(),
                        began.map("clock").get("withinMillis") instanceof Number within ? within.longValue() : null);
            }
        }
        Sheet.Builder jumps = Sheet.of(
                "clock-changes",
                "Changes between summer and winter time in the period",
                Column.text("zone", "Zone"),
                Column.moment("at", "At"),
                Column.text("before", "Before"),
                Column.text("after", "After"));
        jumps(story.question(), jumps);
        return Section.of(
                        "time",
                        9,
                        "Time",
                        "Times of events are those of the machine that ran, in UTC; the trail's order is that of its"
                                + " numbers and does not depend on clocks. Leases are judged by the database's clock. The"
                                + " time of a commit is its author's word. This tool sets no clock: keep the machines"
                                + " synchronised, and name your source of time here in your own records.")
                .fact("source", "Source of the times", "the clock of the machine that ran, in microseconds")
                .fact("mostSkewMillis", "Largest difference to the database, in ms", told ? most : null)
                .fact("regressions", "Times the clock went back between two events", story.trail().regressions())
                .sheet(clocks)
                .sheet(jumps)
                .section();
    }

    private static void jumps(Question question, Sheet.Builder sheet) {
        Period period = question.period();
        ZoneId zone = question.schedule() == null ? question.zone() : question.schedule().zone();
        @Nullable ZoneOffsetTransition next = zone.getRules().nextTransition(period.from().minusMillis(1));
        while (next != null && next.getInstant().isBefore(period.to())) {
            Instant at = next.getInstant();
            sheet.row(zone.getId(), at, next.getOffsetBefore().getId(), next.getOffsetAfter().getId());
            next = zone.getRules().nextTransition(at);
        }
    }
}
