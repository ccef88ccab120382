package dev.smsconfig.audit;

import dev.smsconfig.state.SecretUse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that a run has read and not yet told the trail of. What is read for the first time is told before the next
 * save; how often it was read again is told when the run ends, so that a secret of a whole fleet fills no pages.
 * Safe for use by several threads.
 */
public final class SecretUses implements Consumer<SecretUse> {

    /** Events have at most 1 MiB in one column of H2. */
    private static final int USES_AN_EVENT = 500;

    private static final int CHARACTERS_AN_EVENT = 200_000;

    private final Map<SecretUse, Count> counts = new ConcurrentHashMap<>();
    private final Queue<SecretUse> first = new ConcurrentLinkedQueue<>();

    /** Told is guarded by the lock of the whole. */
    private static final class Count {
        private final AtomicLong seen = new AtomicLong();
        private long told;
    }

    @Override
    public void accept(SecretUse use) {
        Count count = counts.computeIfAbsent(use, read -> new Count());
        // once it counts: who polls it finds that it was seen
        if (count.seen.getAndIncrement() == 0) {
            first.add(use);
        }
    }

    /**
     * Has what was read for the first time written down.
     *
     * @param commit commits these events, which may be none; where it throws, they stay untold
     */
    public synchronized void tellFirst(String runId, Consumer<List<AuditEvent>> commit) {
        List<SecretUse> fresh = new ArrayList<>();
        for (SecretUse use = first.poll(); use != null; use = first.poll()) {
            fresh.add(use);
        }
        try {
            tell(runId, fresh, commit);
        } catch (RuntimeException e) {
            first.addAll(fresh);
            throw e;
        }
    }

    /** The same for all that was read, so that the counts add up. */
    public synchronized void tellAll(String runId, Consumer<List<AuditEvent>> commit) {
        tell(runId, counts.keySet(), commit);
    }

    private record Untold(SecretUse use, Count count, long left) {

        Map<String, @Nullable Object> body() {
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            body.put("reference", use.reference().text());
            body.put("store", use.reference().provider());
            body.put("version", use.version());
            body.put("purpose", use.purpose().name());
            body.put("found", use.found());
            body.put("count", left);
            return body;
        }
    }

    private void tell(String runId, Collection<SecretUse> uses, Consumer<List<AuditEvent>> commit) {
        List<Untold> untold = new ArrayList<>();
        for (SecretUse use : uses) {
            Count count = Objects.requireNonNull(counts.get(use));
            long left = count.seen.get() - count.told;
            if (left > 0) {
                untold.add(new Untold(use, count, left));
            }
        }
        untold.sort(Comparator.comparing((Untold one) -> one.use.reference().text())
                .thenComparing(one -> one.use.purpose())
                .thenComparing(one -> String.valueOf(one.use.version())));
        commit.accept(events(runId, untold));
        untold.forEach(one -> one.count.told += one.left);
    }

    private static List<AuditEvent> events(String runId, List<Untold> untold) {
        List<AuditEvent> events = new ArrayList<>();
        List<Map<String, @Nullable Object>> bodies = new ArrayList<>();
        int characters = 0;
        for (Untold one : untold) {
            int length = one.use.reference().text().length();
            if (bodies.size() == USES_AN_EVENT || (!bodies.isEmpty() && characters + length > CHARACTERS_AN_EVENT)) {
                events.add(event(runId, bodies));
                bodies = new ArrayList<>();
                characters = 0;
            }
            bodies.add(one.body());
            characters += length;
        }
        if (!bodies.isEmpty()) {
            events.add(event(runId, bodies));
        }
        return events;
    }

    private static AuditEvent event(String runId, List<Map<String, @Nullable Object>> secrets) {
        return new AuditEvent(AuditEvent.Type.SECRET_ACCESS, runId, null, Map.of("secrets", secrets));
    }
}
