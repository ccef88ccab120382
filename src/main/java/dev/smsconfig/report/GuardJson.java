package dev.smsconfig.report;

import dev.smsconfig.audit.GuardRecord;
import dev.smsconfig.plan.GuardVerdict;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** What guards said of a run, for machines: {@code guards} of every execution, and {@code overrides}. */
final class GuardJson {

    private GuardJson() {}

    static void write(List<GuardRecord> records, JsonGenerator json) {
        json.writeArrayPropertyStart("guards");
        records.forEach(record -> guard(record, json));
        json.writeEndArray();
        json.writeArrayPropertyStart("overrides");
        for (GuardRecord record : records) {
            GuardRecord.Override override = record.override();
            if (override != null) {
                override(record, override, json);
            }
        }
        json.writeEndArray();
    }

    private static void guard(GuardRecord record, JsonGenerator json) {
        GuardVerdict verdict = record.verdict();
        json.writeStartObject();
        json.writeNumberProperty("execution", record.execution());
        json.writeStringProperty("guard", verdict.guard().key());
        json.writeStringProperty("decision", verdict.decision().name());
        json.writeStringProperty("finding", verdict.finding());
        if (verdict.cure() == null) {
            json.writeNullProperty("cure");
        } else {
            json.writeStringProperty("cure", verdict.cure());
        }
        json.writeStringProperty("at", record.at().toString());
        json.writeEndObject();
    }

    private static void override(GuardRecord record, GuardRecord.Override override, JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("execution", record.execution());
        json.writeStringProperty("guard", record.verdict().guard().key());
        json.writeBooleanProperty("needed", record.wasOverridden());
        json.writeStringProperty("reason", override.reason());
        json.writeStringProperty("by", override.by());
        json.writeStringProperty("at", record.at().toString());
        json.writeEndObject();
    }
}
