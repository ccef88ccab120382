package dev.smsconfig.report;

import dev.smsconfig.source.Problem;
import java.io.OutputStream;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Problems of config files for machines: one object, {@code formatVersion} first. */
public final class ValidationJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private ValidationJson() {}

    /** Writes the object and a line feed, as UTF-8. Leaves {@code out} open. */
    public static void write(ValidationReport report, OutputStream out) {
        try (JsonGenerator json = MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("formatVersion", JsonReport.FORMAT_VERSION);
            json.writeStringProperty("command", "validate");
            json.writeStringProperty("configs", report.configs());
            json.writeArrayPropertyStart("problems");
            report.problems().forEach(problem -> problem(problem, json));
            json.writeEndArray();
            json.writeName("summary");
            json.writeStartObject();
            json.writeNumberProperty("tenants", report.tenants());
            json.writeNumberProperty("errors", report.errors());
            json.writeNumberProperty("warnings", report.warnings());
            json.writeEndObject();
            json.writeNumberProperty("exitCode", report.exitCode().number());
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void problem(Problem problem, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("file", problem.file());
        json.writeNumberProperty("line", problem.line());
        json.writeNumberProperty("column", problem.column());
        json.writeStringProperty("rule", problem.rule().id());
        json.writeStringProperty("severity", problem.severity().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("message", problem.message());
        json.writeEndObject();
    }
}
