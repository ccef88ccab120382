package dev.smsconfig.cli;

import dev.smsconfig.job.StopSignal;
import dev.smsconfig.report.ExitCode;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes SIGTERM and SIGINT a clean stop: no further tenant begins, those in flight get a grace to end, the run is sealed,
 * and the process exits with the code of the command instead of the signal's.
 */
final class Shutdown {

    /** Below the 30 s after which Kubernetes kills. */
    private static final long GRACE_SECONDS = 25;

    private final StopSignal stop = new StopSignal();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int exitCode = ExitCode.STOPPED.number();

    void install() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopCleanly, "stop"));
    }

    StopSignal stop() {
        return stop;
    }

    /** To be called with the command's exit code once nothing is left to do. */
    void ended(int code) {
        exitCode = code;
        ended.countDown();
    }

    private void stopCleanly() {
        if (ended.getCount() == 0) {
            return;
        }
        stop.request();
        try {
            // an interrupted wait is the end of the grace too
            ended.await(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(exitCode);
    }
}
