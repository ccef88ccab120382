package dev.smsconfig.report;

import dev.smsconfig.source.Problem;
import dev.smsconfig.source.Rule;
import java.io.OutputStream;
import java.nio.file.Path;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Problems of config files in SARIF 2.1.0 (OASIS), which code hosts show beside the lines of a pull request. */
public final class SarifReport {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final String version;
    private final SarifFiles files;

    /**
     * @param version of this program
     * @param workingFolder to which files are named relative, where they lie in it
     */
    public SarifReport(String version, Path workingFolder) {
        this.version = version;
        this.files = new SarifFiles(workingFolder);
    }

    /** Writes the log and a line feed, as UTF-8. Leaves {@code out} open. */
    public void write(ValidationReport report, OutputStream out) {
        try (JsonGenerator json = MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.writeStringProperty("version", "2.1.0");
            json.writeArrayPropertyStart("runs");
            json.writeStartObject();
            tool(json);
            invocation(report, json);
            json.writeStringProperty("columnKind", "unicodeCodePoints");
            json.writeArrayPropertyStart("results");
            report.problems().forEach(problem -> result(problem, json));
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private void tool(JsonGenerator json) {
        json.writeObjectPropertyStart("tool");
        json.writeObjectPropertyStart("driver");
        json.writeStringProperty("name", "smsconfig");
        json.writeStringProperty("version", version);
        json.writeArrayPropertyStart("rules");
        for (Rule rule : Rule.values()) {
            json.writeStartObject();
            json.writeStringProperty("id", rule.id());
            text("shortDescription", rule.description(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void invocation(ValidationReport report, JsonGenerator json) {
        json.writeArrayPropertyStart("invocations");
        json.writeStartObject();
        json.writeBooleanProperty("executionSuccessful", true);
        json.writeNumberProperty("exitCode", report.exitCode().number());
        json.writeEndObject();
        json.writeEndArray();
    }

    private void result(Problem problem, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("ruleId", problem.rule().id());
        json.writeNumberProperty("ruleIndex", problem.rule().ordinal());
        json.writeStringProperty("level", problem.isError() ? "error" : "warning");
        text("message", problem.message(), json);
        json.writeArrayPropertyStart("locations");
        json.writeStartObject();
        json.writeObjectPropertyStart("physicalLocation");
        json.writeObjectPropertyStart("artifactLocation");
        json.writeStringProperty("uri", files.uri(problem.file()));
        json.writeEndObject();
        json.writeObjectPropertyStart("region");
        json.writeNumberProperty("startLine", problem.line());
        json.writeNumberProperty("startColumn", problem.column());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void text(String name, String text, JsonGenerator json) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("text", text);
        json.writeEndObject();
    }
}
