package dev.smsconfig.source;

import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.Value;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the {@code repository} of a fleet. */
final class RepositoryReader {

    static final Schema REPOSITORY = Schema.of("url", "username", "password");

    private static final String HOST =
            "(?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?";
    private static final Pattern URL = Pattern.compile("jdbc:postgresql://" + HOST + "(?:," + HOST
            + "){0,9}/[A-Za-z0-9_-]{1,63}(?:\\?([A-Za-z]+=[A-Za-z0-9._/-]*(?:&[A-Za-z]+=[A-Za-z0-9._/-]*)*))?");

    /** Others can name classes to load and files to write, or carry a password past the eye. */
    private static final Set<String> PARAMETERS = Set.of(
            "sslmode",
            "sslrootcert",
            "sslcert",
            "sslkey",
            "channelBinding",
            "currentSchema",
            "connectTimeout",
            "socketTimeout",
            "targetServerType",
            "ApplicationName");

    private final FileProblems problems;
    private final Values values;

    RepositoryReader(FileProblems problems, Values values) {
        this.problems = problems;
        this.values = values;
    }

    /** @return null where there is no {@code repository}, or after a problem */
    @Nullable
    Repository read(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        String url = url(fields);
        String username = fields.requiredString("username");
        Node node = fields.optional("password");
        Value password = node == null ? null : password(node);
        return url == null || username == null || (node != null && password == null)
                ? null
                : new Repository(url, username, password);
    }

    private @Nullable String url(Fields fields) {
        Node node = fields.required("url");
        String url = node == null ? null : Scalars.string(node, problems);
        if (node == null || url == null) {
            return null;
        }
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            problems.error(
                    Rule.CONFIG_VALUE,
                    node.at(),
                    "write jdbc:postgresql://HOST/DATABASE, with user and password in fields of their own; without"
                            + " 'repository' a file in the work folder serves");
            return null;
        }
        return admits(matcher.group(1), node) ? url : null;
    }

    private boolean admits(@Nullable String parameters, Node node) {
        for (String parameter : parameters == null ? new String[0] : parameters.split("&")) {
            if (!PARAMETERS.contains(parameter.substring(0, parameter.indexOf('=')))) {
                problems.error(
                        Rule.CONFIG_VALUE,
                        node.at(),
                        "a parameter that is not admitted here; remove it, admitted are "
                                + String.join(", ", PARAMETERS.stream().sorted().toList()));
                return false;
            }
        }
        return true;
    }

    private @Nullable Value password(Node node) {
        Value value = values.sensitive(node);
        if (value instanceof SecretReference reference && reference.isPerTenant()) {
            problems.error(
                    Rule.SECRET_REFERENCE,
                    node.at(),
                    "one repository serves all tenants; write a reference without {tenant}");
            return null;
        }
        return value;
    }
}
