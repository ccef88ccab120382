package dev.smsconfig.report;

import dev.smsconfig.server.Capability;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.TenantStatus;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** How the servers stand, for machines: one object, {@code formatVersion} first. */
public final class PingJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private PingJson() {}

    /** Writes the object and a line feed, as UTF-8. Leaves {@code out} open. */
    public static void write(PingReport report, OutputStream out) {
        try (JsonGenerator json = MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("formatVersion", JsonReport.FORMAT_VERSION);
            json.writeStringProperty("command", "ping");
            json.writeStringProperty("environment", report.environment());
            json.writeArrayPropertyStart("tenants");
            report.statuses().forEach(status -> tenant(status, json));
            json.writeEndArray();
            json.writeNumberProperty("inventory", report.inventory());
            json.writeNumberProperty("exitCode", report.exitCode().number());
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void tenant(TenantStatus status, JsonGenerator json) {
        Capability capability = status.capability();
        json.writeStartObject();
        json.writeStringProperty("tenant", status.tenant().value());
        text("host", status.host(), json);
        text("version", capability.version(), json);
        text("state", status.state(), json);
        json.writeStringProperty("canSave", capability.save().name());
        json.writeStringProperty("credential", status.credential().name());
        Duration latency = status.latency();
        if (latency == null) {
            json.writeNullProperty("latencyMillis");
        } else {
            json.writeNumberProperty("latencyMillis", latency.toMillis());
        }
        Failure failure = status.failure();
        text("failure", failure == null ? null : failure.kind().name().toLowerCase(Locale.ROOT), json);
        text("message", failure == null ? null : failure.message(), json);
        json.writeEndObject();
    }

    private static void text(String name, @Nullable String value, JsonGenerator json) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, value);
        }
    }
}
