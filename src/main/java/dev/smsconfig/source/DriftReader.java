package dev.smsconfig.source;

import dev.smsconfig.plan.DriftPolicy;
import dev.smsconfig.plan.DriftPolicy.Action;
import dev.smsconfig.source.Node.Mapping;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code drift}; what it does not say stays as it was before. */
final class DriftReader {

    static final Schema DRIFT = Schema.of("policy", "conflict", "unknown", "fields");

    private final FileProblems problems;

    DriftReader(FileProblems problems) {
        this.problems = problems;
    }

    /**
     * {@code policy} speaks for conflicts too where it stands without {@code conflict}: in both cases somebody changed
     * the server.
     *
     * @param before what holds for every key that is not written
     */
    DriftPolicy read(@Nullable Fields fields, DriftPolicy before) {
        if (fields == null) {
            return before;
        }
        Action drift = action(fields, "policy");
        Action conflict = action(fields, "conflict");
        Action unknown = action(fields, "unknown");
        Node own = fields.optional("fields");
        return new DriftPolicy(
                drift == null ? before.drift() : drift,
                conflict != null ? conflict : drift != null ? drift : before.conflict(),
                unknown == null ? before.unknown() : unknown,
                own == null ? before.fields() : ofFields(own));
    }

    private @Nullable Action action(Fields fields, String name) {
        Node node = fields.optional(name);
        return node == null ? null : Scalars.choice(node, Action.values(), problems);
    }

    private Map<String, Action> ofFields(Node node) {
        Map<String, Action> actions = new LinkedHashMap<>();
        Mapping mapping = Fields.mapping(node, problems);
        if (mapping != null) {
            mapping.entries().forEach((name, entry) -> {
                boolean known = FieldNames.check(name, entry.key().at(), problems);
                Action action = Scalars.choice(entry.value(), Action.values(), problems);
                if (known && action != null) {
                    actions.put(name, action);
                }
            });
        }
        return actions;
    }
}
