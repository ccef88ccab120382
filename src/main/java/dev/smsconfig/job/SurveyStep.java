package dev.smsconfig.job;

import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.SeqRange;
import dev.smsconfig.audit.Standing;
import dev.smsconfig.audit.TenantResult;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.rollout.PlanHash;
import dev.smsconfig.state.TenantId;
import java.util.List;
import java.util.Set;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** Sums up what was observed: one number for what is planned, which people approve, and how long a tenant takes. */
record SurveyStep(RunScope scope) implements Tasklet {

    /** What is to be saved, and what may have to be once it can be read. */
    private static final Standing PLANNED =
            new Standing(false, Set.of(OutcomeKind.PLANNED, OutcomeKind.FAILED, OutcomeKind.UNKNOWN), false);

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        Run run = scope.run();
        leaveToTheOther(run);
        PlanHash hash = new PlanHash(run.environment(), run.commit());
        for (LedgerEntry entry : scope.store().tenants().entries(run.id(), SeqRange.ALL, PLANNED)) {
            Outcome outcome = entry.outcome();
            hash.add(
                    entry.tenant().tenant(),
                    entry.tenant().desiredHash(),
                    outcome == null ? List.of() : outcome.changes());
        }
        scope.store().waves().planned(run.id(), hash.hex());
        scope.surveyed();
        scope.meanVisit().ifPresent(mean -> scope.store().waves().observed(run.id(), mean.toMillis()));
        return RepeatStatus.FINISHED;
    }

    /** What belongs to a rollout that waits counts in no guard of this run. */
    private void leaveToTheOther(Run run) {
        String other = scope.yieldsTo();
        if (other == null) {
            return;
        }
        Set<TenantId> waiting = scope.store().waves().waitingTenants(other);
        List<TenantResult> left = scope.store().tenants().entries(run.id(), SeqRange.ALL, Standing.toBeSaved()).stream()
                .filter(entry -> waiting.contains(entry.tenant().tenant()))
                .map(entry -> TenantResult.of(entry, notAttempted(entry, leftTo(other))))
                .toList();
        scope.store().recorder().record(run, AuditEvent.Type.TENANT_OBSERVED, left);
    }

    static String leftTo(String run) {
        return "rollout " + run + " waits, and goes on with these tenants";
    }

    /** What was planned, not begun. */
    static Outcome notAttempted(LedgerEntry entry, String reason) {
        Outcome planned = entry.outcome();
        return new Outcome(
                entry.tenant().tenant(),
                OutcomeKind.NOT_ATTEMPTED,
                planned == null ? List.of() : planned.changes(),
                planned == null ? List.of() : planned.unverifiable(),
                0,
                reason,
                null);
    }
}
