package dev.smsconfig.job;

import dev.smsconfig.audit.GuardRecord;
import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.Run;
import dev.smsconfig.plan.BlastRadius;
import dev.smsconfig.plan.FleetTally;
import dev.smsconfig.plan.Guard;
import dev.smsconfig.plan.GuardSettings;
import dev.smsconfig.plan.GuardVerdict;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.rollout.FreezeCalendar;
import dev.smsconfig.rollout.Policies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Stands between looking and writing: asks every guard, tells all that refuse, and lets the person asked consent. For a
 * run that only looks, it notes what an apply would be told. Where nothing is to be saved, only {@link Guard#UNUSUAL}
 * is asked, because tenants that are missing are not seen otherwise.
 */
record GuardStep(RunScope scope, StopSignal stop, RunWatcher watcher) implements Tasklet {

    /** The exit status that leads past the waves. */
    static final String REFUSED = "REFUSED";

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        if (stop.isRequested()) {
            contribution.setExitStatus(new ExitStatus(REFUSED));
            return RepeatStatus.FINISHED;
        }
        Run run = scope.run();
        Map<OutcomeKind, Integer> summary = scope.store().tenants().summary(run.id());
        FleetTally tally = tally(summary);
        boolean saves = tally.hasSaves();
        GuardEvidence evidence = new GuardEvidence(scope);
        List<GuardRecord> records = evidence.of(saves ? verdicts(tally) : whereNothingIsSaved(tally));
        scope.store().runs().counted(run.id(), tally.changed());
        scope.store().guards().record(run.id(), records);
        if (scope.saves()) {
            // whoever was asked is not asked a second time in the middle of the night
            boolean again = scope.passesGuardsAgain();
            if (!again) {
                watcher.planned(run.id());
            }
            if ((saves && isObstructed()) || isRefused(records) || (saves && !again && !consents())) {
                contribution.setExitStatus(new ExitStatus(REFUSED));
            }
        }
        evidence.append(records);
        return RepeatStatus.FINISHED;
    }

    /** One pass over the ledger, which keeps no tenant. */
    private FleetTally tally(Map<OutcomeKind, Integer> summary) {
        FleetTally tally = new FleetTally(
                guards(),
                scope.run().origin().fleetSize(),
                summary.values().stream().mapToInt(Integer::intValue).sum());
        scope.store().tenants().forEachNotable(scope.run().id(), entry -> count(entry, tally));
        return tally;
    }

    private static void count(LedgerEntry entry, FleetTally tally) {
        Outcome outcome = entry.outcome();
        if (outcome == null) {
            return;
        }
        switch (outcome.kind()) {
            case PLANNED -> tally.planned(outcome.tenant(), outcome.changes());
            case CONVERGED, DIVERGED -> tally.saved(outcome.changes());
            case REJECTED -> {
                // before a save was sent it is a tenant that cannot be changed
                if (outcome.attempts() > 0) {
                    tally.saved(outcome.changes());
                }
            }
            case UNKNOWN -> {
                tally.saved(outcome.changes());
                tally.unread(outcome.tenant());
            }
            case FAILED -> {
                if (outcome.changes().isEmpty()) {
                    tally.unread(outcome.tenant());
                }
            }
            case SKIPPED, STALE -> tally.leftOut();
            case IN_SYNC, UNSUPPORTED, NOT_ATTEMPTED -> {}
        }
    }

    private GuardSettings guards() {
        return scope.request().policies().guards();
    }

    private List<GuardVerdict> verdicts(FleetTally tally) {
        Policies policies = scope.request().policies();
        List<GuardVerdict> verdicts = new ArrayList<>(judge(tally));
        new FreezeCalendar(policies.freezes())
                .verdict(scope.store().clock().instant())
                .ifPresent(verdicts::add);
        return verdicts;
    }

    private List<GuardVerdict> whereNothingIsSaved(FleetTally tally) {
        return judge(tally).stream()
                .filter(verdict -> verdict.guard() == Guard.UNUSUAL)
                .toList();
    }

    private List<GuardVerdict> judge(FleetTally tally) {
        Run run = scope.run();
        return new BlastRadius(guards()).judge(tally, scope.store().runs().before(run.id(), run.environment()));
    }

    private boolean isRefused(List<GuardRecord> records) {
        String refusals = records.stream()
                .filter(GuardRecord::refuses)
                .map(record -> record.verdict().text())
                .collect(Collectors.joining("; also refused by "));
        if (!refusals.isEmpty()) {
            scope.refuse(refusals);
        }
        return !refusals.isEmpty();
    }

    private boolean isObstructed() {
        String obstacle = scope.obstacle();
        if (obstacle != null) {
            scope.refuse(obstacle);
        }
        return obstacle != null;
    }

    private boolean consents() {
        if (watcher.consents(scope.run().id())) {
            return true;
        }
        scope.refuse("declined at the prompt");
        return false;
    }
}
