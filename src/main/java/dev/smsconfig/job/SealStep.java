package dev.smsconfig.job;

import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.Coverage;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.audit.SeqRange;
import dev.smsconfig.audit.Standing;
import dev.smsconfig.audit.TenantResult;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.report.Summary;
import dev.smsconfig.rollout.WaveState;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
record SealStep(RunScope scope, StopSignal stop, RunEvidence evidence) implements Tasklet {

    /** The exit status that makes the job restartable. */
    static final String RESUMABLE = "RESUMABLE";

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        Run run = scope.run();
        Standing open = scope.saves() ? Standing.openOrToBeSaved() : Standing.openOr(kind -> false);
        List<TenantResult> left = scope.store().tenants().entries(run.id(), SeqRange.ALL, open).stream()
                .map(entry -> TenantResult.of(entry, SurveyStep.notAttempted(entry, reason())))
                .toList();
        scope.store().recorder().record(run, AuditEvent.Type.WRITE_OUTCOME, left);
        Map<OutcomeKind, Integer> summary = scope.store().tenants().summary(run.id());
        checkComplete(run, summary);
        RunStatus status = status(summary);
        scope.store().runs().ended(run.id(), status, scope.store().clock().instant(), message(status));
        new GuardEvidence(scope).freezePassed();
        Coverage coverage = coverage(run);
        scope.store().coverage().record(run.id(), coverage);
        evidence.ended(new RunEvidence.Ending(
                status,
                new Summary(summary, scope.store().tenants().differences(run.id())),
                reasonOf(status),
                scope.elapsed(),
                coverage));
        boolean goesOn = status == RunStatus.PAUSED
                || status == RunStatus.STOPPED
                || summary.keySet().stream().anyMatch(OutcomeKind::isResumable);
        if (run.maySave() && goesOn) {
            contribution.setExitStatus(new ExitStatus(RESUMABLE));
        }
        return RepeatStatus.FINISHED;
    }

    /** Of the whole fleet, however few tenants the run is about. */
    private Coverage coverage(Run run) {
        return scope.request()
                .census()
                .coverage(
                        scope.request().policies().coverage(),
                        scope.store(),
                        run.environment(),
                        scope.store().clock().instant());
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
        String pause = scope.pause();
        return Objects.requireNonNullElse(pause != null ? pause : scope.halt(), "the run ended before");
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
        boolean leftOut = summary.containsKey(OutcomeKind.NOT_ATTEMPTED);
        if (stop.isRequested() && (leftOut || isUnderWay())) {
            return RunStatus.STOPPED;
        }
        boolean brokenOff = scope.halt() != null || scope.window().reason() != null;
        if (scope.pause() != null || (scope.yieldsTo() != null && leftOut && !brokenOff)) {
            return RunStatus.PAUSED;
        }
        return summary.keySet().stream().anyMatch(OutcomeKind::isIncomplete) ? RunStatus.PARTIAL : RunStatus.COMPLETED;
    }

    /** Whether a wave was begun whose gate is not passed. */
    private boolean isUnderWay() {
        return scope.store().waves().waves(scope.run().id()).stream()
                .anyMatch(wave -> wave.state() == WaveState.SAVING || wave.state() == WaveState.SOAKING);
    }

    /** The same, or which gate was not passed. */
    private @Nullable String reasonOf(RunStatus status) {
        String message = message(status);
        return message == null ? scope.halt() : message;
    }

    /** Why the run as a whole did not go further, or null. */
    private @Nullable String message(RunStatus status) {
        String pause = scope.pause();
        if (status == RunStatus.REFUSED) {
            return scope.refusal();
        }
        if (status != RunStatus.PAUSED) {
            return scope.window().reason();
        }
        return pause != null ? pause : SurveyStep.leftTo(Objects.requireNonNull(scope.yieldsTo()));
    }
}
