package dev.smsconfig.job;

import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.GuardRecord;
import dev.smsconfig.audit.Personal;
import dev.smsconfig.plan.Guard;
import dev.smsconfig.plan.GuardVerdict;
import dev.smsconfig.plan.GuardVerdict.Decision;
import dev.smsconfig.plan.Overrides;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is kept of an execution's guards: for reports a row each, for auditors an event each. */
record GuardEvidence(RunScope scope) {

    /**
     * The verdicts with what somebody lets pass. An override of a guard that was not asked is kept too: that somebody
     * was ready to pass it is worth knowing.
     */
    List<GuardRecord> of(List<GuardVerdict> verdicts) {
        int execution = scope.store().guards().nextExecution(scope.run().id());
        Instant now = scope.store().clock().instant();
        List<GuardVerdict> all = new ArrayList<>(verdicts);
        overrides().guards().stream()
                .filter(guard -> verdicts.stream().noneMatch(verdict -> verdict.guard() == guard))
                .map(guard -> GuardVerdict.permitted(guard, "not asked: it is not set, or nothing is to be saved"))
                .forEach(all::add);
        return all.stream()
                .map(verdict -> new GuardRecord(execution, now, verdict, override(verdict.guard())))
                .toList();
    }

    private Overrides overrides() {
        return scope.request().overrides();
    }

    private GuardRecord.@Nullable Override override(Guard guard) {
        Overrides overrides = overrides();
        return overrides.include(guard) ? new GuardRecord.Override(overrides.reason(), overrides.by()) : null;
    }

    /** Appends the events; to be called last in the transaction. */
    void append(List<GuardRecord> records) {
        List<AuditEvent> events = new ArrayList<>();
        for (GuardRecord record : records) {
            events.add(event(AuditEvent.Type.GUARD, record));
            if (record.override() != null) {
                events.add(event(AuditEvent.Type.GUARD_OVERRIDDEN, record));
            }
        }
        if (!events.isEmpty()) {
            scope.store().trail().append(events);
        }
    }

    /** Notes that a freeze began after the guards were asked and that the run saved on because somebody had let it. */
    void freezePassed() {
        scope.window().passed().ifPresent(freeze -> {
            String run = scope.run().id();
            int execution = scope.store().guards().nextExecution(run) - 1;
            GuardVerdict verdict = new GuardVerdict(Guard.FREEZE, Decision.REFUSED, freeze.text(), null);
            GuardRecord record =
                    new GuardRecord(execution, scope.store().clock().instant(), verdict, override(Guard.FREEZE));
            if (scope.store().guards().passedLater(run, record)) {
                scope.store().trail().append(List.of(event(AuditEvent.Type.GUARD_OVERRIDDEN, record)));
            }
        });
    }

    private AuditEvent event(AuditEvent.Type type, GuardRecord record) {
        GuardVerdict verdict = record.verdict();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("guard", verdict.guard().key());
        body.put("decision", verdict.decision().name());
        body.put("finding", verdict.finding());
        body.put("permitted", !record.refuses());
        GuardRecord.Override override = record.override();
        if (type == AuditEvent.Type.GUARD_OVERRIDDEN && override != null) {
            body.put("needed", record.wasOverridden());
            body.put("reason", Personal.text(override.reason()));
            body.put("by", Personal.text(override.by()));
            body.put("byState", "CLAIMED");
        }
        return new AuditEvent(type, scope.run().id(), null, body);
    }
}
