package dev.smsconfig.source;

import dev.smsconfig.rollout.Policies;
import dev.smsconfig.rollout.Schedule;
import dev.smsconfig.source.Node.Mapping;
import dev.smsconfig.state.SmsConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code fleet.yaml}. */
final class FleetReader {

    private static final Schema FLEET = Schema.of(
                    "apiVersion",
                    "kind",
                    "defaultEnvironment",
                    "environments",
                    "repository",
                    "secrets",
                    "schedule",
                    "allowedSigners",
                    "keys",
                    "audit",
                    "spec")
            .and(PolicyReader.KEYS);
    private static final Schema SECRETS = Schema.of("plaintext");

    private static final Pattern REPOSITORY_PATH = Pattern.compile("[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+){0,15}");

    private final FileProblems problems;
    private final boolean denyPlaintext;

    /** @param denyPlaintext whether literals in sensitive fields are errors whatever the file says */
    FleetReader(FileProblems problems, boolean denyPlaintext) {
        this.problems = problems;
        this.denyPlaintext = denyPlaintext;
    }

    /**
     * What was read.
     *
     * @param fleet null where the file has errors
     * @param plaintext what is known about literals all the same, so that tenant files are judged by it
     * @param spec the layer under every tenant, as far as it can be read
     */
    record Reading(@Nullable Fleet fleet, PlaintextPolicy plaintext, Spec spec) {

        /** Nothing is known; literals are then judged once the fleet file can be read. */
        static Reading nothing(String file) {
            return new Reading(null, PlaintextPolicy.ALLOW, Spec.empty(Layer.fleet(file)));
        }
    }

    Reading read(Mapping root) {
        if (!Header.admits(root, "Fleet", problems)) {
            return Reading.nothing(problems.file());
        }
        Fields fields = new Fields(root, FLEET, problems);
        PlaintextPolicy written = plaintext(fields);
        PlaintextPolicy plaintext = denyPlaintext ? PlaintextPolicy.DENY : written;
        PolicyReader policyReader = new PolicyReader(problems);
        Policies policies = policyReader.ofFleet(fields);
        Node environmentsNode = fields.required("environments");
        List<EnvironmentReader.Reading> environments = environmentsNode == null
                ? List.of()
                : new EnvironmentReader(problems, new Values(plaintext, problems), policyReader)
                        .read(environmentsNode, policies);
        String defaultEnvironment = defaultEnvironment(fields, environmentsNode);
        Schedule schedule =
                new ScheduleReader(problems).read(fields.optionalMapping("schedule", ScheduleReader.SCHEDULE));
        // only checked here: RepositoryLookup tells where it is
        new RepositoryReader(problems, new Values(plaintext, problems))
                .read(fields.optionalMapping("repository", RepositoryReader.REPOSITORY));
        String allowedSigners = allowedSigners(fields.optional("allowedSigners"));
        Fleet.Keys keys = new KeysReader(problems).read(fields.optionalMapping("keys", KeysReader.KEYS));
        Fleet.Audit audit = new AuditReader(problems).read(fields.optionalMapping("audit", AuditReader.AUDIT));
        Spec spec = spec(fields, plaintext);
        if (defaultEnvironment == null || problems.hasErrors()) {
            return new Reading(null, plaintext, spec);
        }
        Map<String, Environment> byName = new LinkedHashMap<>();
        Map<String, Policies> policiesByName = new LinkedHashMap<>();
        environments.forEach(reading -> {
            byName.put(reading.environment().name(), reading.environment());
            policiesByName.put(reading.environment().name(), reading.policies());
        });
        return new Reading(
                new Fleet(
                        defaultEnvironment,
                        byName,
                        plaintext,
                        policiesByName,
                        schedule,
                        allowedSigners,
                        new Fleet.Evidence(keys, audit)),
                plaintext,
                spec);
    }

    private Spec spec(Fields fields, PlaintextPolicy plaintext) {
        Layer layer = Layer.fleet(problems.file());
        Fields spec = fields.optionalMapping("spec", SpecReader.SPEC);
        if (spec == null) {
            return Spec.empty(layer);
        }
        if (spec.isEmpty()) {
            problems.error(Rule.CONFIG_EMPTY_SPEC, spec.at(), "sets no property; add one, or remove 'spec'");
        }
        Spec lowest = new SpecReader(plaintext, problems).read(spec, layer);
        Merge.over(new SmsConfig(Map.of(), null), lowest, at -> Layering.warnOfIdle(problems, at));
        return lowest;
    }

    private PlaintextPolicy plaintext(Fields fields) {
        Fields secrets = fields.optionalMapping("secrets", SECRETS);
        Node node = secrets == null ? null : secrets.optional("plaintext");
        if (node == null) {
            return PlaintextPolicy.WARN;
        }
        PlaintextPolicy policy = Scalars.choice(node, PlaintextPolicy.values(), problems);
        return policy == null ? PlaintextPolicy.ALLOW : policy;
    }

    private @Nullable String defaultEnvironment(Fields fields, @Nullable Node environments) {
        Node node = fields.required("defaultEnvironment");
        String name = node == null ? null : Scalars.string(node, problems);
        if (node != null
                && name != null
                && environments instanceof Mapping mapping
                && !mapping.entries().isEmpty()
                && !mapping.entries().containsKey(name)) {
            problems.error(
                    Rule.ENVIRONMENT_NAME, node.at(), "no such environment; name one of those under 'environments'");
            return null;
        }
        return name;
    }

    /** A path outside would let a commit choose among the files of the machine that checks it. */
    private @Nullable String allowedSigners(@Nullable Node node) {
        String path = node == null ? null : Scalars.string(node, problems);
        if (node == null || path == null) {
            return null;
        }
        if (!REPOSITORY_PATH.matcher(path).matches() || List.of(path.split("/")).contains("..")) {
            problems.error(
                    Rule.CONFIG_VALUE,
                    node.at(),
                    "write a path from the repository's root such as configs/allowed_signers; a file outside of the"
                            + " repository is named with --allowed-signers FILE");
            return null;
        }
        return path;
    }
}
