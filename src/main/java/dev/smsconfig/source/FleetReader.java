package dev.smsconfig.source;

import dev.smsconfig.plan.DriftPolicy;
import dev.smsconfig.plan.GuardSettings;
import dev.smsconfig.rollout.Policies;
import dev.smsconfig.rollout.Rollout;
import dev.smsconfig.source.Node.Mapping;
import dev.smsconfig.source.Node.Scalar;
import dev.smsconfig.source.Node.Style;
import dev.smsconfig.state.ShareOrCount;
import dev.smsconfig.state.SmsConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code fleet.yaml}. */
final class FleetReader {

    private static final Schema FLEET = Schema.of(
                    "apiVersion",
                    "kind",
                    "defaultEnvironment",
                    "environments",
                    "secrets",
                    "guards",
                    "rollout",
                    "allowedSigners",
                    "spec")
            .later(
                    "repository",
                    "schedule",
                    "drift",
                    "acceptedDifferences",
                    "keys",
                    "state",
                    "rate",
                    "writes",
                    "requireCommit",
                    "caFile",
                    "proxy",
                    "language");
    private static final Schema SECRETS = Schema.of("plaintext");
    private static final Schema GUARDS = Schema.of("maxChanged").later("minTenants", "freeze");
    private static final ShareOrCount DEFAULT_MAX_CHANGED = GuardSettings.STANDARD.maxChanged();

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
        Node environmentsNode = fields.required("environments");
        Map<String, Environment> environments = environmentsNode == null
                ? Map.of()
                : new EnvironmentReader(problems, new Values(plaintext, problems)).read(environmentsNode);
        String defaultEnvironment = defaultEnvironment(fields, environmentsNode);
        ShareOrCount maxChanged = maxChanged(fields);
        Rollout rollout = new RolloutReader(problems).read(fields.optionalMapping("rollout", RolloutReader.ROLLOUT));
        Policies policies = new Policies(
                GuardSettings.STANDARD.withMaxChanged(maxChanged), List.of(), rollout, DriftPolicy.HEAL, List.of());
        String allowedSigners = allowedSigners(fields.optional("allowedSigners"));
        Spec spec = spec(fields, plaintext);
        if (defaultEnvironment == null || problems.hasErrors()) {
            return new Reading(null, plaintext, spec);
        }
        return new Reading(
                new Fleet(
                        defaultEnvironment,
                        environments,
                        plaintext,
                        policies(environments.keySet(), policies),
                        allowedSigners),
                plaintext,
                spec);
    }

    private static Map<String, Policies> policies(Set<String> environments, Policies common) {
        Map<String, Policies> policies = new LinkedHashMap<>();
        environments.forEach(name -> policies.put(name, common));
        return policies;
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
        String text = Scalars.string(node, problems);
        for (PlaintextPolicy policy : PlaintextPolicy.values()) {
            if (policy.name().toLowerCase(Locale.ROOT).equals(text)) {
                return policy;
            }
        }
        if (text != null) {
            problems.error(Rule.CONFIG_VALUE, node.at(), "write one of allow, warn, deny");
        }
        return PlaintextPolicy.ALLOW;
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

    private ShareOrCount maxChanged(Fields fields) {
        Fields guards = fields.optionalMapping("guards", GUARDS);
        Node node = guards == null ? null : guards.optional("maxChanged");
        Scalar scalar = node == null ? null : Scalars.scalar(node, "30% or 50", problems);
        if (scalar == null) {
            return DEFAULT_MAX_CHANGED;
        }
        String text = scalar.text();
        boolean share = text.endsWith("%");
        // a bare number must be a number of the file: quoted digits are a text
        if (Scalars.isInteger(share ? text.substring(0, text.length() - 1) : text)
                && (share || scalar.style() == Style.PLAIN)) {
            try {
                return ShareOrCount.parse(text);
            } catch (IllegalArgumentException e) {
                problems.error(Rule.GUARDS_MAX_CHANGED, scalar.at(), Values.messageOf(e));
                return DEFAULT_MAX_CHANGED;
            }
        }
        problems.error(Rule.GUARDS_MAX_CHANGED, scalar.at(), "write a percentage such as 30% or a number such as 50");
        return DEFAULT_MAX_CHANGED;
    }
}
