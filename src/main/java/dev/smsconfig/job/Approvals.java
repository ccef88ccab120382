package dev.smsconfig.job;

import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.Personal;
import dev.smsconfig.rollout.Approval;
import dev.smsconfig.rollout.WaveRecord;
import dev.smsconfig.rollout.WaveState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where waves are approved. */
public record Approvals(JobStore store) {

    /** The wave of a run that waits for somebody's approval. */
    public Optional<WaveRecord> awaiting(String runId) {
        return store.waves().waves(runId).stream()
                .filter(wave -> wave.state() == WaveState.AWAITING_APPROVAL && wave.approval() == null)
                .findFirst();
    }

    /** The hash of what a run plans, which a signature has to be over; null where the run was never observed. */
    public @Nullable String planHash(String runId) {
        return store.waves().find(runId).map(rollout -> rollout.planHash()).orElse(null);
    }

    /** The repository's time. */
    public Instant now() {
        return store.clock().instant();
    }

    /** Keeps an approval, with an event in the trail; what moves from now on is not saved by it. */
    public void approve(String runId, WaveRecord wave, Approval approval) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("wave", wave.name());
        body.put("by", Personal.name(approval.by()));
        body.put("reason", Personal.text(approval.reason()));
        body.put("evidence", approval.evidence().name());
        String signer = approval.signer();
        if (signer != null) {
            body.put("signer", Personal.name(signer));
        }
        String planHash = planHash(runId);
        if (planHash != null) {
            body.put("planHash", planHash);
        }
        store.ownTransaction().executeWithoutResult(status -> {
            store.waves().update(runId, wave.approved(approval));
            store.tenants().bind(runId, store.tenants().firstPlans(runId, wave.index()));
            store.trail().append(List.of(new AuditEvent(AuditEvent.Type.APPROVED, runId, null, body)));
        });
    }
}
