package dev.smsconfig.source;

import dev.smsconfig.rollout.Policies;
import dev.smsconfig.source.Environment.Embedded;
import dev.smsconfig.source.Environment.Place;
import dev.smsconfig.source.Environment.WebApi;
import dev.smsconfig.source.Node.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the {@code environments} of a fleet. */
final class EnvironmentReader {

    private static final Schema ENVIRONMENT = Schema.of(
                    "server",
                    "api",
                    "state",
                    "insecure",
                    "auth",
                    "format",
                    "language",
                    "writes",
                    "requireCommit",
                    "fourEyes",
                    "plans")
            .and(NetworkReader.KEYS)
            .and(PolicyReader.KEYS);
    private static final List<String> OF_SERVERS =
            List.of("insecure", "auth", "format", "language", "rate", "caFile", "proxy");
    private static final Schema LANGUAGE = Schema.of("Accept-Language", "SO-Language", "SO-Culture", "SO-TimeZone");
    private static final Pattern LANGUAGE_VALUE = Pattern.compile("[A-Za-z0-9*][A-Za-z0-9 ,;=./*_+-]{0,99}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,39}");
    private static final Fault BAD_NAME = new Fault(
            Rule.ENVIRONMENT_NAME, "not a name for an environment; write 1 to 40 letters, digits, '_' or '-'");

    private final FileProblems problems;
    private final AuthReader auth;
    private final PolicyReader policies;

    EnvironmentReader(FileProblems problems, Values values, PolicyReader policies) {
        this.problems = problems;
        this.auth = new AuthReader(problems, values);
        this.policies = policies;
    }

    /** Whether anything may be saved. */
    private enum Writes {
        ALLOWED,
        NEVER
    }

    /** An environment, and how its tenants are changed. */
    record Reading(Environment environment, Policies policies) {}

    /**
     * Those that can be read, in the order of the file.
     *
     * @param common what the fleet says for all of them
     */
    List<Reading> read(Node node, Policies common) {
        List<Reading> environments = new ArrayList<>();
        Map<String, Entry> entries = Fields.freeKeys(node, NAME, BAD_NAME, problems);
        if (entries == null) {
            return environments;
        }
        if (entries.isEmpty()) {
            problems.error(
                    Rule.CONFIG_MISSING, node.at(), "no environment; add one such as 'sample: { server: embedded }'");
        }
        entries.forEach((name, entry) -> {
            Fields fields = Fields.fields(entry.value(), ENVIRONMENT, problems);
            if (fields == null) {
                return;
            }
            Environment environment = environment(name, fields);
            Policies own = policies.read(fields, common);
            if (environment != null) {
                environments.add(new Reading(environment, own));
            }
        });
        return environments;
    }

    private @Nullable Environment environment(String name, Fields fields) {
        long choices =
                ENVIRONMENT.known().subList(0, 3).stream().filter(fields::has).count();
        if (choices != 1) {
            problems.error(
                    Rule.ENVIRONMENT_CHOICE,
                    fields.at(),
                    "write exactly one of 'server: embedded', 'api: URL' and 'state: URL'");
            return null;
        }
        return fields.has("server") ? embedded(name, fields) : webApi(name, fields);
    }

    private @Nullable Environment embedded(String name, Fields fields) {
        if (OF_SERVERS.stream().anyMatch(fields::has)) {
            problems.error(
                    Rule.ENVIRONMENT_CHOICE,
                    fields.at(),
                    "'server: embedded' takes none of " + String.join(", ", OF_SERVERS) + "; remove them");
        }
        Node server = fields.required("server");
        String value = server == null ? null : Scalars.string(server, problems);
        if (server == null || value == null) {
            return null;
        }
        if (!value.equals("embedded")) {
            problems.error(Rule.CONFIG_VALUE, server.at(), "write 'embedded', or 'api' with the URL of a server");
            return null;
        }
        return new Embedded(name, saving(fields));
    }

    private @Nullable Environment webApi(String name, Fields fields) {
        boolean insecure = false;
        boolean insecureKnown = true;
        Node flag = fields.optional("insecure");
        if (flag != null) {
            Boolean value = Scalars.bool(flag, problems);
            insecureKnown = value != null;
            insecure = value != null && value;
        }
        Place place = place(fields, insecure || !insecureKnown);
        Environment.Auth signIn = auth.read(fields, place, insecure || !insecureKnown);
        Environment.Format format = format(fields);
        Environment.Saving saving = saving(fields);
        Environment.Network network = new NetworkReader(problems).read(fields, insecure);
        Map<String, String> languages = languages(fields);
        return place == null || signIn == null
                ? null
                : new WebApi(name, place, network, signIn, new Environment.Wire(format, languages), saving);
    }

    private Environment.Saving saving(Fields fields) {
        Node node = fields.optional("writes");
        Writes writes = node == null ? null : Scalars.choice(node, Writes.values(), problems);
        return new Environment.Saving(
                writes != Writes.NEVER,
                flag(fields, "requireCommit"),
                flag(fields, "fourEyes"),
                new PlansReader(problems).read(fields.optionalMapping("plans", PlansReader.PLANS)));
    }

    private boolean flag(Fields fields, String name) {
        Node node = fields.optional(name);
        Boolean value = node == null ? Boolean.FALSE : Scalars.bool(node, problems);
        return value != null && value;
    }

    private @Nullable Place place(Fields fields, boolean insecure) {
        boolean byState = fields.has("state");
        Node node = fields.required(byState ? "state" : "api");
        String template = node == null ? null : Scalars.string(node, problems);
        if (node == null || template == null) {
            return null;
        }
        Fault fault = AddressTemplate.fault(template, insecure);
        if (fault != null) {
            problems.error(fault, node.at());
            return null;
        }
        return byState ? new Place.State(template) : new Place.Api(template);
    }

    private Environment.Format format(Fields fields) {
        Node node = fields.optional("format");
        Environment.Format format = node == null ? null : Scalars.choice(node, Environment.Format.values(), problems);
        return format == null ? Environment.Format.JSON : format;
    }

    private Map<String, String> languages(Fields fields) {
        Map<String, String> languages = new LinkedHashMap<>();
        Fields headers = fields.optionalMapping("language", LANGUAGE);
        if (headers == null) {
            return languages;
        }
        for (String name : LANGUAGE.known()) {
            Node node = headers.optional(name);
            String text = node == null ? null : Scalars.string(node, problems);
            if (node != null && text != null && !LANGUAGE_VALUE.matcher(text).matches()) {
                problems.error(
                        Rule.CONFIG_VALUE, node.at(), "not a value for this header; write one such as sv, x or UTC");
            } else if (text != null) {
                languages.put(name, text);
            }
        }
        return languages;
    }
}
