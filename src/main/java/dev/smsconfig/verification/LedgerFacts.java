package dev.smsconfig.verification;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What other tables of a repository say that the trail tells too. A source without such tables says nothing. */
public interface LedgerFacts {

    /** How many characters of a message the ledger has room for. */
    int MESSAGE = 2000;

    /** Says nothing. */
    LedgerFacts NONE = new LedgerFacts() {
        @Override
        public List<Recorded> page(long from) {
            return List.of();
        }

        @Override
        public Set<String> underWay() {
            return Set.of();
        }

        @Override
        public @Nullable RunRow run(String runId) {
            return null;
        }
    };

    /**
     * A result that points to its event.
     *
     * @param eventSeq the number of the event
     * @param facts what the row says, as the body of the event has it: outcome, attempts, changes, unverifiable, message
     */
    record Recorded(long eventSeq, String runId, String tenant, java.util.Map<String, @Nullable Object> facts) {}

    /**
     * A run as its table has it.
     *
     * @param commit null where it was read from none
     */
    record RunRow(
            String id,
            String command,
            String environment,
            String status,
            @Nullable String commit) {}

    /** A page of results whose event has at least that number, by the event's number; empty at the end. */
    List<Recorded> page(long from);

    /** The runs that are not ended. */
    Set<String> underWay();

    /** A run, or null where the source doesn't know it. */
    @Nullable
    RunRow run(String runId);
}
