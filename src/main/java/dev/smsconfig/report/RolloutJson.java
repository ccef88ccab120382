package dev.smsconfig.report;

import dev.smsconfig.audit.RolloutRecord;
import dev.smsconfig.report.RolloutReport.WaveReport;
import dev.smsconfig.rollout.Approval;
import dev.smsconfig.rollout.Forecast;
import dev.smsconfig.rollout.WaveRecord;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** {@code rollout} and {@code waves} of a run's JSON. */
final class RolloutJson {

    private RolloutJson() {}

    static void write(RolloutReport rollout, JsonGenerator json) {
        RolloutRecord terms = rollout.terms();
        if (terms != null) {
            terms(terms, rollout, json);
        }
        json.writeArrayPropertyStart("waves");
        rollout.waves().forEach(wave -> wave(wave, json));
        json.writeEndArray();
    }

    private static void terms(RolloutRecord terms, RolloutReport rollout, JsonGenerator json) {
        json.writeName("rollout");
        json.writeStartObject();
        json.writeNumberProperty("failureLimit", terms.failureLimit());
        json.writeStringProperty("seed", terms.seed());
        text("planHash", terms.planHash(), json);
        text("yieldsTo", terms.yieldsTo(), json);
        text("supersededBy", terms.supersededBy(), json);
        json.writeNumberProperty("unreachable", rollout.unobserved());
        Forecast forecast = rollout.forecast().orElse(null);
        if (forecast != null) {
            json.writeNumberProperty("waves", forecast.waves());
            json.writeNumberProperty("saves", forecast.saves());
            json.writeNumberProperty("soakSeconds", forecast.soaking().toSeconds());
            Duration duration = forecast.duration();
            if (duration != null) {
                json.writeNumberProperty("estimatedSeconds", duration.toSeconds());
            }
        }
        json.writeEndObject();
    }

    private static void wave(WaveReport report, JsonGenerator json) {
        WaveRecord wave = report.wave();
        WaveRecord.Passage passage = wave.passage();
        json.writeStartObject();
        json.writeStringProperty("name", wave.name());
        json.writeStringProperty("state", wave.state().name());
        json.writeNumberProperty("tenants", wave.tenants());
        json.writeNumberProperty("soakSeconds", wave.gate().soak().toSeconds());
        json.writeBooleanProperty("approvalRequired", wave.gate().approval());
        text("beganAt", passage.beganAt(), json);
        text("savedAt", passage.savedAt(), json);
        text("soakUntil", passage.soakUntil(), json);
        text("endedAt", passage.endedAt(), json);
        text("message", passage.note(), json);
        approval(wave.approval(), json);
        json.writeName("outcomes");
        json.writeStartObject();
        report.outcomes().forEach((kind, count) -> json.writeNumberProperty(JsonReport.camelCase(kind), count));
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void approval(@Nullable Approval approval, JsonGenerator json) {
        json.writeName("approval");
        if (approval == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringProperty("by", approval.by());
        json.writeStringProperty("reason", approval.reason());
        json.writeStringProperty("evidence", approval.evidence().name());
        text("signer", approval.signer(), json);
        text("at", approval.at(), json);
        json.writeEndObject();
    }

    private static void text(String name, @Nullable Object value, JsonGenerator json) {
        JsonReport.text(name, value, json);
    }
}
