package dev.smsconfig.job;

import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.Coverage;
import dev.smsconfig.audit.CoverageGap;
import dev.smsconfig.audit.Personal;
import dev.smsconfig.audit.ProvenanceBody;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.audit.SecretUses;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.report.Summary;
import dev.smsconfig.state.Provenance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the trail is told of one execution of a run as a whole: how it began, which secrets it used, how it ended.
 *
 * @param secrets what is read with this execution
 */
record RunEvidence(JobStore store, Run run, Invocation invocation, SecretUses secrets) {

    /**
     * Appends that the execution began, and what was read to come so far; in the caller's transaction, last.
     *
     * @param terms what it keeps to
     */
    void began(AuditEvent.Type type, Map<String, Object> terms) {
        Map<String, Object> body = new LinkedHashMap<>(origin());
        body.putAll(invocation.body());
        body.put("clock", clock());
        body.putAll(terms);
        AuditEvent event = new AuditEvent(type, run.id(), null, body);
        secrets.tellFirst(run.id(), uses -> append(List.of(event), uses));
    }

    /** Appends how the execution ended, and all that was read and not told yet; in the caller's transaction, last. */
    void ended(Ending ending) {
        List<AuditEvent> events = new ArrayList<>();
        if (ending.status == RunStatus.STOPPED) {
            events.add(new AuditEvent(
                    AuditEvent.Type.RUN_STOPPED,
                    run.id(),
                    null,
                    Map.of("evidence", "a stop was requested: by SIGTERM or SIGINT, as a rule")));
        }
        AuditEvent sealed = new AuditEvent(AuditEvent.Type.RUN_SEALED, run.id(), null, ending.body());
        secrets.tellAll(run.id(), uses -> {
            events.addAll(uses);
            append(events, List.of(sealed));
        });
    }

    /** Writes what was read and not told yet, for a run that could not be sealed. */
    void broken() {
        secrets.tellAll(
                run.id(), uses -> store.ownTransaction().executeWithoutResult(status -> append(uses, List.of())));
    }

    private void append(List<AuditEvent> first, List<AuditEvent> then) {
        List<AuditEvent> events = new ArrayList<>(first);
        events.addAll(then);
        if (!events.isEmpty()) {
            store.trail().append(events);
        }
    }

    private Map<String, Object> origin() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("command", run.command());
        body.put("environment", run.environment());
        Run.Origin origin = run.origin();
        body.put("configs", origin.configs());
        Provenance provenance = origin.provenance();
        if (provenance != null) {
            body.put("commit", provenance.commit());
            body.put("provenance", ProvenanceBody.of(provenance));
        }
        body.put("dirty", origin.dirty());
        String undoes = origin.undoes();
        if (undoes != null) {
            body.put("undoes", undoes);
        }
        String selection = origin.selection();
        if (selection != null) {
            body.put("selection", selection);
        }
        body.put("fleet", origin.fleetSize());
        Run.CarriedPlan plan = origin.plan();
        if (plan != null) {
            body.put("plan", plan.sha256());
            body.put("planRun", plan.run());
            String signer = plan.signer();
            if (signer != null) {
                body.put("planSigner", Personal.name(signer));
            }
        }
        body.put("holder", run.holder());
        body.put("maxChanges", run.maxChanges());
        return body;
    }

    /** By how much the database is ahead of this machine, as far as that can be told from here. */
    private Map<String, Object> clock() {
        Instant before = store.clock().instant();
        Instant database = store.databaseTime();
        Instant after = store.clock().instant();
        Instant here = before.plus(Duration.between(before, after).dividedBy(2));
        return Map.of(
                "database", database.toString(),
                "skewMillis", Duration.between(here, database).toMillis(),
                "withinMillis", Duration.between(before, after).toMillis() / 2 + 1,
                "zone", invocation.zone().getId());
    }

    /**
     * How an execution ended.
     *
     * @param message why it went no further, or null
     * @param took how long this execution did
     * @param coverage what is missing in the fleet as a whole
     */
    record Ending(
            RunStatus status, Summary summary, @Nullable String message, Duration took, Coverage coverage) {

        private Map<String, Object> body() {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("status", status.name());
            Map<String, Integer> counts = new LinkedHashMap<>();
            summary.counts().forEach((kind, count) -> counts.put(kind.name(), count));
            body.put("summary", counts);
            body.put("drifted", summary.differences().drifted());
            if (!coverage.gaps().isEmpty()) {
                body.put("coverage", gaps());
            }
            body.put("drifted", summary.differences().drifted());
            body.put("exitCode", ExitCode.of(status, summary, coverage).number());
            body.put("tookMillis", took.toMillis());
            if (message != null) {
                body.put("message", message);
            }
            return body;
        }

        private Map<String, Object> gaps() {
            Map<String, Object> gaps = new LinkedHashMap<>();
            gaps.put("strict", coverage.strict());
            for (CoverageGap.Kind kind : CoverageGap.Kind.values()) {
                List<String> tenants = coverage.of(kind).stream()
                        .map(gap -> gap.tenant().value())
                        .toList();
                if (!tenants.isEmpty()) {
                    gaps.put(kind.name(), tenants);
                }
            }
            return gaps;
        }
    }
}
