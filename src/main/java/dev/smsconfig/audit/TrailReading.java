package dev.smsconfig.audit;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.JacksonException;

/** Reads the trail from its beginning to its end, a page at a time, and looks whether each event follows from the last. */
public final class TrailReading {

    private final JdbcTemplate jdbc;
    private final TrailReader reader;

    public TrailReading(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.reader = new TrailReader(jdbc);
    }

    /**
     * What was found of the chain.
     *
     * @param first the number of the first event that was read, or null where there was none
     * @param last that of the last one
     * @param head the hash of the last one, in hexadecimal, or null
     * @param read how many there were
     * @param firstBroken the first event that does not follow from the one before, or null
     */
    public record Chain(
            @Nullable Long first,
            @Nullable Long last,
            @Nullable String head,
            long read,
            @Nullable Long firstBroken) {

        /** How many numbers of the range are not there. */
        public long missing() {
            return first == null || last == null ? 0 : last - first + 1 - read;
        }
    }

    private record Row(TrailEvent event, StoredEvent stored) {}

    /** Gives the events with these numbers, both included, in their order. */
    public Chain forEach(long from, long to, Consumer<TrailEvent> consumer) {
        Walk walk = new Walk();
        long next = from;
        while (next <= to) {
            List<Row> page = page(next, to);
            if (!page.isEmpty()) {
                reveal(page);
            }
            for (Row row : page) {
                walk.pass(row);
                consumer.accept(row.event);
            }
            if (page.isEmpty()) {
                break;
            }
            next = page.get(page.size() - 1).event.seq() + 1;
        }
        return new Chain(walk.first, walk.last, walk.head == null ? null : HexFormat.of().formatHex(walk.head), walk.read, walk.firstBroken);
    }

    /** What tells of people stands in the events as commitments only. */
    private void reveal(List<Row> page) {
        PersonalLedger.Openings personal = new PersonalLedger(jdbc)
                .between(page.get(0).event.seq(), page.get(page.size() - 1).event.seq());
        page.forEach(row -> personal.reveal(row.event.seq(), row.event.body()));
    }

    private List<Row> page(long from, long to) {
        return reader.page(from).stream()
                .filter(stored -> stored.seq() <= to)
                .map(stored -> new Row(
                        new TrailEvent(
                                stored.seq(),
                                stored.runId(),
                                stored.type(),
                                stored.tenant(),
                                stored.occurredAt(),
                                body(stored.body())),
                        stored))
                .toList();
    }

    /** One that can't be read is empty: the chain tells that it is not what was written. */
    static Map<String, Object> body(byte[] json) {
        try {
            return Json.object(json);
        } catch (JacksonException e) {
            return Map.of();
        }
    }

    private static final class Walk {
        private @Nullable Long first;
        private @Nullable Long last;
        private byte @Nullable [] head;
        private long read;
        private @Nullable Long firstBroken;

        void pass(Row row) {
            long seq = row.event.seq();
            boolean follows = last == null || (seq == last + 1 && Arrays.equals(row.stored.previous(), head));
            boolean own = Arrays.equals(row.stored.entry(), EntryHash.of(seq, row.stored.previous(), row.stored.body()));
            if (firstBroken == null && !(follows && own)) {
                firstBroken = seq;
            }
            first = first == null ? Long.valueOf(seq) : first;
            last = seq;
            head = row.stored.entry();
            read++;
        }
    }
}
