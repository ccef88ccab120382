package dev.smsconfig.report.audit;

import dev.smsconfig.audit.PeriodLedger.Bounds;
import dev.smsconfig.audit.PeriodLedger.Reach;
import dev.smsconfig.audit.StoredCheckpoint;
import dev.smsconfig.audit.TrailReading.Chain;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of a period, before it is put into sections.
 *
 * @param runs of the environment, oldest first
 * @param population what there is, counted from two sides
 * @param trail what the trail is worth
 */
record PeriodStory(
        Question question,
        GitFacts git,
        List<RunStory> runs,
        Population population,
        TrailFacts trail,
        List<Change> changes,
        List<Night> nights,
        List<ExceptionItem> exceptions,
        List<CommitFate> commits,
        SecretAccesses secrets) {

    // 10 parameters: one for each section that has rows of its own

    /**
     * @param before the run that the period begins after, by its place among all; 0 for none
     * @param unknownRuns runs that the trail saw begin and the ledger does not know
     * @param unheardRuns runs of the ledger that the trail did not see begin
     * @param reach what the applies of the whole fleet came to, by run
     * @param environments how many runs each environment had
     */
    record Population(
            int before,
            List<String> unknownRuns,
            List<String> unheardRuns,
            Map<RunStory, Reach> reach,
            Map<String, Integer> environments) {}

    /**
     * @param check what came of verifying all of it
     * @param events those of the period
     * @param all those that are there at all
     * @param oldestAt when the oldest of these was written, or null
     * @param chain what was read for this report: the period's, and those before of runs that went on in it
     * @param regressions how often the clock went back from one event to the next
     * @param newest the time of the newest event of the period, or null
     * @param checkpoints those that were signed in the period
     * @param erased how many personal values of the whole trail are erased by now
     */
    record TrailFacts(
            TrailCheck check,
            Bounds events,
            Bounds all,
            @Nullable Instant oldestAt,
            Chain chain,
            int regressions,
            @Nullable Instant newest,
            List<StoredCheckpoint> checkpoints,
            int erased) {

        // 9 parameters: what three sections tell of the trail
    }
}
