package dev.smsconfig.cli;

import dev.smsconfig.job.StopSignal;
import dev.smsconfig.state.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Asks the servers of many tenants at once, where no run is made of it. */
final class TenantVisits {

    private final StopSignal stop;
    private final int parallelism;

    /** @param parallelism how many tenants are asked at once */
    TenantVisits(StopSignal stop, int parallelism) {
        this.stop = stop;
        this.parallelism = parallelism;
    }

    /**
     * @param visit what is asked; an exception is a bug and ends all
     * @return the answers in the order of the tenants; fewer where a stop was requested
     */
    <T> List<T> visit(List<TenantId> tenants, Function<TenantId, T> visit, Progress progress)
            throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(parallelism, TenantVisits::daemon);
        try {
            List<Future<Optional<T>>> answers = new ArrayList<>();
            for (TenantId tenant : tenants) {
                answers.add(threads.submit(() -> unlessStopped(tenant, visit, progress)));
            }
            List<T> all = new ArrayList<>();
            for (Future<Optional<T>> answer : answers) {
                answer.get().ifPresent(all::add);
            }
            return all;
        } catch (ExecutionException e) {
            throw new IllegalStateException("visiting a tenant failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private <T> Optional<T> unlessStopped(TenantId tenant, Function<TenantId, T> visit, Progress progress) {
        if (stop.isRequested()) {
            return Optional.empty();
        }
        T answer = visit.apply(tenant);
        progress.step();
        return Optional.of(answer);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "tenant-visit");
        thread.setDaemon(true);
        return thread;
    }
}
