package dev.smsconfig.verification;

import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.CheckpointLedger;
import dev.smsconfig.audit.LedgerRows;
import dev.smsconfig.audit.PersonalLedger;
import dev.smsconfig.audit.StoredCheckpoint;
import dev.smsconfig.audit.StoredEvent;
import dev.smsconfig.audit.TrailHead;
import dev.smsconfig.audit.TrailReader;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The trail of a job repository. */
public final class DatabaseSource implements EventSource {

    private final TrailReader trail;
    private final CheckpointLedger checkpoints;
    private final LedgerRows rows;
    private final PersonalLedger personal;

    public DatabaseSource(TrailReader trail, CheckpointLedger checkpoints, LedgerRows rows, PersonalLedger personal) {
        this.trail = trail;
        this.checkpoints = checkpoints;
        this.rows = rows;
        this.personal = personal;
    }

    @Override
    public PersonalLedger.Openings personal() {
        return personal.between(0, Long.MAX_VALUE);
    }

    @Override
    public List<StoredEvent> page(long from) {
        return trail.page(from);
    }

    @Override
    public @Nullable TrailHead head() {
        return trail.head().orElse(null);
    }

    @Override
    public OptionalLong first() {
        return trail.first();
    }

    @Override
    public @Nullable Start start(long first) {
        for (StoredEvent event : trail.ofType(AuditEvent.Type.PRUNED)) {
            Map<String, Object> body = LedgerCheck.body(event);
            boolean isIt = body.get("size") instanceof Number size && size.longValue() == first;
            if (isIt && body.get("frontier") instanceof String frontier && body.get("entry") instanceof String entry) {
                try {
                    return new Start(
                            Base64.getDecoder().decode(frontier),
                            Base64.getDecoder().decode(entry),
                            true);
                } catch (IllegalArgumentException e) {
                    return null; // its message quotes the text
                }
            }
        }
        return null;
    }

    @Override
    public List<StoredCheckpoint> checkpoints() {
        return checkpoints.all();
    }

    @Override
    public LedgerFacts ledger() {
        return new LedgerFacts() {
            @Override
            public List<LedgerRows.Row> page(long from) {
                return rows.page(from);
            }

            @Override
            public @Nullable Supplier<List<LedgerRows.Row>> inTableOrder(long from) {
                return rows.inTableOrder(from);
            }

            @Override
            public Set<String> underWay() {
                return rows.underWay();
            }

            @Override
            public @Nullable RunRow run(String runId) {
                return rows.run(runId)
                        .map(run -> new RunRow(runId, run.command(), run.environment(), run.status(), run.commit()))
                        .orElse(null);
            }
        };
    }
}
