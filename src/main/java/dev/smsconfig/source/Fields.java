package dev.smsconfig.source;

import dev.smsconfig.source.Node.Entry;
import dev.smsconfig.source.Node.Mapping;
import dev.smsconfig.source.Node.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A mapping read by a schema. Every method reports what is wrong and then answers null. */
final class Fields {

    private final Mapping mapping;
    private final FileProblems problems;

    /** Reports at once every key that the schema does not have. */
    Fields(Mapping mapping, Schema schema, FileProblems problems) {
        this.mapping = mapping;
        this.problems = problems;
        mapping.entries().forEach((name, entry) -> {
            if (!schema.known().contains(name)) {
                refuse(name, entry.key().at(), schema);
            }
        });
    }

    Position at() {
        return mapping.at();
    }

    boolean isEmpty() {
        return mapping.entries().isEmpty();
    }

    boolean has(String name) {
        return mapping.entries().containsKey(name);
    }

    /** The field's node; its absence is no problem. */
    @Nullable
    Node optional(String name) {
        Entry entry = mapping.entries().get(name);
        return entry == null ? null : entry.value();
    }

    @Nullable
    Node required(String name) {
        Node node = optional(name);
        if (node == null) {
            problems.error(Rule.CONFIG_MISSING, at(), "'" + name + "' is missing here; add it");
        }
        return node;
    }

    @Nullable
    String requiredString(String name) {
        Node node = required(name);
        return node == null ? null : Scalars.string(node, problems);
    }

    @Nullable
    Fields requiredMapping(String name, Schema schema) {
        Node node = required(name);
        return node == null ? null : fields(node, schema, problems);
    }

    @Nullable
    Fields optionalMapping(String name, Schema schema) {
        Node node = optional(name);
        return node == null ? null : fields(node, schema, problems);
    }

    /** A mapping whose keys the user chooses; keys that are not of the form are reported with {@code rule}. */
    static @Nullable Map<String, Entry> freeKeys(Node node, Pattern form, Fault otherwise, FileProblems problems) {
        Mapping mapping = mapping(node, problems);
        if (mapping == null) {
            return null;
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        mapping.entries().forEach((name, entry) -> {
            Fault fault = Scalars.fault(entry.key());
            if (fault == null && !form.matcher(name).matches()) {
                fault = otherwise;
            }
            if (fault == null) {
                entries.put(name, entry);
            } else {
                problems.error(fault, entry.key().at());
            }
        });
        return entries;
    }

    static @Nullable Fields fields(Node node, Schema schema, FileProblems problems) {
        Mapping mapping = mapping(node, problems);
        return mapping == null ? null : new Fields(mapping, schema, problems);
    }

    static @Nullable List<Node> list(Node node, FileProblems problems) {
        if (node instanceof Sequence sequence) {
            return sequence.items();
        }
        problems.error(Rule.CONFIG_WRONG_TYPE, node.at(), "not a list; write its items as '- …' lines");
        return null;
    }

    static @Nullable Mapping mapping(Node node, FileProblems problems) {
        if (node instanceof Mapping mapping) {
            return mapping;
        }
        problems.error(Rule.CONFIG_WRONG_TYPE, node.at(), "not a mapping; write its fields as indented 'name: value'");
        return null;
    }

    /** Names a key only where it is one of ours: a slip of the keyboard can put a password in a key's place. */
    private void refuse(String name, Position at, Schema schema) {
        String meant = schema.closestTo(name);
        String letters = Characters.isAscii(name) ? "" : " (it holds a character that is not ASCII)";
        problems.error(
                Rule.CONFIG_UNKNOWN_FIELD,
                at,
                meant != null
                        ? "no such field" + letters + "; did you mean '" + meant + "'?"
                        : "no such field" + letters + "; remove it, or write one of "
                                + String.join(", ", schema.known()));
    }
}
