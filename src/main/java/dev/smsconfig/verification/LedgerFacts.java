package dev.smsconfig.verification;

import dev.smsconfig.audit.LedgerRows;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What other tables of a repository say that the trail tells too. A source without such tables says nothing. */
public interface LedgerFacts {

    /** How many characters of a message the ledger has room for. */
    int MESSAGE = 2000;

    /** Says nothing. */
    LedgerFacts NONE = new LedgerFacts() {
        @Override
        public List<LedgerRows.Row> page(long from) {
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
    List<LedgerRows.Row> page(long from);

    /**
     * Pages of all results whose event has at least that number, each result once, empty at the end: in the order of the
     * table, which is that of their events where nobody touched it. Null where that is no quicker than by event.
     */
    default @Nullable Supplier<List<LedgerRows.Row>> inTableOrder(long from) {
        return null;
    }

    /** The runs that are not ended. */
    Set<String> underWay();

    /** A run, or null where the source doesn't know it. */
    @Nullable
    RunRow run(String runId);
}
