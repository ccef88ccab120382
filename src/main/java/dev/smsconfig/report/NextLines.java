package dev.smsconfig.report;

import dev.smsconfig.audit.RolloutRecord;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.rollout.WaveRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What to do with a run that is not at its end. */
public final class NextLines {

    private NextLines() {}

    public static List<String> of(RunReport report) {
        List<String> lines = new ArrayList<>(toGoOn(report));
        if (report.run().isRollback() && report.summary().of(OutcomeKind.CONVERGED) > 0) {
            lines.add("Git is as it was: revert the commit of run "
                    + report.run().origin().undoes() + " there, or the next apply makes its changes again.");
        }
        return lines;
    }

    private static List<String> toGoOn(RunReport report) {
        Run run = report.run();
        NextCommand next = report.next();
        RolloutRecord terms = report.rollout().terms();
        boolean goesOn = run.status() == RunStatus.PAUSED || report.summary().has(OutcomeKind::isResumable);
        if (!run.maySave() || !goesOn || run.status() == RunStatus.SUPERSEDED) {
            return List.of();
        }
        String yieldsTo = terms == null ? null : terms.yieldsTo();
        if (run.status() == RunStatus.PAUSED && yieldsTo != null) {
            return List.of("Go on with: " + next.resume(yieldsTo));
        }
        Optional<WaveRecord> waiting = report.rollout().awaitingApproval();
        if (waiting.isEmpty()) {
            return List.of("Go on with: " + next.resume(run.id()));
        }
        List<String> lines = new ArrayList<>();
        lines.add("Approve and go on with: "
                + next.approve(run.id(), waiting.get().name()));
        String hash = terms == null ? null : terms.planHash();
        if (hash != null) {
            lines.add(
                    "The plan's hash is " + hash + ". To have the approval verified, add --signature approval.sig of:");
            lines.add("  " + next.sign(hash));
        }
        return lines;
    }
}
