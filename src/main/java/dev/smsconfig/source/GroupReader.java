package dev.smsconfig.source;

import dev.smsconfig.source.Node.Mapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one group file. */
final class GroupReader {

    private static final Schema FILE = Schema.of("apiVersion", "kind", "metadata", "spec");
    private static final Schema METADATA = Schema.of("name", "groups");

    private final PlaintextPolicy plaintext;
    private final FileProblems problems;

    GroupReader(PlaintextPolicy plaintext, FileProblems problems) {
        this.plaintext = plaintext;
        this.problems = problems;
    }

    /**
     * @param root null where the file has no structure to look at
     * @param baseName the file's name without {@code .yaml}, which is to be the group's name
     */
    Group read(@Nullable Mapping root, String baseName) {
        Layer layer = Layer.group(baseName, problems.file());
        if (root == null || !Header.admits(root, "Group", problems)) {
            return new Group(baseName, problems, List.of(), Spec.empty(layer));
        }
        Fields fields = new Fields(root, FILE, problems);
        Fields metadata = fields.requiredMapping("metadata", METADATA);
        Node name = metadata == null ? null : metadata.required("name");
        if (name != null) {
            checkName(name, baseName);
        }
        List<GroupName> buildsOn = metadata == null ? null : GroupName.list(metadata, problems);
        return new Group(
                baseName,
                problems,
                buildsOn == null ? List.of() : buildsOn,
                spec(fields, layer, buildsOn != null && buildsOn.isEmpty()));
    }

    /** @param required whether the group would do nothing without: it may be a mere list of others */
    private Spec spec(Fields fields, Layer layer, boolean required) {
        if (!required && !fields.has("spec")) {
            return Spec.empty(layer);
        }
        Fields spec = fields.requiredMapping("spec", SpecReader.SPEC);
        if (spec == null) {
            return Spec.empty(layer);
        }
        if (spec.isEmpty()) {
            problems.error(Rule.CONFIG_EMPTY_SPEC, spec.at(), "sets no property; add one, or remove the group");
        }
        return new SpecReader(plaintext, problems).read(spec, layer);
    }

    private void checkName(Node node, String baseName) {
        String name = Scalars.string(node, problems);
        if (name == null) {
            return;
        }
        if (!GroupName.isValid(name)) {
            problems.error(
                    Rule.GROUP_NAME,
                    node.at(),
                    "not a name for a group; write 1 to 64 lower-case letters, digits, '_' or '-', a letter or digit"
                            + " first");
        } else if (!name.equals(baseName)) {
            problems.error(
                    Rule.GROUP_FILE_NAME,
                    node.at(),
                    "the name differs from the file's name; rename the file or correct the name");
        }
    }
}
