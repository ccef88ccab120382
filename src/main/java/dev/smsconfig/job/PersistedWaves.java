package dev.smsconfig.job;

import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.rollout.CourseLedger;
import dev.smsconfig.rollout.WaveRecord;
import dev.smsconfig.rollout.WaveTally;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The waves of a run in the job repository; whatever happens to them stands in the trail too.
 *
 * @param observed when what waits was observed last
 * @param yieldsTo an earlier rollout, to which the tenants that wait in it are left; or null
 */
record PersistedWaves(
        JobStore store,
        String runId,
        Supplier<Instant> observed,
        @Nullable String yieldsTo) implements CourseLedger {

    @Override
    public List<WaveRecord> waves() {
        return store.waves().waves(runId);
    }

    @Override
    public Map<Integer, WaveTally> tallies() {
        return store.waves().tallies(runId, yieldsTo);
    }

    @Override
    public Instant observedAt() {
        return observed.get();
    }

    @Override
    public void update(WaveRecord wave) {
        store.ownTransaction().executeWithoutResult(status -> {
            store.waves().update(runId, wave);
            store.trail().append(List.of(new AuditEvent(AuditEvent.Type.WAVE, runId, null, body(wave))));
        });
    }

    private static Map<String, Object> body(WaveRecord wave) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("wave", wave.name());
        body.put("state", wave.state().name());
        Instant until = wave.passage().soakUntil();
        if (until != null && wave.passage().endedAt() == null) {
            body.put("soakUntil", until.toString());
        }
        String note = wave.passage().note();
        if (note != null) {
            body.put("message", note);
        }
        return body;
    }
}
