package dev.smsconfig.cli;

import dev.smsconfig.audit.RolloutRecord;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.job.JobStore;
import dev.smsconfig.report.ExitCode;

/** Whether a run can be gone on with. */
record Resumability(JobStore store) {

    /** @throws CommandFailure where it can't, with what to do instead */
    void require(Run run) {
        if (!run.maySave()) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "run " + run.id() + " is a " + run.command() + ", which saves nothing; start a new one instead");
        }
        boolean unlisted = run.status() == RunStatus.INTERRUPTED
                && (run.origin().selection() != null || run.origin().plan() != null || run.isRollback())
                && store.tenants().size(run.id()) == 0;
        if (unlisted) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "run " + run.id() + " ended before it wrote down which tenants it is about, and reached none; start"
                            + " a new one");
        }
        if (run.status() == RunStatus.SUPERSEDED) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "run " + run.id() + " is " + run.message() + "; resuming it would bring the older one back. Start"
                            + " a new one with apply");
        }
        String other = store.waves().find(run.id()).map(RolloutRecord::yieldsTo).orElse(null);
        if (other != null && isOver(other)) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "run " + run.id() + " left its waves to rollout " + other + ", which is over; start a new one with"
                            + " apply");
        }
    }

    private boolean isOver(String rollout) {
        return store.runs()
                .find(rollout)
                .map(run -> run.status() != RunStatus.PAUSED && run.status() != RunStatus.PARTIAL)
                .orElse(true);
    }
}
