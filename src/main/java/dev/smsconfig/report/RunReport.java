package dev.smsconfig.report;

import dev.smsconfig.audit.Coverage;
import dev.smsconfig.audit.GuardRecord;
import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.Run;
import dev.smsconfig.state.Provenance;
import java.util.List;
import java.util.function.Consumer;

/**
 * One run, as every report shows it.
 *
 * @param tenants gives the tenants wave by wave and by name, however often it is asked, without holding them all
 * @param guards what guards said, of every execution, in that order
 * @param coverage what is missing in the fleet as a whole
 * @param next the commands that people are told
 */
// 7 parameters: the parts of a report
public record RunReport(
        Run run,
        Summary summary,
        Tenants tenants,
        List<GuardRecord> guards,
        RolloutReport rollout,
        Coverage coverage,
        NextCommand next) {

    public RunReport {
        guards = List.copyOf(guards);
    }

    /** What guards said the last time. */
    List<GuardRecord> lastGuards() {
        int last = guards.stream().mapToInt(GuardRecord::execution).max().orElse(0);
        return guards.stream().filter(guard -> guard.execution() == last).toList();
    }

    public ExitCode exitCode() {
        return ExitCode.of(run.status(), summary, coverage);
    }

    /** The tenants of a run with what became of each. */
    public interface Tenants {

        void forEach(Consumer<LedgerEntry> consumer);

        /** All but those in sync with nothing hidden: of a large fleet on a quiet night, next to none. */
        void forEachNotable(Consumer<LedgerEntry> consumer);

        /** Who stands behind the commits that the tenants come from; each once. */
        void forEachCommit(Consumer<Provenance> consumer);
    }
}
