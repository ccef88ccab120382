package dev.smsconfig.source;

import dev.smsconfig.source.Node.Entry;
import dev.smsconfig.source.Node.Mapping;
import dev.smsconfig.state.TenantId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one tenant file. */
final class TenantReader {

    private static final Schema FILE = Schema.of("apiVersion", "kind", "metadata", "spec");
    private static final Schema METADATA = Schema.of("tenant", "labels", "groups");

    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,62}");
    private static final Fault BAD_LABEL = new Fault(
            Rule.TENANT_LABEL,
            "not a label that a selector can name; write 1 to 63 letters, digits, '.', '_', '/' or '-'");

    private final PlaintextPolicy plaintext;
    private final FileProblems problems;

    TenantReader(PlaintextPolicy plaintext, FileProblems problems) {
        this.plaintext = plaintext;
        this.problems = problems;
    }

    /**
     * What was read.
     *
     * @param tenantAt where the file names its tenant, or its beginning
     * @param groups those that the file names, or null where they can't be read
     * @param tenant null where the file has errors
     */
    record Reading(
            Position tenantAt,
            @Nullable List<GroupName> groups,
            @Nullable Tenant tenant) {

        static final Reading NOTHING = new Reading(Position.START, null, null);
    }

    /**
     * What the file itself says of its tenant.
     *
     * @param specAt where its spec is, or where the file begins if it leaves everything to its layers
     * @param origin the file's path relative to the config folder
     */
    record Tenant(TenantId id, Map<String, String> labels, Spec spec, Position specAt, String origin) {}

    /**
     * @param baseName the file's name without {@code .yaml}, which is to be the tenant's id
     * @param origin the file's path relative to the config folder
     */
    Reading read(Mapping root, String baseName, String origin) {
        if (!Header.admits(root, "SmsConfig", problems)) {
            return Reading.NOTHING;
        }
        Fields fields = new Fields(root, FILE, problems);
        Fields metadata = fields.requiredMapping("metadata", METADATA);
        Node tenantNode = metadata == null ? null : metadata.required("tenant");
        TenantId tenant = tenantNode == null ? null : tenant(tenantNode, baseName);
        Map<String, String> labels = metadata == null ? Map.of() : labels(metadata);
        List<GroupName> groups = metadata == null ? null : GroupName.list(metadata, problems);
        Layer layer = Layer.tenant(baseName, problems.file());
        Fields specFields = fields.optionalMapping("spec", SpecReader.SPEC);
        Spec spec =
                specFields == null ? Spec.empty(layer) : new SpecReader(plaintext, problems).read(specFields, layer);
        Position specAt = specFields == null ? Position.START : specFields.at();
        Position tenantAt = tenantNode == null ? Position.START : tenantNode.at();
        if (tenant == null || problems.hasErrors()) {
            return new Reading(tenantAt, groups, null);
        }
        return new Reading(tenantAt, groups, new Tenant(tenant, labels, spec, specAt, origin));
    }

    private @Nullable TenantId tenant(Node node, String baseName) {
        String id = Scalars.string(node, problems);
        if (id == null) {
            return null;
        }
        if (!TenantId.isValid(id)) {
            problems.error(
                    Rule.TENANT_ID,
                    node.at(),
                    "not a tenant id; write 1 to 64 letters, digits, '_' or '-', a letter or digit first");
            return null;
        }
        if (!id.equals(baseName)) {
            problems.error(
                    Rule.TENANT_FILE_NAME,
                    node.at(),
                    "the tenant differs from the file's name; rename the file or correct the tenant");
            return null;
        }
        return new TenantId(id);
    }

    private Map<String, String> labels(Fields metadata) {
        Map<String, String> labels = new LinkedHashMap<>();
        Node node = metadata.optional("labels");
        Map<String, Entry> entries = node == null ? null : Fields.freeKeys(node, LABEL, BAD_LABEL, problems);
        if (entries != null) {
            entries.forEach((name, entry) -> {
                String value = Scalars.string(entry.value(), problems);
                if (value != null && !LABEL.matcher(value).matches()) {
                    problems.error(BAD_LABEL, entry.value().at());
                } else if (value != null) {
                    labels.put(name, value);
                }
            });
        }
        return labels;
    }
}
