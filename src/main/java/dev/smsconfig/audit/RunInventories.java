package dev.smsconfig.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * The tenants of runs by their place. Results come run by run: one look-up for all of a run is quicker than one for each.
 * Not for several threads.
 */
final class RunInventories {

    private static final int PAGE = 1_000;
    private static final int RUNS = 4;

    private final JdbcTemplate jdbc;
    private final boolean placesKnown;
    private List<String> latest = List.of();

    /** Of the runs that were met last: two may go on at the same time. */
    private final Map<String, List<String>> inventories = new LinkedHashMap<>(RUNS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<String>> eldest) {
            return size() > RUNS;
        }
    };

    /** @param placesKnown whether the database tells where rows lie */
    RunInventories(JdbcTemplate jdbc, boolean placesKnown) {
        this.jdbc = jdbc;
        this.placesKnown = placesKnown;
    }

    /** The tenant at a place of a run, or null where there is none. */
    @Nullable
    String tenant(String run, int seq) {
        List<String> tenants = inventories.computeIfAbsent(run, this::inventory);
        if (seq >= 0 && seq < tenants.size()) {
            return tenants.get(seq);
        }
        // it may be there since
        return jdbc
                .queryForList("SELECT tenant FROM run_tenant WHERE run_id = ? AND seq = ?", String.class, run, seq)
                .stream()
                .findFirst()
                .orElse(null);
    }

    /**
     * A run that is as it was written has no gaps; where there is one, what comes after it is looked up when it is asked
     * for.
     */
    private List<String> inventory(String run) {
        List<String> tenants = new ArrayList<>();
        if (placesKnown) {
            addInTableOrder(run, tenants);
        }
        whilePagesAreWhole(
                tenants,
                () -> jdbc.query(
                        "SELECT seq, tenant FROM run_tenant WHERE run_id = ? AND seq >= ? AND seq < ? ORDER BY seq",
                        (RowCallbackHandler) row -> {
                            if (row.getInt(1) == tenants.size()) {
                                add(row.getString(2), tenants);
                            }
                        },
                        run,
                        tenants.size(),
                        tenants.size() + PAGE));
        latest = tenants;
        return tenants;
    }

    /** Those that lie one after the other in their order, up to a page in which one doesn't. */
    private void addInTableOrder(String run, List<String> tenants) {
        List<Long> first =
                jdbc.queryForList("SELECT _ROWID_ FROM run_tenant WHERE run_id = ? AND seq = 0", Long.class, run);
        if (first.isEmpty()) {
            return;
        }
        RowPlace next = new RowPlace(first.get(0));
        whilePagesAreWhole(
                tenants,
                () -> jdbc.query(
                        "SELECT run_id, seq, tenant, _ROWID_ FROM run_tenant WHERE _ROWID_ >= ? ORDER BY _ROWID_ LIMIT ?",
                        (RowCallbackHandler) row -> {
                            next.after(row.getLong(4));
                            if (row.getInt(2) == tenants.size() && run.equals(row.getString(1))) {
                                add(row.getString(3), tenants);
                            }
                        },
                        next.value(),
                        PAGE));
    }

    /** By pages: an embedded database keeps a long answer in a file. */
    private static void whilePagesAreWhole(List<String> tenants, Runnable page) {
        int before;
        do {
            before = tenants.size();
            page.run();
        } while (tenants.size() == before + PAGE);
    }

    /** Most runs have the tenants of the one before, which are kept once. A column that somebody changed may hold null. */
    private void add(String tenant, List<String> tenants) {
        int place = tenants.size();
        boolean same = place < latest.size() && Objects.equals(latest.get(place), tenant);
        tenants.add(same ? latest.get(place) : tenant);
    }
}
