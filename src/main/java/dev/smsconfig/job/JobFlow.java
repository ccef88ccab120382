package dev.smsconfig.job;

import dev.smsconfig.audit.InventoryTenant;
import dev.smsconfig.audit.SeqRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.FlowBuilder;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.flow.Flow;
import org.springframework.batch.core.job.flow.support.SimpleFlow;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;

/**
 * The job of a run: load, sign that it began, observe, survey, guard, then saves and probes of waves as the course of the rollout wants them, seal. Every step may start again when
 * the run is taken up again; what is left to do is the ledger's word, not Batch's.
 */
record JobFlow(RunScope scope, FleetSteps steps, RunEvidence evidence, RunWatcher watcher, StopSignal stop) {

    static final String JOB_NAME = "smsconfig";

    private static final String COMPLETED = "COMPLETED";

    Job of(List<InventoryTenant> inventory) {
        Step load = tasklet("load", new LoadStep(scope, inventory, evidence));
        Step observe = steps.observe(new SeqRange(0, inventory.size() - 1));
        Step seal = tasklet("seal", new SealStep(scope, stop, evidence));
        FlowBuilder<SimpleFlow> flow = new FlowBuilder<>("run");
        Step begun = tasklet("checkpoint", new CheckpointStep(scope));
        flow.start(load).on(COMPLETED).to(begun);
        flow.from(load).on("*").fail();
        flow.from(begun).on(COMPLETED).to(observe);
        flow.from(begun).on("*").fail();
        Step survey = tasklet("survey", new SurveyStep(scope));
        flow.from(observe).on(COMPLETED).to(survey);
        flow.from(observe).on("*").fail();
        if (scope.canSave()) {
            guard(flow, survey, wavesOf(inventory), seal);
        } else {
            flow.from(survey).on(COMPLETED).to(seal);
        }
        flow.from(survey).on("*").fail();
        flow.from(seal).on(COMPLETED).end();
        flow.from(seal).on("*").fail();
        return new JobBuilder(JOB_NAME, scope.store().jobRepository())
                .start((Flow) flow.build())
                .end()
                .build();
    }

    /**
     * A plan asks the guards too, to tell what an apply would be told. The course is asked again after each save and each
     * probe, until it says that this is the end.
     */
    private void guard(FlowBuilder<SimpleFlow> flow, Step survey, List<WaveRange> waves, Step seal) {
        Step guard = tasklet("guard", new GuardStep(scope, stop, watcher));
        CourseDecider course = new CourseDecider(scope, watcher, stop);
        flow.from(survey).on(COMPLETED).to(guard);
        flow.from(guard).on(GuardStep.REFUSED).to(seal);
        flow.from(guard).on("*").fail();
        if (scope.saves()) {
            flow.from(guard).on(COMPLETED).to(course);
            waves(flow, course, waves, seal);
            surveys(flow, course, waves, survey);
        } else {
            flow.from(guard).on(COMPLETED).to(seal);
        }
    }

    private void waves(FlowBuilder<SimpleFlow> flow, CourseDecider course, List<WaveRange> waves, Step seal) {
        for (WaveRange wave : waves) {
            Step save = steps.save(wave);
            flow.from(course).on(CourseDecider.saveOf(wave.index())).to(save);
            flow.from(save).on(COMPLETED).to(course);
            flow.from(save).on("*").fail();
            Step probe = steps.probe(wave);
            flow.from(course).on(CourseDecider.probeOf(wave.index())).to(probe);
            flow.from(probe).on(COMPLETED).to(course);
            flow.from(probe).on("*").fail();
        }
        flow.from(course).on(CourseDecider.END).to(seal);
    }

    /** Back to the guards, before a wave that would begin long after it was observed. */
    private void surveys(FlowBuilder<SimpleFlow> flow, CourseDecider course, List<WaveRange> waves, Step survey) {
        for (WaveRange wave : waves) {
            WaveRange last = waves.get(waves.size() - 1);
            Step observe = steps.observeBefore(
                    wave, new SeqRange(wave.range().first(), last.range().last()));
            flow.from(course).on(CourseDecider.surveyBefore(wave.index())).to(observe);
            flow.from(observe).on(COMPLETED).to(survey);
            flow.from(observe).on("*").fail();
        }
    }

    private static List<WaveRange> wavesOf(List<InventoryTenant> inventory) {
        Map<Integer, WaveRange> waves = new TreeMap<>();
        for (InventoryTenant tenant : inventory) {
            waves.merge(
                    tenant.wave(),
                    new WaveRange(tenant.wave(), tenant.waveName(), new SeqRange(tenant.seq(), tenant.seq())),
                    (wave, next) -> new WaveRange(
                            wave.index(),
                            wave.name(),
                            new SeqRange(wave.range().first(), next.range().last())));
        }
        return new ArrayList<>(waves.values());
    }

    private Step tasklet(String name, Tasklet tasklet) {
        return new StepBuilder(name, scope.store().jobRepository())
                .tasklet(tasklet, scope.store().transactionManager())
                .allowStartIfComplete(true)
                .build();
    }
}
