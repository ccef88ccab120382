package dev.smsconfig.job;

import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.InventoryTenant;
import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.RolloutRecord;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.SeqRange;
import dev.smsconfig.audit.Standing;
import dev.smsconfig.audit.TenantResult;
import dev.smsconfig.audit.WaveLedger;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.rollout.Gate;
import dev.smsconfig.rollout.Seed;
import dev.smsconfig.rollout.Wave;
import dev.smsconfig.rollout.WaveRecord;
import dev.smsconfig.state.TenantId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Writes the inventory the first time. Then it sets aside the tenants for which git no longer says what it said when the
 * run began, or when the plan was made that it carries out: what is applied is what was meant then, or nothing.
 */
record LoadStep(RunScope scope, List<InventoryTenant> inventory, RunEvidence evidence) implements Tasklet {

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        Run run = scope.run();
        boolean first = scope.store().tenants().size(run.id()) == 0;
        if (first) {
            scope.store().tenants().inventory(run.id(), inventory);
            scope.store().tenants().bind(run.id(), scope.request().basis().bound());
            scope.store()
                    .commits()
                    .insert(
                            run.id(),
                            List.copyOf(new HashSet<>(
                                    scope.request().basis().commits().values())));
        }
        setAside(run);
        if (!first || !scope.request().basis().inventory().isEmpty()) {
            setAsideStale(run);
        }
        keepTerms(run);
        AuditEvent.Type type = first ? AuditEvent.Type.RUN_STARTED : AuditEvent.Type.RUN_RESUMED;
        evidence.began(type, terms(run));
        return RepeatStatus.FINISHED;
    }

    private void keepTerms(Run run) {
        WaveLedger ledger = scope.store().waves();
        if (ledger.find(run.id()).isPresent()) {
            ledger.limits(run.id(), scope.failureLimit(), scope.request().parallelism());
            return;
        }
        RolloutRecord rollout = new RolloutRecord(
                seed().text(), scope.failureLimit(), scope.request().parallelism(), null, null, scope.yieldsTo(), null);
        ledger.begin(run.id(), rollout, waves());
    }

    private Seed seed() {
        return scope.request().basis().seedOf(scope.run().id());
    }

    private List<WaveRecord> waves() {
        Map<Integer, List<InventoryTenant>> byWave = inventory.stream()
                .collect(Collectors.groupingBy(InventoryTenant::wave, TreeMap::new, Collectors.toList()));
        List<Wave> waves = scope.request().policies().rollout().waves();
        return byWave.entrySet().stream()
                .map(entry -> WaveRecord.pending(
                        entry.getKey(),
                        entry.getValue().get(0).waveName(),
                        entry.getValue().size(),
                        entry.getKey() < waves.size()
                                ? waves.get(entry.getKey()).gate()
                                : Gate.OPEN))
                .toList();
    }

    /** What is known beforehand needs no look. */
    private void setAside(Run run) {
        Map<TenantId, Outcome> known = scope.request().basis().setAside();
        if (known.isEmpty()) {
            return;
        }
        List<TenantResult> left = new ArrayList<>();
        for (LedgerEntry entry : open(run)) {
            Outcome outcome = known.get(entry.tenant().tenant());
            if (outcome != null) {
                left.add(TenantResult.of(entry, outcome));
            }
        }
        scope.store().recorder().record(run, AuditEvent.Type.TENANT_OBSERVED, left);
    }

    private List<LedgerEntry> open(Run run) {
        return scope.store().tenants().entries(run.id(), SeqRange.ALL, Standing.openOr(OutcomeKind::isResumable));
    }

    private void setAsideStale(Run run) {
        List<TenantResult> stale = open(run).stream()
                .filter(entry -> !scope.saysTheSame(entry))
                .map(entry -> TenantResult.of(entry, staleOutcome(entry, run)))
                .toList();
        scope.store().recorder().record(run, AuditEvent.Type.TENANT_OBSERVED, stale);
    }

    private static Outcome staleOutcome(LedgerEntry entry, Run run) {
        String since = run.origin().plan() == null
                ? " is no longer what it was when the run began; start a new run"
                : " is no longer what it was when the plan was made; make a new plan";
        return Outcome.of(
                entry.tenant().tenant(), OutcomeKind.STALE, 0, entry.tenant().origin() + since);
    }

    private Map<String, Object> terms(Run run) {
        Map<String, Object> terms = new LinkedHashMap<>();
        terms.put("tenants", scope.store().tenants().size(run.id()));
        terms.put("parallelism", scope.request().parallelism());
        terms.put("seed", seed().text());
        String yieldsTo = scope.yieldsTo();
        if (yieldsTo != null) {
            terms.put("yieldsTo", yieldsTo);
        }
        return terms;
    }
}
