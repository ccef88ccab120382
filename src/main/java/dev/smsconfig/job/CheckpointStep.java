package dev.smsconfig.job;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** Signs that a run has begun, before it reaches any server. */
record CheckpointStep(RunScope scope) implements Tasklet {

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        @Nullable Checkpoints checkpoints = scope.store().signing();
        if (checkpoints != null) {
            checkpoints.begin(scope.run().id(), scope.saves());
        }
        return RepeatStatus.FINISHED;
    }
}
