package dev.smsconfig.job;

import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.InventoryTenant;
import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.SeqRange;
import dev.smsconfig.audit.Standing;
import dev.smsconfig.audit.TenantResult;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.Provenance;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Writes the inventory the first time. When a run is taken up again, it sets aside the tenants for which git no longer
 * says what it said: a resume applies what the run was started for, or nothing.
 */
record LoadStep(RunScope scope, List<InventoryTenant> inventory, Fingerprinter fingerprinter) implements Tasklet {

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        Run run = scope.run();
        boolean first = scope.store().tenants().size(run.id()) == 0;
        if (first) {
            scope.store().tenants().inventory(run.id(), inventory);
            scope.store()
                    .commits()
                    .insert(
                            run.id(),
                            List.copyOf(new HashSet<>(scope.request().commits().values())));
        } else {
            setAsideStale(run);
        }
        AuditEvent.Type type = first ? AuditEvent.Type.RUN_STARTED : AuditEvent.Type.RUN_RESUMED;
        scope.store().trail().append(List.of(new AuditEvent(type, run.id(), null, body(run))));
        return RepeatStatus.FINISHED;
    }

    private void setAsideStale(Run run) {
        List<TenantResult> stale =
                scope
                        .store()
                        .tenants()
                        .entries(run.id(), SeqRange.ALL, Standing.openOr(OutcomeKind::isResumable))
                        .stream()
                        .filter(entry -> !saysTheSame(entry))
                        .map(entry -> TenantResult.of(entry, staleOutcome(entry)))
                        .toList();
        scope.store().recorder().record(run, AuditEvent.Type.TENANT_OBSERVED, stale);
    }

    private boolean saysTheSame(LedgerEntry entry) {
        DesiredState desired = scope.desired(entry.tenant().tenant());
        String recorded = entry.tenant().desiredHash();
        return desired != null
                && fingerprinter.thatMade(recorded).of(desired).text().equals(recorded);
    }

    private static Outcome staleOutcome(LedgerEntry entry) {
        return Outcome.of(
                entry.tenant().tenant(),
                OutcomeKind.STALE,
                0,
                entry.tenant().origin() + " is no longer what it was when the run began; start a new run");
    }

    private Map<String, Object> body(Run run) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("command", run.command());
        body.put("environment", run.environment());
        Run.Origin origin = run.origin();
        body.put("configs", origin.configs());
        String commit = run.commit();
        if (commit != null) {
            body.put("commit", commit);
        }
        body.put("dirty", origin.dirty());
        Provenance provenance = origin.provenance();
        if (provenance != null) {
            body.put("provenance", provenance);
        }
        String selection = origin.selection();
        if (selection != null) {
            body.put("selection", selection);
        }
        body.put("fleet", origin.fleetSize());
        body.put("holder", run.holder());
        body.put("maxChanges", run.maxChanges());
        body.put("tenants", scope.store().tenants().size(run.id()));
        return body;
    }
}
