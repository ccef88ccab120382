package dev.smsconfig.report;

import dev.smsconfig.source.Affected;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** The tenants that a change concerns, by name and never with a value. */
public final class AffectedReport {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private AffectedReport() {}

    /** @param tenants how many there are now */
    public static List<String> lines(List<Affected> affected, int tenants) {
        List<String> lines = new ArrayList<>();
        for (Affected one : affected) {
            String fields = one.fields().isEmpty() ? "" : " " + String.join(", ", one.fields());
            lines.add(one.tenant() + " " + words(one.kind()) + fields);
        }
        lines.add("Affected: " + affected.size() + " of " + tenants + " tenants.");
        return lines;
    }

    /** Writes one object and a line feed, as UTF-8. Leaves {@code out} open. */
    public static void write(List<Affected> affected, OutputStream out) {
        try (JsonGenerator json = MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("formatVersion", JsonReport.FORMAT_VERSION);
            json.writeArrayPropertyStart("tenants");
            for (Affected one : affected) {
                json.writeStartObject();
                json.writeStringProperty("tenant", one.tenant().value());
                json.writeStringProperty("kind", one.kind().name());
                json.writeArrayPropertyStart("fields");
                one.fields().forEach(json::writeString);
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static String words(Affected.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
