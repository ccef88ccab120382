package dev.smsconfig.report.audit;

import dev.smsconfig.report.audit.ExceptionItem.Kind;
import dev.smsconfig.report.audit.ExceptionItem.Seen;
import dev.smsconfig.report.audit.ExceptionItem.Status;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Section 5: what did not go as it should, and what somebody let pass. */
final class ExceptionsSection {

    private ExceptionsSection() {}

    static Section of(PeriodStory story) {
        List<ExceptionItem> items = story.exceptions();
        Section.Builder section = Section.of(
                        "exceptions",
                        5,
                        "Exceptions",
                        "What did not go as it should, and what somebody let pass: those of the period, and those from"
                                + " before it that were not over. OPEN is not over when the period ends; CLOSED names the"
                                + " run that ended it; RECORDED is what nothing ends, and somebody has to judge.")
                .fact("open", "Open", count(items, Status.OPEN))
                .fact("closed", "Closed", count(items, Status.CLOSED))
                .fact("recorded", "Recorded, to be judged", count(items, Status.RECORDED))
                .fact(
                        "carriedOver",
                        "From before the period",
                        (int) items.stream()
                                .filter(item -> item.opened()
                                        .at()
                                        .isBefore(story.question().period().from()))
                                .count());
        return section.sheet(kinds(items)).sheet(all(items)).section();
    }

    private static int count(List<ExceptionItem> items, Status status) {
        return (int) items.stream().filter(item -> item.status() == status).count();
    }

    private static Sheet.Builder kinds(List<ExceptionItem> items) {
        Map<Kind, int[]> counts = new EnumMap<>(Kind.class);
        items.forEach(item -> counts.computeIfAbsent(item.kind(), kind -> new int[Status.values().length])
                [item.status().ordinal()]++);
        Sheet.Builder sheet = Sheet.of(
                "exception-kinds",
                "Exceptions by kind",
                Column.text("kind", "Kind"),
                Column.text("meaning", "Meaning"),
                Column.number("open", "Open"),
                Column.number("closed", "Closed"),
                Column.number("recorded", "Recorded"));
        counts.forEach((kind, count) -> sheet.row(
                kind.name(),
                kind.meaning(),
                count[Status.OPEN.ordinal()],
                count[Status.CLOSED.ordinal()],
                count[Status.RECORDED.ordinal()]));
        return sheet;
    }

    private static Sheet.Builder all(List<ExceptionItem> items) {
        Sheet.Builder sheet = Sheet.of(
                "exceptions",
                "Exceptions",
                Column.moment("openedAt", "Opened"),
                Column.choice("kind", "Kind"),
                Column.code("subject", "What it is about"),
                Column.choice("status", "Status"),
                Column.text("detail", "Detail"),
                Column.number("times", "Seen"),
                Column.id("openedBy", "Found by run"),
                Column.moment("closedAt", "Closed"),
                Column.id("closedBy", "Closed by run"),
                Column.number("event", "Event"));
        for (ExceptionItem item : items) {
            @Nullable Seen closed = item.closed();
            sheet.row(
                    item.opened().at(),
                    item.kind().name(),
                    item.subject(),
                    item.status().name(),
                    item.detail(),
                    item.times(),
                    item.opened().run(),
                    closed == null ? null : closed.at(),
                    closed == null ? null : closed.run(),
                    item.opened().event());
        }
        return sheet;
    }
}
