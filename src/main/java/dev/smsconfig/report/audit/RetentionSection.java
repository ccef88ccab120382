package dev.smsconfig.report.audit;

import dev.smsconfig.audit.PeriodLedger.Bounds;
import org.jspecify.annotations.Nullable;

/** Section 10: what is kept, and who can read it. */
final class RetentionSection {

    private RetentionSection() {}

    static Section of(PeriodStory story) {
        Bounds all = story.trail().all();
        @Nullable Long first = all.first();
        return Section.of(
                        "retention",
                        10,
                        "Retention and access",
                        "Nothing is removed by itself. Only a whole beginning of the trail, up to a signed checkpoint, can"
                                + " be pruned, which is an event of its own. Who can read or write the job repository is"
                                + " said by its database; reports and exports hold no secret values.")
                .fact("policy", "Policy", "kept until somebody prunes it")
                .fact("oldestEvent", "Oldest event that is there", first)
                .fact("oldestAt", "Of", story.trail().oldestAt())
                .fact(
                        "pruned",
                        "Pruned",
                        first == null || first == 0 ? "nothing" : "events 0 to " + (first - 1))
                .section();
    }
}
