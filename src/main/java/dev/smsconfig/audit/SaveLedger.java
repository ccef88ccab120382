package dev.smsconfig.audit;

import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.state.TenantId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * What runs did to servers, told by the trail: the intents say what was sent, what came after says whether it counts. A
 * result alone would not do, since one that diverged says what differs and not what was saved.
 */
public final class SaveLedger {

    private static final String EVENTS = "SELECT tenant, event_type, body FROM audit_event WHERE run_id = ?"
            + " AND tenant IS NOT NULL AND event_type IN ('WRITE_INTENT', 'WRITE_OUTCOME', 'TENANT_OBSERVED')"
            + " ORDER BY seq";
    private static final String VERIFIED_BEFORE = "SELECT t.tenant, u.config_commit, MAX(r.event_seq) AS latest"
            + " FROM run_tenant s JOIN run_tenant t ON t.tenant = s.tenant"
            + " JOIN run u ON u.run_id = t.run_id"
            + " JOIN run_result r ON r.run_id = t.run_id AND r.seq = t.seq"
            + " WHERE s.run_id = ? AND u.environment = ? AND u.run_id <> ? AND u.config_commit IS NOT NULL"
            + " AND NOT u.config_dirty AND r.outcome IN ('IN_SYNC', 'CONVERGED') AND r.event_seq <"
            + " (SELECT MIN(e.seq) FROM audit_event e WHERE e.run_id = ?)"
            + " GROUP BY t.tenant, u.config_commit ORDER BY t.tenant, latest DESC";

    private static final String EARLIER = "SELECT e.tenant, e.event_type, e.body FROM audit_event e"
            + " JOIN run u ON u.run_id = e.run_id WHERE u.environment = ?"
            + " AND e.seq < (SELECT MIN(f.seq) FROM audit_event f WHERE f.run_id = ?)"
            + " AND e.tenant IS NOT NULL AND e.event_type IN ('WRITE_INTENT', 'WRITE_OUTCOME') ORDER BY e.seq";

    private final JdbcTemplate jdbc;

    public SaveLedger(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What a run saved, or may have saved, in all its executions together.
     *
     * @return by tenant each field that it left otherwise than it met it: {@code from} is what the server held before its
     *     first save, {@code to} what it held after the last; with cause UNKNOWN where no reading back proved the save,
     *     else PENDING
     */
    public Map<TenantId, List<FieldChange>> savedBy(Run run) {
        Map<TenantId, List<FieldChange>> saved = savedIn(run.id());
        boolean hidden = saved.values().stream().flatMap(List::stream).anyMatch(SaveLedger::wasMasked);
        if (hidden) {
            Map<TenantId, Map<String, String>> known = savedBefore(run, saved.keySet());
            saved.replaceAll((tenant, changes) -> changes.stream()
                    .map(change -> told(change, known.getOrDefault(tenant, Map.of())))
                    .toList());
        }
        return saved;
    }

    private static boolean wasMasked(FieldChange change) {
        return FieldChange.MASKED.equals(change.from());
    }

    private static FieldChange told(FieldChange change, Map<String, String> known) {
        String before = wasMasked(change) ? known.get(change.field()) : null;
        return before == null
                ? change
                : FieldChange.healed(change.field(), before, change.to(), change.sensitive(), change.cause());
    }

    /** Where a server masks a field, it holds what was saved there last, as far as anybody can tell. */
    private Map<TenantId, Map<String, String>> savedBefore(Run run, Set<TenantId> tenants) {
        Map<TenantId, Map<String, String>> known = new HashMap<>();
        Map<TenantId, List<FieldChange>> announced = new HashMap<>();
        jdbc.query(
                EARLIER,
                (RowCallbackHandler) row -> {
                    TenantId tenant = new TenantId(row.getString("tenant"));
                    if (!tenants.contains(tenant)) {
                        return;
                    }
                    Map<String, Object> body = Json.object(row.getBytes("body"));
                    if (row.getString("event_type").equals(AuditEvent.Type.WRITE_INTENT.name())) {
                        announced.put(tenant, EventBodies.changesIn(body));
                        return;
                    }
                    boolean proven = EventBodies.outcomeIn(body) == OutcomeKind.CONVERGED;
                    List<FieldChange> sent = announced.remove(tenant);
                    for (FieldChange change : sent == null ? List.<FieldChange>of() : sent) {
                        Map<String, String> fields = known.computeIfAbsent(tenant, t -> new HashMap<>());
                        String to = change.to();
                        if (proven && to != null) {
                            fields.put(change.field(), to);
                        } else {
                            fields.remove(change.field());
                        }
                    }
                },
                run.environment(),
                run.id());
        return known;
    }

    private Map<TenantId, List<FieldChange>> savedIn(String runId) {
        Map<TenantId, NetSaves> tenants = new TreeMap<>(Comparator.comparing(TenantId::value));
        jdbc.query(
                EVENTS,
                (RowCallbackHandler) row -> {
                    NetSaves saves =
                            tenants.computeIfAbsent(new TenantId(row.getString("tenant")), tenant -> new NetSaves());
                    Map<String, Object> body = Json.object(row.getBytes("body"));
                    List<FieldChange> changes = EventBodies.changesIn(body);
                    OutcomeKind outcome = EventBodies.outcomeIn(body);
                    switch (AuditEvent.Type.valueOf(row.getString("event_type"))) {
                        case WRITE_INTENT -> saves.announced(changes);
                        case WRITE_OUTCOME -> saves.ended(outcome, changes);
                        default -> saves.observed(outcome);
                    }
                },
                runId);
        Map<TenantId, List<FieldChange>> saved = new LinkedHashMap<>();
        tenants.forEach((tenant, saves) -> {
            List<FieldChange> changes = saves.changes();
            if (!changes.isEmpty()) {
                saved.put(tenant, changes);
            }
        });
        return saved;
    }

    /**
     * The commits with which the tenants of a run were verified before it began, last first; none that files differed
     * from.
     */
    public Map<TenantId, List<String>> commitsBefore(Run run) {
        Map<TenantId, List<String>> commits = new LinkedHashMap<>();
        jdbc.query(
                VERIFIED_BEFORE,
                (RowCallbackHandler) row -> commits.computeIfAbsent(
                                new TenantId(row.getString("tenant")), tenant -> new ArrayList<>())
                        .add(row.getString("config_commit")),
                run.id(),
                run.environment(),
                run.id(),
                run.id());
        return commits;
    }
}
