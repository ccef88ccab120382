package dev.smsconfig.report.audit;

import dev.smsconfig.report.audit.GitFacts.Touch;
import java.util.List;

/**
 * What became of a commit that touches the config folder.
 *
 * @param runs those that carried it out, or that were to
 * @param tenants how many tenants differed because of it
 * @param note why
 */
record CommitFate(Touch touch, Fate fate, List<String> runs, int tenants, String note) {

    enum Fate {
        /** A run planned changes because of it. */
        PLANNED,
        /** A run read it, and it asked for nothing that was not so already. */
        NO_EFFECT,
        /** No run could read it, or none was let carry it out. */
        REJECTED,
        /** No run came after it. */
        AWAITING,
        /** What runs recorded does not tell. */
        UNEXPLAINED
    }
}
