package dev.smsconfig.report.audit;

import dev.smsconfig.audit.PeriodLedger.CommitUse;
import dev.smsconfig.report.audit.CommitFate.Fate;
import dev.smsconfig.report.audit.GitFacts.Touch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Accounts for the commits: each one that touches the config folder was planned, had no effect, was rejected or waits for
 * a run. What is left over is unexplained.
 */
final class CommitFates {

    private static final int SHORT = 10;

    private final GitFacts git;
    private final List<RunStory> applies;
    private final Map<RunStory, Map<String, CommitUse>> uses;

    /**
     * @param applies the applies of the period, oldest first
     * @param uses what the commits behind their tenants came to
     */
    CommitFates(GitFacts git, List<RunStory> applies, Map<RunStory, Map<String, CommitUse>> uses) {
        this.git = git;
        this.applies = applies;
        this.uses = uses;
    }

    List<CommitFate> all() {
        List<CommitFate> fates = new ArrayList<>();
        for (int i = 0; i < git.commits().size(); i++) {
            fates.add(fate(git.commits().get(i), git.commits().subList(i + 1, git.commits().size())));
        }
        return fates;
    }

    private CommitFate fate(Touch touch, List<Touch> later) {
        Map<RunStory, Integer> carriedOut = new LinkedHashMap<>();
        Map<RunStory, Integer> refused = new LinkedHashMap<>();
        List<RunStory> readBy = new ArrayList<>();
        int behind = 0;
        boolean recorded = false;
        for (RunStory run : applies) {
            String read = run.run().commit();
            if (read == null || !git.read().getOrDefault(read, Set.of()).contains(touch.id())) {
                continue;
            }
            readBy.add(run);
            Map<String, CommitUse> own = uses.getOrDefault(run, Map.of());
            recorded |= !own.isEmpty();
            CommitUse use = own.getOrDefault(touch.id(), new CommitUse(0, 0));
            behind = Math.max(behind, use.tenants());
            if (use.due() > 0) {
                (run.status().equals("REFUSED") ? refused : carriedOut).put(run, use.due());
            }
        }
        if (!carriedOut.isEmpty()) {
            return of(touch, Fate.PLANNED, carriedOut, "");
        }
        if (!refused.isEmpty()) {
            return of(touch, Fate.REJECTED, refused, "refused: " + refused.keySet().iterator().next().message());
        }
        if (touch.fault() != null) {
            return new CommitFate(touch, Fate.REJECTED, List.of(), 0, touch.fault());
        }
        if (readBy.isEmpty()) {
            return new CommitFate(touch, Fate.AWAITING, List.of(), 0, "no apply read it before the period ended");
        }
        if (!recorded) {
            return new CommitFate(
                    touch,
                    Fate.UNEXPLAINED,
                    ids(readBy),
                    0,
                    "runs that read it recorded no commits for their tenants");
        }
        return new CommitFate(touch, Fate.NO_EFFECT, ids(readBy.subList(0, 1)), 0, noEffect(touch, behind, later));
    }

    private static CommitFate of(Touch touch, Fate fate, Map<RunStory, Integer> runs, String note) {
        int most = runs.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return new CommitFate(touch, fate, ids(List.copyOf(runs.keySet())), most, note);
    }

    private static List<String> ids(List<RunStory> runs) {
        return runs.stream().map(RunStory::id).toList();
    }

    private static String noEffect(Touch touch, int behind, List<Touch> later) {
        if (behind > 0) {
            return (behind == 1 ? "the tenant behind it was" : "the " + behind + " tenants behind it were")
                    + " so already";
        }
        Set<String> files = new HashSet<>(touch.files());
        return later.stream()
                .filter(other -> other.files().stream().anyMatch(files::contains))
                .findFirst()
                .map(other -> "overtaken by commit " + other.id().substring(0, SHORT) + ", which changes the same files")
                .orElse("concerns no tenant's values");
    }
}
