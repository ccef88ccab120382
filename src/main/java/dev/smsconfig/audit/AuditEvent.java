package dev.smsconfig.audit;

import dev.smsconfig.state.TenantId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, before it has its place in the trail.
 *
 * @param body what is written down beside type, run and tenant: texts, numbers, booleans, and lists and maps of them;
 *     what tells of a person is {@link Personal}; never a secret
 */
public record AuditEvent(Type type, String runId, @Nullable TenantId tenant, Map<String, Object> body) {

    public AuditEvent {
        body = Collections.unmodifiableMap(new LinkedHashMap<>(body));
    }

    /** The kinds of events. */
    public enum Type {
        RUN_STARTED,
        RUN_RESUMED,
        /** The process of a run was found dead. */
        RUN_INTERRUPTED,
        /** The lease of a run whose process was found dead, or silent for too long, was given to another process. */
        LEASE_TAKEN_OVER,
        /** A guard was asked and permitted or refused. */
        GUARD,
        /** Somebody gave a reason to let a guard pass, whether it was needed or not. */
        GUARD_OVERRIDDEN,
        /** A tenant was read and compared. */
        TENANT_OBSERVED,
        /** A save is about to be sent. */
        WRITE_INTENT,
        /** What came of a tenant that was to be saved. */
        WRITE_OUTCOME,
        /** Somebody approved that a wave begins. */
        APPROVED,
        /** A wave of a rollout began, was saved, passed its gate or was stopped. */
        WAVE,
        /** The tenants of a wave were observed again after its soak. */
        WAVE_PROBED,
        /** A later run brought another configuration: the run is not resumed any more. */
        RUN_SUPERSEDED,
        /** A run was asked to stop before it was done. */
        RUN_STOPPED,
        RUN_SEALED,
        /** Secrets were read: which, from where, in which version, and what for. */
        SECRET_ACCESS,
        /** Another key signs checkpoints from now on. */
        KEY_ROTATED,
        /** The first events were removed, up to a checkpoint. */
        PRUNED,
        /** Clear values of a person were erased. */
        PERSONAL_ERASED,
        /** A rollback begins to take back what another run saved; told of both. */
        ROLLED_BACK
    }
}
