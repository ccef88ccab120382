package dev.smsconfig.verification;

import dev.smsconfig.audit.AuditEvent.Type;
import dev.smsconfig.audit.CanonicalJson;
import dev.smsconfig.audit.LedgerRows;
import dev.smsconfig.audit.StoredEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Compares what other tables say with the events that say the same. To be given only events that are right. */
final class LedgerCheck implements AutoCloseable {

    private static final Set<String> WITH_RESULT = Set.of(Type.TENANT_OBSERVED.name(), Type.WRITE_OUTCOME.name());
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String READER = "ledger-reader";

    /** A run as its events tell it. */
    private static final class Told {
        private final long seq;
        private final Map<String, Object> started;
        private @Nullable String status;

        Told(long seq, Map<String, Object> started) {
            this.seq = seq;
            this.started = started;
        }
    }

    private final LedgerFacts facts;
    private final boolean silent;
    private final boolean inTableOrder;
    private final Deque<LedgerRows.Row> ahead = new ArrayDeque<>();
    private final Map<String, Told> runs = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private @Nullable PageStream<LedgerRows.Row> stream;
    private long next;
    private boolean atEnd;
    private boolean beyond;

    private LedgerCheck(LedgerFacts facts, long begin, @Nullable Supplier<List<LedgerRows.Row>> pages) {
        this.facts = facts;
        this.silent = facts == LedgerFacts.NONE;
        this.inTableOrder = pages != null;
        this.next = begin;
        if (!silent) {
            stream = pages == null
                    ? PageStream.byNumber(READER, begin, facts::page, LedgerRows.Row::eventSeq)
                    : new PageStream<>(READER, pages);
        }
    }

    /**
     * Reads results in the order that is quickest.
     *
     * @param begin the first event that there is: rows of earlier ones can't be compared
     */
    static LedgerCheck quick(LedgerFacts facts, long begin) {
        return new LedgerCheck(facts, begin, facts.inTableOrder(begin));
    }

    /** As above, but reads them by event. */
    static LedgerCheck byEvent(LedgerFacts facts, long begin) {
        return new LedgerCheck(facts, begin, null);
    }

    /**
     * Whether what it found may be because results lie in another order than their events, so that another has to look by
     * event. Where it found nothing, each result was met beside its event.
     */
    boolean isDoubtful() {
        return inTableOrder && (beyond || !findings.isEmpty());
    }

    /** @param body the event's, where it is a canonical object */
    void accept(StoredEvent event, @Nullable CanonicalObject body) {
        if (silent) {
            return;
        }
        compare(event, body);
        if (event.type().equals(Type.RUN_STARTED.name())) {
            runs.put(event.runId(), new Told(event.seq(), body(event)));
        } else {
            ended(event);
        }
    }

    private void ended(StoredEvent event) {
        Told told = runs.get(event.runId());
        if (told == null) {
            return;
        }
        if (event.type().equals(Type.RUN_SEALED.name())) {
            told.status = String.valueOf(body(event).get("status"));
        } else if (event.type().equals(Type.RUN_INTERRUPTED.name())) {
            told.status = "INTERRUPTED";
        } else if (event.type().equals(Type.RUN_SUPERSEDED.name())
                && body(event).containsKey("by")) {
            told.status = "SUPERSEDED";
        } else if (event.type().equals(Type.RUN_RESUMED.name())) {
            told.status = null;
        }
    }

    private void compare(StoredEvent event, @Nullable CanonicalObject body) {
        LedgerRows.Row row = peek();
        while (row != null && row.eventSeq() < event.seq()) {
            strange(row);
            row = peek();
        }
        if (row == null && WITH_RESULT.contains(event.type())) {
            // it may have been written since, as the event was
            atEnd = false;
            row = peek();
        }
        if (row == null || row.eventSeq() > event.seq()) {
            if (!WITH_RESULT.contains(event.type())) {
                return;
            }
            edited(event.seq(), "the ledger has no result that goes with event " + event.seq());
            return;
        }
        ahead.remove();
        boolean same = row.runId().equals(event.runId())
                && row.tenant() != null
                && row.tenant().equals(event.tenant())
                && (isWrittenIn(body, row) || sameFacts(row.facts(), body(event)));
        if (!same) {
            edited(event.seq(), "the ledger tells something else than event " + event.seq());
        }
    }

    private void strange(LedgerRows.Row row) {
        ahead.remove();
        edited(row.eventSeq(), "the ledger has a result that points to event " + row.eventSeq() + ", which has none");
    }

    /** Whether it is there to the letter, as the tool writes it. False tells nothing. */
    private static boolean isWrittenIn(@Nullable CanonicalObject object, LedgerRows.Row row) {
        return object != null
                && row.attempts() == object.number("attempts")
                && object.isWritten("changes", row.changesInEvents())
                && (object.has("message")
                        ? row.message() != null && object.isText("message", row.message())
                        : row.message() == null)
                && object.isText("outcome", row.outcome())
                && object.isWritten("unverifiable", row.unverifiable());
    }

    private static boolean sameFacts(Map<String, @Nullable Object> row, Map<String, Object> body) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        row.keySet().forEach(name -> told.put(name, body.get(name)));
        // the ledger has room for a part of a long message
        if (row.get("message") instanceof String part && told.get("message") instanceof String whole) {
            told.put("message", whole.startsWith(part) && part.length() >= LedgerFacts.MESSAGE ? part : whole);
        }
        return row.equals(told) || Arrays.equals(CanonicalJson.bytes(row), CanonicalJson.bytes(told));
    }

    private LedgerRows.@Nullable Row peek() {
        if (ahead.isEmpty() && !atEnd) {
            List<LedgerRows.Row> page = page();
            atEnd = page.isEmpty();
            ahead.addAll(page);
            next = atEnd ? next : page.get(page.size() - 1).eventSeq() + 1;
        }
        return ahead.peek();
    }

    /** What was there when it was asked first is read ahead; what was written since, when it is asked for. */
    private List<LedgerRows.Row> page() {
        PageStream<LedgerRows.Row> rows = stream;
        if (rows != null) {
            List<LedgerRows.Row> page = rows.next();
            if (!page.isEmpty()) {
                return page;
            }
            close();
        }
        return facts.page(next);
    }

    @Override
    public void close() {
        PageStream<LedgerRows.Row> rows = stream;
        stream = null;
        if (rows != null) {
            rows.close();
        }
    }

    /**
     * At the end of the trail.
     *
     * @param size how many events it has
     * @return whether the ledger tells of events that come later
     */
    boolean tellsOfMore(long size) {
        for (LedgerRows.Row row = peek(); row != null; row = peek()) {
            if (row.eventSeq() >= size) {
                beyond = true;
                return true;
            }
            strange(row);
        }
        return false;
    }

    /** To be called at the end of a trail that is right. */
    List<Finding> findings() {
        runs.forEach((id, told) -> {
            LedgerFacts.RunRow row = facts.run(id);
            if (row == null) {
                edited(told.seq, "run " + id + " is not in the table of runs");
            } else if (!tellsTheSame(row, told)) {
                edited(told.seq, "the table of runs tells something else of run " + id + " than its events");
            }
        });
        return findings;
    }

    private static boolean tellsTheSame(LedgerFacts.RunRow row, Told told) {
        return row.command().equals(told.started.get("command"))
                && row.environment().equals(told.started.get("environment"))
                && Objects.equals(row.commit(), told.started.get("commit"))
                && (told.status == null
                        || row.status().equals("RUNNING")
                        || row.status().equals(told.status));
    }

    private void edited(long sequence, String text) {
        findings.add(new Finding(Fault.EDITED, sequence, text));
    }

    static Map<String, Object> body(StoredEvent event) {
        try {
            return MAPPER.readValue(event.body(), new TypeReference<Map<String, Object>>() {});
        } catch (JacksonException e) {
            return Map.of();
        }
    }
}
