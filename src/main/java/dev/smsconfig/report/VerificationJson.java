package dev.smsconfig.report;

import dev.smsconfig.audit.PersonalCheck;
import dev.smsconfig.verification.Finding;
import dev.smsconfig.verification.Verification;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** What came of verifying an audit trail, for machines: one object, {@code formatVersion} first. */
public final class VerificationJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private VerificationJson() {}

    /** Writes the object and a line feed, as UTF-8. Leaves {@code out} open. */
    public static void write(Verification verification, OutputStream out) {
        Finding main = verification.main();
        try (JsonGenerator json = MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("formatVersion", JsonReport.FORMAT_VERSION);
            json.writeStringProperty("verdict", verification.verdict().name());
            if (main == null) {
                json.writeNullProperty("class");
                json.writeNullProperty("firstSequence");
            } else {
                json.writeStringProperty("class", main.fault().name());
                json.writeNumberProperty("firstSequence", main.sequence());
            }
            json.writeNumberProperty("events", verification.events());
            json.writeNumberProperty("begin", verification.begin());
            json.writeNumberProperty("vouchedFor", verification.vouched());
            json.writeNumberProperty("checkpoints", verification.checkpoints());
            json.writeNumberProperty("outside", verification.outside());
            String nothing = verification.nothingChecked();
            if (nothing == null) {
                json.writeNullProperty("reason");
            } else {
                json.writeStringProperty("reason", nothing);
            }
            PersonalCheck.Result personal = verification.personal();
            if (personal == null) {
                json.writeNullProperty("personal");
            } else {
                json.writeObjectPropertyStart("personal");
                json.writeNumberProperty("present", personal.present());
                json.writeNumberProperty("erased", personal.erased());
                json.writeEndObject();
            }
            findings(
                    "findings",
                    verification.findings().stream()
                            .filter(f -> !f.fault().isWarning())
                            .toList(),
                    json);
            findings("warnings", verification.warnings(), json);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /** The same where nothing could be read. */
    public static void unreadable(String reason, OutputStream out) {
        write(new Verification(0, 0, 0, 0, 0, List.of(), reason), out);
    }

    private static void findings(String name, List<Finding> findings, JsonGenerator json) {
        json.writeArrayPropertyStart(name);
        for (Finding finding : findings) {
            json.writeStartObject();
            json.writeStringProperty("class", finding.fault().name());
            json.writeNumberProperty("sequence", finding.sequence());
            json.writeStringProperty("text", finding.text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
