package dev.smsconfig.report;

import dev.smsconfig.source.Attribution;
import dev.smsconfig.source.Explanation;
import dev.smsconfig.source.Explanation.Entry;
import dev.smsconfig.source.Explanation.Field;
import dev.smsconfig.source.Layer;
import dev.smsconfig.source.LineOrigin;
import dev.smsconfig.state.Provenance.Person;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.Value;
import java.io.OutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Where a tenant's values come from, for machines: one object, {@code formatVersion} first. */
public final class ExplainJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private ExplainJson() {}

    /** Writes the object and a line feed, as UTF-8. Leaves {@code out} open. */
    public static void write(Explanation explanation, Attribution attribution, OutputStream out) {
        try (JsonGenerator json = MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("formatVersion", JsonReport.FORMAT_VERSION);
            json.writeStringProperty("command", "explain");
            json.writeStringProperty("tenant", explanation.tenant().value());
            text("commit", attribution.commit(), json);
            json.writeBooleanProperty("dirty", attribution.dirty());
            text("note", attribution.note(), json);
            json.writeArrayPropertyStart("layers");
            for (Layer layer : explanation.layers()) {
                json.writeStartObject();
                layer(layer, json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("fields");
            explanation.fields().forEach(field -> field(field, attribution, json));
            json.writeEndArray();
            json.writeArrayPropertyStart("unmanaged");
            explanation.unmanaged().forEach(json::writeString);
            json.writeEndArray();
            json.writeNumberProperty("exitCode", ExitCode.DONE.number());
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void field(Field field, Attribution attribution, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("field", field.name());
        entry(field.effective(), attribution, json);
        json.writeArrayPropertyStart("overrides");
        for (Entry entry : field.overridden()) {
            json.writeStartObject();
            entry(entry, attribution, json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void entry(Entry entry, Attribution attribution, JsonGenerator json) {
        Value value = entry.value();
        json.writeStringProperty("kind", kind(entry));
        text("value", value == null ? null : shown(value), json);
        layer(entry.layer(), json);
        json.writeNumberProperty("line", entry.place().line());
        json.writeNumberProperty("column", entry.place().column());
        origin(attribution.of(entry), json);
    }

    /** Always the same four properties. */
    private static void origin(LineOrigin origin, JsonGenerator json) {
        String state = "notCommitted";
        String commit = null;
        Person author = null;
        String why = null;
        if (origin instanceof LineOrigin.Committed committed) {
            state = "committed";
            commit = committed.commit();
            author = committed.author();
        } else if (origin instanceof LineOrigin.AtOrBefore before) {
            state = "atOrBefore";
            commit = before.commit();
            why = "the clone is shallow and ends with this commit";
        } else if (origin instanceof LineOrigin.Unknown unknown) {
            state = "unknown";
            why = unknown.why();
        }
        json.writeStringProperty("origin", state);
        text("commit", commit, json);
        if (author == null) {
            json.writeNullProperty("author");
        } else {
            ProvenanceJson.person("author", author, json);
        }
        text("why", why, json);
    }

    private static void layer(Layer layer, JsonGenerator json) {
        json.writeStringProperty("layer", layer.kind().name().toLowerCase(Locale.ROOT));
        text("name", layer.name(), json);
        json.writeStringProperty("file", layer.file());
    }

    private static String kind(Entry entry) {
        return switch (entry.kind()) {
            case REMOVED -> "removed";
            case NO_SETTINGS -> "noSettings";
            case SET ->
                entry.value() instanceof Value.Text
                        ? "text"
                        : entry.value() instanceof SecretReference ? "reference" : "secret";
        };
    }

    /** A reference is no secret; everything else that is sensitive is not shown. */
    private static String shown(Value value) {
        if (value instanceof Value.Text text) {
            return text.text();
        }
        return value instanceof SecretReference reference ? reference.text() : "(secret)";
    }

    private static void text(String name, @Nullable String value, JsonGenerator json) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, value);
        }
    }
}
