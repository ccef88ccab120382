package dev.smsconfig.source;

import dev.smsconfig.source.Environment.BasicAuth;
import dev.smsconfig.source.Environment.Embedded;
import dev.smsconfig.source.Environment.WebApi;
import dev.smsconfig.source.Node.Entry;
import dev.smsconfig.state.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the {@code environments} of a fleet. */
final class EnvironmentReader {

    private static final Schema ENVIRONMENT = Schema.of("server", "api", "insecure", "auth")
            .later("state", "rate", "writes", "requireCommit", "caFile", "proxy", "language", "guards", "rollout");
    private static final Schema AUTH =
            Schema.of("scheme", "username", "password").later("clientSecret", "privateKey");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,39}");
    private static final Fault BAD_NAME = new Fault(
            Rule.ENVIRONMENT_NAME, "not a name for an environment; write 1 to 40 letters, digits, '_' or '-'");

    private final FileProblems problems;
    private final Values values;

    EnvironmentReader(FileProblems problems, Values values) {
        this.problems = problems;
        this.values = values;
    }

    Map<String, Environment> read(Node node) {
        Map<String, Environment> environments = new LinkedHashMap<>();
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
            Environment environment = fields == null ? null : environment(name, fields);
            if (environment != null) {
                environments.put(name, environment);
            }
        });
        return environments;
    }

    private @Nullable Environment environment(String name, Fields fields) {
        boolean embedded = fields.has("server");
        if (embedded == fields.has("api")) {
            // with 'state' alone the problem about that field says enough
            if (embedded || !fields.has("state")) {
                problems.error(
                        Rule.ENVIRONMENT_CHOICE, fields.at(), "write exactly one of 'server: embedded' and 'api: URL'");
            }
            return null;
        }
        return embedded ? embedded(name, fields) : webApi(name, fields);
    }

    private @Nullable Environment embedded(String name, Fields fields) {
        if (fields.has("insecure") || fields.has("auth")) {
            problems.error(
                    Rule.ENVIRONMENT_CHOICE,
                    fields.at(),
                    "'server: embedded' takes neither 'insecure' nor 'auth'; remove them");
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
        return new Embedded(name);
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
        String template = apiTemplate(fields, insecure || !insecureKnown);
        Fields auth = fields.requiredMapping("auth", AUTH);
        BasicAuth basic = auth == null ? null : basicAuth(auth);
        return template == null || basic == null ? null : new WebApi(name, template, insecure, basic);
    }

    private @Nullable String apiTemplate(Fields fields, boolean insecure) {
        Node node = fields.required("api");
        String template = node == null ? null : Scalars.string(node, problems);
        if (node == null || template == null) {
            return null;
        }
        Fault fault = ApiTemplate.fault(template, insecure);
        if (fault != null) {
            problems.error(fault, node.at());
            return null;
        }
        return template;
    }

    private @Nullable BasicAuth basicAuth(Fields auth) {
        Node scheme = auth.required("scheme");
        String name = scheme == null ? null : Scalars.string(scheme, problems);
        if (scheme != null && name != null && !name.equals("basic")) {
            problems.error(
                    Rule.CONFIG_NOT_YET_SUPPORTED, scheme.at(), "this version has no other 'scheme' yet; write basic");
            return null;
        }
        Node username = auth.required("username");
        Value user = username == null ? null : values.open(username);
        Node password = auth.required("password");
        Value secret = password == null ? null : values.sensitive(password);
        if (username != null && user instanceof Value.Text text && !isUserName(text.text())) {
            problems.error(
                    Rule.CONFIG_VALUE,
                    username.at(),
                    "not a user name for basic authentication; no ':', and not empty");
            return null;
        }
        return user == null || secret == null ? null : new BasicAuth(user, secret);
    }

    /** RFC 7617: the colon ends the user's name. */
    private static boolean isUserName(String text) {
        return !text.isEmpty() && !text.contains(":");
    }
}
