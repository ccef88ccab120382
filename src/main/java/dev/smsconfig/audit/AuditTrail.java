package dev.smsconfig.audit;

import dev.smsconfig.state.TenantId;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The append-only trail. Events get consecutive numbers from a head row, not from a sequence, which would leave gaps
 * where a transaction rolls back; each entry's hash covers the hash before it. {@link #append} takes part in the
 * caller's transaction and holds the head row until that ends, so callers append last. Not final only so that a benchmark
 * can leave it out.
 */
public class AuditTrail {

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final PersonalLedger personal;
    private final SecureRandom random = new SecureRandom();

    public AuditTrail(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.personal = new PersonalLedger(jdbc);
    }

    /** Makes the head row of an empty trail. One with events and without a head was tampered with, and stays as it is. */
    public void begin() {
        Integer heads = jdbc.queryForObject("SELECT COUNT(*) FROM audit_head", Integer.class);
        if (heads != null && heads == 0 && isEmpty()) {
            try {
                jdbc.update(
                        "INSERT INTO audit_head (id, next_seq, entry_hash) VALUES (1, 0, ?)",
                        new Object[] {EntryHash.first()});
            } catch (DuplicateKeyException e) {
                // another process was quicker: there is one head, which is all that is wanted
            }
        }
    }

    private boolean isEmpty() {
        return jdbc.queryForList("SELECT seq FROM audit_event LIMIT 1", Long.class)
                .isEmpty();
    }

    /** Keeps everybody else from appending until the caller's transaction ends. */
    public void lock() {
        head();
    }

    private Head head() {
        Head head = jdbc.queryForObject(
                "SELECT next_seq, entry_hash FROM audit_head WHERE id = 1 FOR UPDATE",
                (row, n) -> new Head(row.getLong(1), row.getBytes(2)));
        if (head == null) {
            throw new IllegalStateException("the audit trail has no head");
        }
        return head;
    }

    /**
     * Appends the events in their order.
     *
     * @return the number of the first; the others follow without gaps
     */
    public long append(List<AuditEvent> events) {
        Head head = head();
        long seq = head.nextSeq;
        byte[] previous = head.entryHash;
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Object[]> rows = new ArrayList<>(events.size());
        Map<Long, List<Commitments.Taken>> taken = new LinkedHashMap<>();
        for (AuditEvent event : events) {
            Commitments commitments = new Commitments(random);
            byte[] body = body(event, seq, now, commitments);
            if (!commitments.taken().isEmpty()) {
                taken.put(seq, commitments.taken());
            }
            byte[] entry = EntryHash.of(seq, previous, body);
            TenantId tenant = event.tenant();
            rows.add(new Object[] {
                seq++,
                event.runId(),
                event.type().name(),
                tenant == null ? null : tenant.value(),
                Timestamp.from(now),
                body,
                previous,
                entry
            });
            previous = entry;
        }
        jdbc.batchUpdate(
                "INSERT INTO audit_event (seq, run_id, event_type, tenant, occurred_at, body, prev_hash, entry_hash)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                rows);
        personal.insert(taken);
        jdbc.update("UPDATE audit_head SET next_seq = ?, entry_hash = ? WHERE id = 1", seq, previous);
        return head.nextSeq;
    }

    /** The bytes that are hashed and stored: verification reads them and never makes them again. */
    private static byte[] body(AuditEvent event, long seq, Instant now, Commitments commitments) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("seq", seq);
        body.put("type", event.type().name());
        body.put("run", event.runId());
        TenantId tenant = event.tenant();
        if (tenant != null) {
            body.put("tenant", tenant.value());
        }
        body.put("at", now.toString());
        body.putAll(commitments.of(event.body()));
        if (tenant != null && !commitments.taken().isEmpty()) {
            throw new IllegalArgumentException("what is told of a tenant holds nothing personal");
        }
        return CanonicalJson.bytes(body);
    }

    private record Head(long nextSeq, byte[] entryHash) {}
}
