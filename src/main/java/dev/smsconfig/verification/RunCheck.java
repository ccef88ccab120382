package dev.smsconfig.verification;

import dev.smsconfig.audit.AuditEvent.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows what the events tell: each announced save has its outcome, each run its end, and time goes forward. */
final class RunCheck {

    private final Map<String, Map<String, Long>> announced = new HashMap<>();
    private final Map<String, Long> open = new HashMap<>();
    private final Map<String, Long> firstOf = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private @Nullable Instant latest;
    private long backward;
    private long firstBackward;

    void accept(long seq, String type, String run, @Nullable String tenant, Instant at) {
        firstOf.putIfAbsent(run, seq);
        Instant before = latest;
        if (before != null && at.isBefore(before)) {
            firstBackward = backward++ == 0 ? seq : firstBackward;
        }
        latest = at;
        if (type.equals(Type.WRITE_INTENT.name())) {
            announced.computeIfAbsent(run, id -> new HashMap<>()).putIfAbsent(String.valueOf(tenant), seq);
        } else if (type.equals(Type.WRITE_OUTCOME.name())) {
            announced.getOrDefault(run, new HashMap<>()).remove(String.valueOf(tenant));
        } else if (type.equals(Type.RUN_STARTED.name()) || type.equals(Type.RUN_RESUMED.name())) {
            open.putIfAbsent(run, seq);
        } else if (type.equals(Type.RUN_SEALED.name()) || type.equals(Type.RUN_INTERRUPTED.name())) {
            open.remove(run);
            ended(run);
        }
    }

    private void ended(String run) {
        Map<String, Long> left = announced.remove(run);
        if (left != null && !left.isEmpty()) {
            long first = left.values().stream().mapToLong(Long::longValue).min().orElse(0);
            findings.add(new Finding(
                    Fault.INTENT_WITHOUT_OUTCOME,
                    first,
                    "run " + run + " ended, and nothing tells what came of " + left.size()
                            + " saves that it announced"));
        }
    }

    /** The number of the first event of a run, or null where it has none. */
    @Nullable
    Long firstOf(String run) {
        return firstOf.get(run);
    }

    /** @param underWay runs that may still go on; null where what comes later is not known */
    List<Finding> findings(@Nullable Set<String> underWay) {
        List<Finding> all = new ArrayList<>(findings);
        if (underWay != null) {
            Set<String> left = new HashSet<>(open.keySet());
            left.removeAll(underWay);
            left.forEach(run -> all.add(new Finding(
                    Fault.RUN_UNSEALED, open.getOrDefault(run, 0L), "run " + run + " neither goes on nor was sealed")));
        }
        if (backward > 0) {
            all.add(new Finding(
                    Fault.CLOCK_REGRESSION,
                    firstBackward,
                    "the clock went backwards " + backward + " times, first before event " + firstBackward));
        }
        return all;
    }
}
