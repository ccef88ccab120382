package dev.smsconfig.report;

import dev.smsconfig.state.Provenance;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes who stands behind a run's commit. */
final class ProvenanceJson {

    private ProvenanceJson() {}

    static void write(@Nullable Provenance provenance, JsonGenerator json) {
        json.writeName("provenance");
        if (provenance == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        properties(provenance, json);
        json.writeEndObject();
    }

    /** The same with the commit's id first, as one of an array. */
    static void writeCommit(Provenance provenance, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("commit", provenance.commit());
        properties(provenance, json);
        json.writeEndObject();
    }

    private static void properties(Provenance provenance, JsonGenerator json) {
        json.writeStringProperty("tree", provenance.tree());
        person("author", provenance.author(), json);
        person("committer", provenance.committer(), json);
        json.writeStringProperty("subject", provenance.subject());
        signature(provenance.signature(), json);
        json.writeArrayPropertyStart("approvals");
        for (Provenance.Approval approval : provenance.approvals()) {
            json.writeStartObject();
            json.writeStringProperty("trailer", approval.trailer());
            json.writeStringProperty("by", approval.by());
            json.writeStringProperty("state", approval.state().name());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void person(String role, Provenance.Person person, JsonGenerator json) {
        json.writeObjectPropertyStart(role);
        json.writeStringProperty("name", person.name());
        json.writeStringProperty("email", person.email());
        json.writeStringProperty("time", person.time().toString());
        json.writeEndObject();
    }

    private static void signature(Provenance.Signature signature, JsonGenerator json) {
        json.writeObjectPropertyStart("signature");
        json.writeStringProperty("state", signature.state().name());
        // null is said as null: a reader need not tell "none" from "left out"
        json.writeStringProperty("signer", signature.signer());
        json.writeStringProperty("key", signature.key());
        json.writeStringProperty("note", signature.note());
        json.writeEndObject();
    }
}
