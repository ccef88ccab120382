package dev.smsconfig.report.audit;

import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** The machine's form of the report: one object, {@code formatVersion} first; its schema is published. */
final class AuditJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private AuditJson() {}

    /** Writes the object and a line feed, as UTF-8. Leaves {@code out} open. */
    static void write(AuditReport report, Texts texts, OutputStream out) {
        try (JsonGenerator json = MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("formatVersion", AuditReport.FORMAT_VERSION);
            json.writeStringProperty("kind", "audit-report");
            json.writeStringProperty("title", report.title());
            json.writeStringProperty("asOf", texts.exact(report.asOf()));
            json.writeObjectPropertyStart("sections");
            for (Section section : report.sections()) {
                section(section, texts, json);
            }
            json.writeEndObject();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void section(Section section, Texts texts, JsonGenerator json) {
        json.writeObjectPropertyStart(section.key());
        json.writeNumberProperty("number", section.number());
        json.writeStringProperty("title", section.title());
        json.writeObjectPropertyStart("facts");
        for (Section.Fact fact : section.facts()) {
            json.writeName(fact.key());
            value(fact.value(), texts, json);
        }
        json.writeEndObject();
        json.writeObjectPropertyStart("sheets");
        for (Sheet sheet : section.sheets()) {
            json.writeArrayPropertyStart(sheet.key());
            for (List<@Nullable Object> row : sheet.rows()) {
                json.writeStartObject();
                for (int i = 0; i < row.size(); i++) {
                    json.writeName(sheet.columns().get(i).key());
                    value(row.get(i), texts, json);
                }
                json.writeEndObject();
                json.writeRaw('\n');
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void value(@Nullable Object value, Texts texts, JsonGenerator json) {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            list.forEach(one -> json.writeString(String.valueOf(one)));
            json.writeEndArray();
        } else {
            json.writeString(texts.exact(value));
        }
    }
}
