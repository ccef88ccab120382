package dev.smsconfig.report;

import dev.smsconfig.audit.Coverage;
import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.Run;
import dev.smsconfig.plan.Cause;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.plan.Treatment;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** The machine's form of a run: one object, written as a stream, {@code formatVersion} first. */
public final class JsonReport {

    static final String FORMAT_VERSION = "1";

    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private JsonReport() {}

    /** Writes the object and a line feed, as UTF-8. Leaves {@code out} open. */
    public static void write(RunReport report, OutputStream out) {
        RunForm.write(report, List.of(begin(report, out)));
    }

    /** The same, tenant by tenant. */
    public static RunForm begin(RunReport report, OutputStream out) {
        JsonGenerator json = MAPPER.createGenerator(out);
        json.writeStartObject();
        json.writeStringProperty("formatVersion", FORMAT_VERSION);
        json.writeStringProperty("command", report.run().command());
        json.writeName("run");
        run(report, json);
        RolloutJson.write(report.rollout(), json);
        json.writeArrayPropertyStart("tenants");
        return new RunForm() {
            @Override
            public void tenant(LedgerEntry entry) {
                JsonReport.tenant(entry, json);
            }

            @Override
            public void end() {
                JsonReport.end(report, json);
            }
        };
    }

    private static void end(RunReport report, JsonGenerator json) {
        json.writeEndArray();
        json.writeArrayPropertyStart("commits");
        report.tenants().forEachCommit(commit -> ProvenanceJson.writeCommit(commit, json));
        json.writeEndArray();
        json.writeName("summary");
        summary(report.summary(), json);
        coverage(report.coverage(), json);
        json.writeNumberProperty("exitCode", report.exitCode().number());
        json.writeEndObject();
        json.writeRaw('\n');
        json.close();
    }

    /** Writes the history, newest first. */
    public static void writeRuns(List<RunReport> runs, OutputStream out) {
        try (JsonGenerator json = MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("formatVersion", FORMAT_VERSION);
            json.writeArrayPropertyStart("runs");
            for (RunReport report : runs) {
                json.writeStartObject();
                Run run = report.run();
                json.writeStringProperty("id", run.id());
                json.writeStringProperty("command", run.command());
                json.writeStringProperty("environment", run.environment());
                json.writeStringProperty("status", run.status().name());
                json.writeStringProperty("startedAt", run.startedAt().toString());
                text("endedAt", run.endedAt(), json);
                text("commit", run.commit(), json);
                selection(run, json);
                json.writeName("summary");
                summary(report.summary(), json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void run(RunReport report, JsonGenerator json) {
        Run run = report.run();
        json.writeStartObject();
        json.writeStringProperty("id", run.id());
        json.writeStringProperty("environment", run.environment());
        json.writeStringProperty("status", run.status().name());
        text("commit", run.commit(), json);
        json.writeBooleanProperty("dirty", run.origin().dirty());
        selection(run, json);
        plan(run.origin().plan(), json);
        text("undoes", run.origin().undoes(), json);
        json.writeArrayPropertyStart("undoneBy");
        report.rollout().undoneBy().forEach(json::writeString);
        json.writeEndArray();
        ProvenanceJson.write(run.origin().provenance(), json);
        json.writeStringProperty("startedAt", run.startedAt().toString());
        text("endedAt", run.endedAt(), json);
        text("message", run.message(), json);
        GuardJson.write(report.guards(), json);
        json.writeEndObject();
    }

    private static void coverage(Coverage coverage, JsonGenerator json) {
        json.writeArrayPropertyStart("coverage");
        coverage.gaps().forEach(gap -> {
            json.writeStartObject();
            json.writeStringProperty("kind", gap.kind().name());
            json.writeStringProperty("tenant", gap.tenant().value());
            text("since", gap.since(), json);
            json.writeEndObject();
        });
        json.writeEndArray();
    }

    private static void selection(Run run, JsonGenerator json) {
        text("selection", run.origin().selection(), json);
        json.writeNumberProperty("fleet", run.origin().fleetSize());
    }

    private static void plan(Run.@Nullable CarriedPlan plan, JsonGenerator json) {
        if (plan == null) {
            json.writeNullProperty("plan");
            return;
        }
        json.writeObjectPropertyStart("plan");
        json.writeStringProperty("sha256", plan.sha256());
        json.writeStringProperty("run", plan.run());
        text("signer", plan.signer(), json);
        json.writeEndObject();
    }

    private static void tenant(LedgerEntry entry, JsonGenerator json) {
        Outcome outcome = entry.outcome();
        json.writeStartObject();
        json.writeStringProperty("tenant", entry.tenant().tenant().value());
        json.writeStringProperty("wave", entry.tenant().waveName());
        text("commit", entry.tenant().commit(), json);
        OutcomeKind kind = outcome == null ? OutcomeKind.NOT_ATTEMPTED : outcome.kind();
        json.writeStringProperty("outcome", kind.name());
        Cause cause = outcome == null ? null : outcome.cause();
        text("cause", cause, json);
        json.writeArrayPropertyStart("changes");
        if (outcome != null) {
            outcome.changes().forEach(change -> change(change, json));
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("unverifiable");
        if (outcome != null) {
            outcome.unverifiable().forEach(json::writeString);
        }
        json.writeEndArray();
        json.writeNumberProperty("attempts", outcome == null ? 0 : outcome.attempts());
        text("message", outcome == null ? null : outcome.message(), json);
        json.writeEndObject();
    }

    private static void change(FieldChange change, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("field", change.field());
        if (change.sensitive()) {
            json.writeBooleanProperty("sensitive", true);
        }
        text("from", change.from(), json);
        text("to", change.to(), json);
        json.writeStringProperty("cause", change.cause().name());
        if (change.treatment() != Treatment.HEAL) {
            json.writeStringProperty("treatment", change.treatment().name());
        }
        json.writeEndObject();
    }

    private static void summary(Summary summary, JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("tenants", summary.tenants());
        for (OutcomeKind kind : OutcomeKind.values()) {
            json.writeNumberProperty(camelCase(kind), summary.of(kind));
        }
        json.writeNumberProperty("drifted", summary.differences().drifted());
        json.writeNumberProperty("reported", summary.differences().reported());
        json.writeNumberProperty("accepted", summary.differences().accepted());
        json.writeEndObject();
    }

    static String camelCase(OutcomeKind kind) {
        String[] words = kind.name().toLowerCase(Locale.ROOT).split("_");
        StringBuilder name = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return name.toString();
    }

    static void text(String name, @Nullable Object value, JsonGenerator json) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, value.toString());
        }
    }
}
