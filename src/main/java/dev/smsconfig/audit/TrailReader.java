package dev.smsconfig.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;

/** Reads the trail as it stands there, without judging it. Pages by key: any number of events in the memory of a few. */
public final class TrailReader {

    private static final int PAGE = 1_000;
    private static final String COLUMNS = "seq, run_id, event_type, tenant, occurred_at, body, prev_hash, entry_hash";

    private final JdbcTemplate jdbc;

    public TrailReader(JdbcTemplate jdbc) {
        this.jdbc = new JdbcTemplate(java.util.Objects.requireNonNull(jdbc.getDataSource()));
        this.jdbc.setFetchSize(PAGE);
    }

    /** The head row, or empty where there is none, or more than one. */
    public Optional<TrailHead> head() {
        List<TrailHead> heads = jdbc.query(
                "SELECT next_seq, entry_hash FROM audit_head WHERE id = 1",
                (row, n) -> new TrailHead(row.getLong(1), row.getBytes(2)));
        Integer all = jdbc.queryForObject("SELECT COUNT(*) FROM audit_head", Integer.class);
        return all != null && all == 1 ? heads.stream().findFirst() : Optional.empty();
    }

    /** The lowest number that an event has, or empty where there is none. */
    public OptionalLong first() {
        Long first = jdbc.queryForObject("SELECT MIN(seq) FROM audit_event", Long.class);
        return first == null ? OptionalLong.empty() : OptionalLong.of(first);
    }

    /** A page of events in the order of their numbers, empty at the end. */
    public List<StoredEvent> page(long from) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM audit_event WHERE seq >= ? ORDER BY seq LIMIT ?",
                new Events(),
                from,
                PAGE);
    }

    /** All events from a number on, in the order of their numbers. */
    public void forEach(long from, Consumer<StoredEvent> consumer) {
        long next = from;
        for (List<StoredEvent> page = page(next); !page.isEmpty(); page = page(next)) {
            page.forEach(consumer);
            next = page.get(page.size() - 1).seq() + 1;
        }
    }

    /** The events of one type, in the order of their numbers. */
    public List<StoredEvent> ofType(AuditEvent.Type type) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM audit_event WHERE event_type = ? ORDER BY seq", new Events(), type.name());
    }

    /**
     * The hashes of a range of events, one after the other.
     *
     * @param to exclusive
     */
    public void hashes(long from, long to, Consumer<Link> consumer) {
        for (long page = from; page < to; page += PAGE) {
            jdbc.query(
                    "SELECT seq, prev_hash, entry_hash, occurred_at FROM audit_event WHERE seq >= ? AND seq < ?"
                            + " ORDER BY seq",
                    (RowCallbackHandler) row ->
                            consumer.accept(new Link(row.getLong(1), row.getBytes(2), row.getBytes(3), at(row, 4))),
                    page,
                    Math.min(to, page + PAGE));
        }
    }

    /** An event without its body. */
    public record Link(long seq, byte[] previous, byte[] entry, Instant at) {}

    /** Reads events one after the other. */
    private static final class Events implements RowMapper<StoredEvent> {

        private final RepeatedText run = new RepeatedText();
        private final RepeatedText type = new RepeatedText();

        @Override
        public StoredEvent mapRow(ResultSet row, int n) throws SQLException {
            return new StoredEvent(
                    row.getLong(1),
                    run.of(row.getString(2)),
                    type.of(row.getString(3)),
                    row.getString(4),
                    at(row, 5),
                    row.getBytes(6),
                    row.getBytes(7),
                    row.getBytes(8));
        }
    }

    private static Instant at(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? Instant.EPOCH : at.toInstant();
    }
}
