package dev.smsconfig.report.audit;

import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.state.Provenance;
import org.jspecify.annotations.Nullable;

/** Section 4: the change register. */
final class ChangesSection {

    /** The sheet's key. */
    static final String CHANGES = "changes";

    private ChangesSection() {}

    static Section of(PeriodStory story) {
        Sheet.Builder sheet = Sheet.of(
                CHANGES,
                "Change register",
                Column.id("id", "Change"),
                Column.code("tenant", "Tenant"),
                Column.text("environment", "Environment"),
                Column.code("setting", "Setting"),
                Column.choice("type", "Type"),
                Column.flag("credential", "Credential"),
                Column.code("from", "From"),
                Column.code("to", "To"),
                Column.choice("cause", "Cause"),
                Column.choice("result", "Result"),
                Column.choice("readBack", "Read back"),
                Column.text("reason", "Reason"),
                Column.id("ticket", "Ticket"),
                Column.id("commit", "Commit"),
                Column.text("author", "Author"),
                Column.choice("signature", "Signature"),
                Column.text("signer", "Verified signer"),
                Column.text("approver", "Approver"),
                Column.choice("approval", "Approval"),
                Column.text("approvalSource", "Approved by way of"),
                Column.moment("approvedAt", "Approved"),
                Column.moment("committedAt", "Committed"),
                Column.moment("plannedAt", "Planned"),
                Column.moment("announcedAt", "Announced"),
                Column.moment("appliedAt", "Outcome"),
                Column.id("run", "Run"),
                Column.number("runNumber", "Run number"),
                Column.text("wave", "Wave"),
                Column.number("attempts", "Attempts"),
                Column.text("runner", "Run by"),
                Column.text("message", "Message"),
                Column.number("previousState", "State before: event"),
                Column.number("event", "Event, and leaf of the Merkle tree"));
        for (Change change : story.changes()) {
            row(sheet, change);
        }
        return Section.of(
                        "changes",
                        4,
                        "Change register",
                        "A row for each setting of each tenant that a save was to change: announced in the trail before the"
                                + " request left, and answered there. Secrets stand as keyed fingerprints: the same one"
                                + " means the same value. Result CONVERGED is saved and read back equal; the other"
                                + " results are told under Exceptions. An approval is VERIFIED where a pinned key signed"
                                + " it, CLAIMED where somebody said so, ABSENT where nobody did. The state before, for"
                                + " the way back, stands in the event that announced the save.")
                .fact("rows", "Changes", story.changes().size())
                .fact(
                        "credentials",
                        "Of these, credentials",
                        (int) story.changes().stream()
                                .filter(change -> change.field().sensitive())
                                .count())
                .fact(
                        "converged",
                        "Saved and read back",
                        (int) story.changes().stream()
                                .filter(change -> change.result().equals("CONVERGED"))
                                .count())
                .sheet(sheet)
                .section();
    }

    private static void row(Sheet.Builder sheet, Change change) {
        FieldChange field = change.field();
        @Nullable Provenance commit = change.commit();
        Approver approver = change.approver();
        sheet.row(
                change.id(),
                change.tenant().tenant(),
                change.run().run().environment(),
                field.field(),
                change.type().text(),
                field.sensitive(),
                field.from(),
                field.to(),
                field.cause().name(),
                change.result(),
                change.readBack().name().toLowerCase(java.util.Locale.ROOT),
                change.reason(),
                change.ticket(),
                commit == null ? null : commit.commit(),
                commit == null ? null : People.name(commit.author()),
                commit == null ? "ABSENT" : commit.signature().state().name(),
                commit == null ? null : commit.signature().signer(),
                Duties.name(approver),
                approver.evidence().name(),
                approver.by(),
                approver.at(),
                commit == null ? null : commit.committer().time(),
                change.tenant().plannedAt(),
                change.intent().at(),
                change.outcome().at(),
                change.run().id(),
                change.run().number(),
                change.tenant().wave(),
                change.outcome().number("attempts"),
                change.run().runner(),
                change.outcome().text("message"),
                change.intent().seq(),
                change.outcome().seq());
    }
}
