package dev.smsconfig.job;

import java.util.function.Function;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;

/** Runs each partition as a step of its own, made for its range: readers have state and are not shared. */
record PartitionWorker(String name, Function<StepExecution, Step> stepOf) implements Step {

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isAllowStartIfComplete() {
        return true;
    }

    @Override
    public void execute(StepExecution stepExecution) throws JobInterruptedException {
        stepOf.apply(stepExecution).execute(stepExecution);
    }
}
