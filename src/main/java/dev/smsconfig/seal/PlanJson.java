package dev.smsconfig.seal;

import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.plan.Treatment;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** The lines of a plan file, each a JSON object. */
final class PlanJson {

    static final String KIND = "SealedPlan";

    /** Nothing in the file can hide from whoever reads it, and every text can be written, halves of characters too. */
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private PlanJson() {}

    static byte[] header(SealedPlan.Header header) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("formatVersion", SealedPlan.FORMAT_VERSION);
        line.put("kind", KIND);
        line.put("run", header.origin().run());
        line.put("madeAt", header.origin().madeAt().toString());
        line.put("environment", header.place().environment());
        line.put("address", header.place().address());
        line.put("commit", header.origin().commit());
        line.put("dirty", header.origin().dirty());
        line.put("selection", header.scope().selection());
        line.put("fleet", header.scope().fleet());
        line.put("seed", header.scope().seed());
        line.put("keyCheck", header.keyCheck());
        return MAPPER.writeValueAsBytes(line);
    }

    /** @param references of the secrets that the tenant is to have, by field: where each one lies */
    static byte[] tenant(LedgerEntry entry, Map<String, String> references) {
        Outcome outcome = entry.outcome();
        OutcomeKind kind = outcome == null ? OutcomeKind.NOT_ATTEMPTED : outcome.kind();
        List<FieldChange> changes = outcome == null ? List.of() : outcome.changes();
        List<String> unverifiable = outcome == null ? List.of() : outcome.unverifiable();
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("tenant", entry.tenant().tenant().value());
        line.put("wave", entry.tenant().waveName());
        line.put("file", entry.tenant().origin());
        line.put("outcome", kind.name());
        line.put("desired", entry.tenant().desiredHash());
        line.put("live", kind.isObserved() ? live(entry.tenant().desiredHash(), changes, unverifiable) : null);
        line.put(
                "changes",
                changes.stream()
                        .map(change -> change(change, references.get(change.field())))
                        .toList());
        line.put("unverifiable", unverifiable);
        String message = outcome == null ? null : outcome.message();
        if (message != null) {
            line.put("message", message);
        }
        return MAPPER.writeValueAsBytes(line);
    }

    private static Map<String, @Nullable Object> change(FieldChange change, @Nullable String reference) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("field", change.field());
        line.put("from", change.from());
        line.put("to", change.to());
        line.put("sensitive", change.sensitive());
        if (reference != null) {
            line.put("reference", reference);
        }
        line.put("cause", change.cause().name());
        if (change.treatment() != Treatment.HEAL) {
            line.put("treatment", change.treatment().name());
        }
        return line;
    }

    static byte[] seal(String sha256, SealedPlan.@Nullable Signature signature) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("sha256", sha256);
        if (signature != null) {
            line.put("key", signature.key());
            line.put("signature", signature.base64());
        }
        return MAPPER.writeValueAsBytes(line);
    }

    /**
     * A hash over what git said and where the server differed from it, which together are what the server held: it tells
     * two states of a server apart as far as git manages them.
     */
    static String live(String desired, List<FieldChange> changes, List<String> unverifiable) {
        List<Object> parts = new ArrayList<>(List.of("live-v1", desired, unverifiable));
        changes.forEach(change -> {
            parts.add(change.field());
            parts.add(change.from() == null ? List.of() : Objects.requireNonNull(change.from()));
        });
        return Sha256.hex(MAPPER.writeValueAsBytes(parts));
    }
}
