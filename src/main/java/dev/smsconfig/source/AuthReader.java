package dev.smsconfig.source;

import dev.smsconfig.source.Environment.Auth;
import dev.smsconfig.source.Environment.Place;
import dev.smsconfig.state.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the {@code auth} of an environment: a scheme, and the fields that belong to it. */
final class AuthReader {

    /** What each scheme takes; {@code bearer} has two forms, told by {@code refreshToken}. */
    private static final Map<String, Schema> SCHEMES = Map.of(
            "basic", Schema.of("scheme", "username", "password"),
            "so-ticket", Schema.of("scheme", "ticket", "clientSecret"),
            "bearer", Schema.of("scheme", "token", "clientSecret", "clientId", "refreshToken", "login"),
            "system-user", Schema.of("scheme", "systemUserToken", "clientSecret", "privateKey", "login"));

    private static final List<String> NAMES = List.of("basic", "so-ticket", "bearer", "system-user");

    private final FileProblems problems;
    private final Values values;

    AuthReader(FileProblems problems, Values values) {
        this.problems = problems;
        this.values = values;
    }

    /**
     * @param environment the fields around {@code auth}
     * @param place null where it has a problem of its own
     */
    @Nullable
    Auth read(Fields environment, @Nullable Place place, boolean insecure) {
        Node node = environment.required("auth");
        if (node == null) {
            return null;
        }
        Node schemeNode =
                node instanceof Node.Mapping mapping && mapping.entries().containsKey("scheme")
                        ? mapping.entries().get("scheme").value()
                        : null;
        String scheme = schemeNode == null ? "basic" : Scalars.string(schemeNode, problems);
        Schema schema = scheme == null ? null : SCHEMES.get(scheme);
        if (schemeNode != null && scheme != null && schema == null) {
            problems.error(Rule.CONFIG_VALUE, schemeNode.at(), "write one of " + String.join(", ", NAMES));
        }
        if (schema == null || scheme == null) {
            return null;
        }
        Fields auth = Fields.fields(node, schema, problems);
        if (auth == null || auth.required("scheme") == null) {
            return null;
        }
        return switch (scheme) {
            case "basic" -> basic(auth);
            case "so-ticket" -> soTicket(auth);
            case "bearer" -> auth.has("refreshToken") ? refreshToken(auth, place, insecure) : bearer(auth);
            default -> systemUser(auth, place, insecure);
        };
    }

    private @Nullable Auth basic(Fields auth) {
        Node username = auth.required("username");
        Value user = username == null ? null : values.open(username);
        Value password = secret(auth, "password");
        if (username != null && user instanceof Value.Text text && !isUserName(text.text())) {
            problems.error(
                    Rule.CONFIG_VALUE,
                    username.at(),
                    "not a user name for basic authentication; no ':', and not empty");
            return null;
        }
        return user == null || password == null ? null : new Auth.Basic(user, password);
    }

    private @Nullable Auth soTicket(Fields auth) {
        Value ticket = secret(auth, "ticket");
        Value clientSecret = optionalSecret(auth, "clientSecret");
        return ticket == null ? null : new Auth.SoTicket(ticket, clientSecret);
    }

    private @Nullable Auth bearer(Fields auth) {
        for (String other : List.of("clientId", "login")) {
            Node node = auth.optional(other);
            if (node != null) {
                problems.error(
                        Rule.CONFIG_VALUE,
                        node.at(),
                        "belongs to a 'refreshToken', and there is none; remove it, or write 'refreshToken' instead of"
                                + " 'token'");
            }
        }
        Value token = secret(auth, "token");
        Value clientSecret = optionalSecret(auth, "clientSecret");
        return token == null ? null : new Auth.Bearer(token, clientSecret);
    }

    private @Nullable Auth refreshToken(Fields auth, @Nullable Place place, boolean insecure) {
        Node token = auth.optional("token");
        if (token != null) {
            problems.error(
                    Rule.CONFIG_VALUE, token.at(), "both 'token' and 'refreshToken'; keep one, access tokens expire");
        }
        Node id = auth.required("clientId");
        Value clientId = id == null ? null : values.open(id);
        Value clientSecret = secret(auth, "clientSecret");
        Value refreshToken = secret(auth, "refreshToken");
        String login = login(auth, place, insecure);
        return clientId == null || clientSecret == null || refreshToken == null || login == null
                ? null
                : new Auth.RefreshToken(login, clientId, clientSecret, refreshToken);
    }

    private @Nullable Auth systemUser(Fields auth, @Nullable Place place, boolean insecure) {
        Value systemUserToken = secret(auth, "systemUserToken");
        Value clientSecret = secret(auth, "clientSecret");
        Node key = auth.required("privateKey");
        Value privateKey = key == null ? null : values.reference(key);
        String login = login(auth, place, insecure);
        return systemUserToken == null || clientSecret == null || privateKey == null || login == null
                ? null
                : new Auth.SystemUser(login, systemUserToken, clientSecret, privateKey);
    }

    /** SuperOffice keeps its login server where it keeps its directory, so that the one address tells the other. */
    private @Nullable String login(Fields auth, @Nullable Place place, boolean insecure) {
        if (!auth.has("login") && place instanceof Place.State state) {
            return AddressTemplate.originOf(state.template());
        }
        if (!auth.has("login") && place == null) {
            return null;
        }
        Node node = auth.required("login");
        String login = node == null ? null : Scalars.string(node, problems);
        Fault fault = login == null ? null : AddressTemplate.loginFault(login, insecure);
        if (node != null && fault != null) {
            problems.error(fault, node.at());
            return null;
        }
        return login;
    }

    private @Nullable Value secret(Fields auth, String name) {
        Node node = auth.required(name);
        return node == null ? null : values.sensitive(node);
    }

    private @Nullable Value optionalSecret(Fields auth, String name) {
        Node node = auth.optional(name);
        return node == null ? null : values.sensitive(node);
    }

    /** RFC 7617: the colon ends the user's name. */
    private static boolean isUserName(String text) {
        return !text.isEmpty() && !text.contains(":");
    }
}
