package dev.smsconfig.cli;

import dev.smsconfig.audit.Run;
import dev.smsconfig.job.HeldLease;
import dev.smsconfig.job.RunLock;
import dev.smsconfig.job.RunLock.Answer;
import dev.smsconfig.lease.LeaseRecord;
import dev.smsconfig.report.ExitCode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command's right to run, what is told of whoever else has it, and the runs that are found dead on the way. */
final class RunPermit implements AutoCloseable {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Setting setting;
    private final RunLock lock;
    private @Nullable HeldLease lease;

    RunPermit(Setting setting, RunLock lock) {
        this.setting = setting;
        this.lock = lock;
    }

    void recoverDead() {
        tell(lock.recoverDead());
    }

    private void tell(List<Run> recovered) {
        for (Run run : recovered) {
            setting.note("Run " + run.id() + " was interrupted: its process (" + run.holder() + ") is gone."
                    + (run.maySave() ? " Go on with: " + setting.next().resume(run.id()) : ""));
        }
    }

    /** For a run that saves nothing. */
    void toLook(String runId, String command) {
        lease = lock.takeOwn(runId, command);
    }

    /** @throws CommandFailure where another run may save in the environment */
    void toSave(String environment, String runId, String command) {
        Answer answer = lock.takeEnvironment(environment, runId, command);
        while (answer instanceof Answer.Refused refused
                && refused.isPassing()
                && setting.stop().pause(LOOK_AGAIN)) {
            answer = lock.takeEnvironment(environment, runId, command);
        }
        if (answer instanceof Answer.Refused refused) {
            throw held(environment, refused.holder());
        }
        granted((Answer.Granted) answer);
    }

    /**
     * For a run that is taken up again. Where its former process is silent, this waits for the end of its lease.
     *
     * @throws CommandFailure where that process, or another run, shows life, or a stop is requested
     */
    void toGoOn(Run run, String command) {
        Silence silence = new Silence();
        Answer answer = lock.takeEnvironment(run.environment(), run.id(), command);
        while (answer instanceof Answer.Refused refused) {
            LeaseRecord holder = refused.holder();
            if (!refused.isPassing() && (!holder.claim().runId().equals(run.id()) || silence.isBrokenBy(holder))) {
                throw held(run.environment(), holder);
            }
            if (!setting.stop().pause(LOOK_AGAIN)) {
                throw new CommandFailure(
                        ExitCode.STOPPED,
                        "stopped while waiting for the lease of run " + run.id() + "; nothing was reached or written");
            }
            answer = lock.takeEnvironment(run.environment(), run.id(), command);
        }
        granted((Answer.Granted) answer);
    }

    private void granted(Answer.Granted granted) {
        lease = granted.lease();
        tell(granted.recovered());
    }

    private CommandFailure held(String environment, LeaseRecord holder) {
        return new CommandFailure(
                ExitCode.REFUSED,
                "another run holds the lock of environment " + environment + ": " + holder
                        + "; wait for it to end, or stop it, then try again; if its process is dead, '"
                        + setting.next().resume(holder.claim().runId()) + "' waits for the lease's end and goes on");
    }

    @Override
    public void close() {
        HeldLease held = lease;
        if (held != null) {
            held.close();
        }
    }

    /** What was heard of the process that had the run. */
    private final class Silence {

        private @Nullable LeaseRecord first;

        boolean isBrokenBy(LeaseRecord holder) {
            LeaseRecord before = first;
            if (before == null) {
                first = holder;
                setting.note("Waiting for the end of the lease: " + holder + ".");
                return false;
            }
            return holder.token() != before.token() || !holder.renewedAt().equals(before.renewedAt());
        }
    }
}
