package dev.smsconfig.job;

import dev.smsconfig.audit.InventoryTenant;
import dev.smsconfig.audit.SeqRange;
import dev.smsconfig.state.Fingerprinter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.FlowBuilder;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.flow.Flow;
import org.springframework.batch.core.job.flow.FlowExecutionStatus;
import org.springframework.batch.core.job.flow.JobExecutionDecider;
import org.springframework.batch.core.job.flow.support.SimpleFlow;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;

/**
 * The job of a run: load, observe, guard, then a save and a gate for each wave, seal. Every step may start again when
 * the run is taken up again; what is left to do is the ledger's word, not Batch's.
 */
record JobFlow(RunScope scope, FleetSteps steps, RunWatcher watcher, StopSignal stop) {

    static final String JOB_NAME = "smsconfig";

    private static final String COMPLETED = "COMPLETED";
    private static final String PASS = "PASS";
    private static final String HALT = "HALT";

    Job of(List<InventoryTenant> inventory, Fingerprinter fingerprinter) {
        Step load = tasklet("load", new LoadStep(scope, inventory, fingerprinter));
        Step observe = steps.observe(new SeqRange(0, inventory.size() - 1));
        Step seal = tasklet("seal", new SealStep(scope, stop));
        FlowBuilder<SimpleFlow> flow = new FlowBuilder<>("run");
        flow.start(load).on(COMPLETED).to(observe);
        flow.from(load).on("*").fail();
        if (!scope.canSave()) {
            flow.from(observe).on(COMPLETED).to(seal);
        } else {
            guard(flow, observe, wavesOf(inventory), seal);
        }
        flow.from(observe).on("*").fail();
        flow.from(seal).on(COMPLETED).end();
        flow.from(seal).on("*").fail();
        return new JobBuilder(JOB_NAME, scope.store().jobRepository())
                .start((Flow) flow.build())
                .end()
                .build();
    }

    /** A plan asks the guards too, to tell what an apply would be told. */
    private void guard(FlowBuilder<SimpleFlow> flow, Step observe, List<Wave> waves, Step seal) {
        Step guard = tasklet("guard", new GuardStep(scope, stop, watcher));
        flow.from(observe).on(COMPLETED).to(guard);
        flow.from(guard).on(GuardStep.REFUSED).to(seal);
        if (scope.saves()) {
            waves(flow, guard, waves, seal);
        } else {
            flow.from(guard).on(COMPLETED).to(seal);
        }
        flow.from(guard).on("*").fail();
    }

    private void waves(FlowBuilder<SimpleFlow> flow, Step guard, List<Wave> waves, Step seal) {
        List<Step> saves = waves.stream()
                .map(wave -> steps.save(wave.index, wave.name, wave.range))
                .toList();
        // no tenant, no wave: a run of what changed, where nothing did
        flow.from(guard).on(COMPLETED).to(saves.isEmpty() ? seal : saves.get(0));
        for (int i = 0; i < saves.size(); i++) {
            JobExecutionDecider gate = gate();
            flow.from(saves.get(i)).on(COMPLETED).to(gate);
            flow.from(saves.get(i)).on("*").fail();
            flow.from(gate).on(HALT).to(seal);
            flow.from(gate).on(PASS).to(i + 1 < saves.size() ? saves.get(i + 1) : seal);
        }
    }

    /** No wave begins after a stop was requested, the failure budget is spent, or a freeze began. */
    private JobExecutionDecider gate() {
        return (execution, step) -> {
            boolean halt = stop.isRequested()
                    || scope.meter().isSpent()
                    || scope.window().reason() != null;
            return new FlowExecutionStatus(halt ? HALT : PASS);
        };
    }

    private static List<Wave> wavesOf(List<InventoryTenant> inventory) {
        Map<Integer, Wave> waves = new TreeMap<>();
        for (InventoryTenant tenant : inventory) {
            waves.merge(
                    tenant.wave(),
                    new Wave(tenant.wave(), tenant.waveName(), new SeqRange(tenant.seq(), tenant.seq())),
                    (wave, next) ->
                            new Wave(wave.index, wave.name, new SeqRange(wave.range.first(), next.range.last())));
        }
        return new ArrayList<>(waves.values());
    }

    private Step tasklet(String name, Tasklet tasklet) {
        return new StepBuilder(name, scope.store().jobRepository())
                .tasklet(tasklet, scope.store().transactionManager())
                .allowStartIfComplete(true)
                .build();
    }

    /** A wave that has tenants. */
    private record Wave(int index, String name, SeqRange range) {}
}
