package dev.smsconfig.job;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.core.task.SyncTaskExecutor;

/** A run as Spring Batch sees it: one job instance, whose only parameter is the run's id. */
record BatchRuns(JobStore store) {

    /** Starts the instance of a run, or starts it again where it did not complete. */
    JobExecution launch(Job job, String runId) {
        try {
            JobExecution execution = operator().start(job, parameters(runId));
            // what start returns holds partitions as they were before they ran
            JobExecution fresh = store.jobRepository().getJobExecution(execution.getId());
            if (fresh == null) {
                throw new IllegalStateException("the job repository lost an execution");
            }
            execution.getAllFailureExceptions().forEach(fresh::addFailureException);
            return fresh;
        } catch (JobExecutionException e) {
            throw new IllegalStateException("the job repository refused to start the run", e);
        }
    }

    /**
     * Makes the instance of a run whose process is dead startable again. The caller knows that it is dead; Batch does
     * not.
     */
    void recover(String runId) {
        JobRepository repository = store.jobRepository();
        JobInstance instance = repository.getJobInstance(JobFlow.JOB_NAME, parameters(runId));
        if (instance == null) {
            return;
        }
        @Nullable JobExecution last = repository.getLastJobExecution(instance);
        if (last == null) {
            // killed between the two transactions that make an instance and its first execution
            repository.deleteJobInstance(instance);
        } else if (last.isRunning() || last.getStatus() == BatchStatus.STOPPING) {
            operator().recover(last);
        } else if (last.getStatus() == BatchStatus.UNKNOWN) {
            last.setStatus(BatchStatus.FAILED);
            last.setExitStatus(ExitStatus.FAILED);
            last.setEndTime(LocalDateTime.now(store.clock().withZone(ZoneOffset.UTC)));
            repository.update(last);
        }
    }

    private TaskExecutorJobOperator operator() {
        TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
        operator.setJobRepository(store.jobRepository());
        operator.setJobRegistry(new MapJobRegistry());
        operator.setTaskExecutor(new SyncTaskExecutor());
        try {
            operator.afterPropertiesSet();
        } catch (Exception e) {
            throw new IllegalStateException("the job operator could not be made", e);
        }
        return operator;
    }

    private static JobParameters parameters(String runId) {
        return new JobParametersBuilder().addString("run", runId).toJobParameters();
    }
}
