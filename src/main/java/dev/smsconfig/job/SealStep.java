package dev.smsconfig.job;

import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.audit.SeqRange;
import dev.smsconfig.audit.Standing;
import dev.smsconfig.audit.TenantResult;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Ends an execution: gives every tenant that was not taken up its outcome, checks that none is missing, and records how
 * the run stands. A run that holds resumable tenants ends so that Batch can start the same instance again.
 */
record SealStep(RunScope scope, StopSignal stop) implements Tasklet {

    /** The exit status that makes the job restartable. */
    static final String RESUMABLE = "RESUMABLE";

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        Run run = scope.run();
        Standing open = scope.saves() ? Standing.openOrToBeSaved() : Standing.openOr(kind -> false);
        List<TenantResult> left = scope.store().tenants().entries(run.id(), SeqRange.ALL, open).stream()
                .map(entry -> TenantResult.of(entry, notAttempted(entry)))
                .toList();
        scope.store().recorder().record(run, AuditEvent.Type.WRITE_OUTCOME, left);
        Map<OutcomeKind, Integer> summary = scope.store().tenants().summary(run.id());
        checkComplete(run, summary);
        RunStatus status = status(summary);
        scope.store().runs().ended(run.id(), status, scope.store().clock().instant(), message(summary));
        new GuardEvidence(scope).freezePassed();
        scope.store()
                .trail()
                .append(List.of(new AuditEvent(AuditEvent.Type.RUN_SEALED, run.id(), null, body(status, summary))));
        if (run.maySave() && summary.keySet().stream().anyMatch(OutcomeKind::isResumable)) {
            contribution.setExitStatus(new ExitStatus(RESUMABLE));
        }
        return RepeatStatus.FINISHED;
    }

    private Outcome notAttempted(LedgerEntry entry) {
        Outcome planned = entry.outcome();
        return new Outcome(
                entry.tenant().tenant(),
                OutcomeKind.NOT_ATTEMPTED,
                planned == null ? List.of() : planned.changes(),
                planned == null ? List.of() : planned.unverifiable(),
                0,
                reason(),
                null);
    }

    private String reason() {
        String refusal = scope.refusal();
        if (refusal != null) {
            return "refused: " + refusal;
        }
        String frozen = scope.window().reason();
        if (frozen != null) {
            return frozen;
        }
        if (stop.isRequested()) {
            return "the run was stopped before";
        }
        return "the failure budget was spent at " + scope.meter().limit() + " failed tenants";
    }

    private void checkComplete(Run run, Map<OutcomeKind, Integer> summary) {
        int outcomes = summary.values().stream().mapToInt(Integer::intValue).sum();
        int inventory = scope.store().tenants().size(run.id());
        boolean open = scope.saves()
                && !scope.store()
                        .tenants()
                        .entries(run.id(), SeqRange.ALL, Standing.toBeSaved())
                        .isEmpty();
        if (outcomes != inventory || open) {
            throw new IllegalStateException(
                    "the run has " + inventory + " tenants and " + outcomes + " outcomes; none may be missing");
        }
    }

    private RunStatus status(Map<OutcomeKind, Integer> summary) {
        if (scope.refusal() != null) {
            return RunStatus.REFUSED;
        }
        if (stop.isRequested() && summary.containsKey(OutcomeKind.NOT_ATTEMPTED)) {
            return RunStatus.STOPPED;
        }
        return summary.keySet().stream().anyMatch(OutcomeKind::isIncomplete) ? RunStatus.PARTIAL : RunStatus.COMPLETED;
    }

    /** Why the run as a whole did not go further, or null. */
    private @Nullable String message(Map<OutcomeKind, Integer> summary) {
        String refusal = scope.refusal();
        return refusal == null && summary.containsKey(OutcomeKind.NOT_ATTEMPTED)
                ? scope.window().reason()
                : refusal;
    }

    private Map<String, Object> body(RunStatus status, Map<OutcomeKind, Integer> summary) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", status.name());
        Map<String, Integer> counts = new LinkedHashMap<>();
        summary.forEach((kind, count) -> counts.put(kind.name(), count));
        body.put("summary", counts);
        @Nullable String message = message(summary);
        if (message != null) {
            body.put("message", message);
        }
        return body;
    }
}
