package dev.smsconfig.report.audit;

import dev.smsconfig.report.audit.ExceptionItem.Kind;
import dev.smsconfig.state.Provenance.Evidence;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Section 6: segregation of duties. */
final class DutiesSection {

    private static final Set<Kind> BREAK_GLASS =
            EnumSet.of(Kind.GUARD_OVERRIDDEN, Kind.LEASE_TAKEN_OVER, Kind.COMMIT_UNCOMMITTED);

    private DutiesSection() {}

    static Section of(PeriodStory story) {
        List<Duties.Cell> cells = Duties.matrix(story.changes());
        Sheet.Builder matrix = Sheet.of(
                "duties",
                "Author, approver and runner of the changes",
                Column.text("author", "Author"),
                Column.text("approver", "Approver"),
                Column.choice("approval", "Approval"),
                Column.text("runner", "Run by"),
                Column.number("commits", "Commits"),
                Column.number("changes", "Changes"),
                Column.text("violation", "Against the separation"));
        cells.forEach(cell -> matrix.row(
                cell.author(),
                cell.approver(),
                cell.trust().name(),
                cell.runner(),
                cell.commits(),
                cell.changes(),
                cell.violation()));
        Sheet.Builder passed = Sheet.of(
                "break-glass",
                "Where somebody went past a guard",
                Column.moment("at", "When"),
                Column.choice("kind", "Kind"),
                Column.id("run", "Run"),
                Column.text("detail", "Detail"));
        story.exceptions().stream()
                .filter(item -> BREAK_GLASS.contains(item.kind()))
                .forEach(item -> passed.row(
                        item.opened().at(), item.kind().name(), item.opened().run(), item.detail()));
        return Section.of(
                        "duties",
                        6,
                        "Segregation of duties",
                        "Who wrote a change, who approved it, and who ran it. The names of authors are what commits say;"
                                + " only a verified signature proves one. The runner is the account that started the run,"
                                + " as its machine told.")
                .fact(
                        "violations",
                        "Changes against the separation",
                        cells.stream()
                                .filter(cell -> !cell.violation().isEmpty())
                                .mapToInt(Duties.Cell::changes)
                                .sum())
                .fact("approvedVerified", "Changes with a verified approval", count(cells, Evidence.VERIFIED))
                .fact("approvedClaimed", "Changes with a claimed approval", count(cells, Evidence.CLAIMED))
                .fact("approvedAbsent", "Changes without an approval", count(cells, Evidence.ABSENT))
                .sheet(matrix)
                .sheet(passed)
                .section();
    }

    private static int count(List<Duties.Cell> cells, Evidence trust) {
        return cells.stream()
                .filter(cell -> cell.trust() == trust)
                .mapToInt(Duties.Cell::changes)
                .sum();
    }
}
