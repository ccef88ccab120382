package dev.smsconfig.job;

import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.Run;
import dev.smsconfig.plan.ChangeLimit;
import dev.smsconfig.reconcile.OutcomeKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** Stands between looking and writing: how many tenants would change, and does the person asked consent. */
record GuardStep(RunScope scope, StopSignal stop, RunWatcher watcher) implements Tasklet {

    /** The exit status that leads past the waves. */
    static final String REFUSED = "REFUSED";

    private static final List<OutcomeKind> CHANGED =
            List.of(OutcomeKind.CONVERGED, OutcomeKind.DIVERGED, OutcomeKind.UNKNOWN);

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        if (stop.isRequested()) {
            contribution.setExitStatus(new ExitStatus(REFUSED));
            return RepeatStatus.FINISHED;
        }
        watcher.planned(scope.run().id());
        Map<OutcomeKind, Integer> summary =
                scope.store().tenants().summary(scope.run().id());
        if (scope.store().tenants().dueSaves(scope.run().id()) == 0) {
            return RepeatStatus.FINISHED;
        }
        int changed = scope.store().tenants().dueSaves(scope.run().id())
                + CHANGED.stream()
                        .mapToInt(kind -> summary.getOrDefault(kind, 0))
                        .sum()
                + scope.store().tenants().refusedSaves(scope.run().id());
        int inventory = scope.run().origin().fleetSize();
        boolean permitted = permits(changed, inventory);
        record(changed, inventory, permitted);
        if (!permitted || !consents()) {
            contribution.setExitStatus(new ExitStatus(REFUSED));
        }
        return RepeatStatus.FINISHED;
    }

    private boolean permits(int changed, int inventory) {
        ChangeLimit limit = new ChangeLimit(scope.request().policies().guards().maxChanged());
        if (limit.permits(changed, inventory)) {
            return true;
        }
        scope.refuse("guards.maxChanged: " + changed + " of " + inventory + " tenants would change, and "
                + limit.max() + " may; read the plan, and if it is what you want, run again with --max-changes "
                + changed);
        return false;
    }

    private boolean consents() {
        if (watcher.consents(scope.run().id())) {
            return true;
        }
        scope.refuse("declined at the prompt");
        return false;
    }

    private void record(int changed, int inventory, boolean permitted) {
        Run run = scope.run();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("guard", "maxChanged");
        body.put("limit", scope.request().policies().guards().maxChanged().toString());
        body.put("changed", changed);
        body.put("inventory", inventory);
        body.put("permitted", permitted);
        scope.store().trail().append(List.of(new AuditEvent(AuditEvent.Type.GUARD, run.id(), null, body)));
    }
}
