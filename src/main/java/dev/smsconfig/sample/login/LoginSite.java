package dev.smsconfig.sample.login;

import dev.smsconfig.state.TenantId;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Which page a path means. The login host's paths are read in any case, since SuperOffice itself writes both. */
final class LoginSite {

    private static final Pattern STATE = Pattern.compile("/api/state/([^/]+)/?", Pattern.CASE_INSENSITIVE);
    private static final Pattern TENANT = Pattern.compile("/([^/]+)/(logout)?");

    private final StatePage state;
    private final SystemUserPage systemUser;
    private final OAuthPage oauth;
    private final SessionPages sessions;
    private final SigningKeys keys;

    LoginSite(StatePage state, SystemUserPage systemUser, OAuthPage oauth, SessionPages sessions, SigningKeys keys) {
        this.state = state;
        this.systemUser = systemUser;
        this.oauth = oauth;
        this.sessions = sessions;
        this.keys = keys;
    }

    /**
     * @param counted gets the name of the page, where the method is its own
     * @return empty where none of the pages is at the path
     */
    Optional<SiteReply> answer(SiteRequest request, Consumer<String> counted) {
        Matcher asked = STATE.matcher(request.path());
        if (asked.matches()) {
            return page(request, "GET", "state", counted, () -> state.answer(asked.group(1), request.port()));
        }
        switch (request.path().toLowerCase(Locale.ROOT)) {
            case "/login/api/partnersystemuser/authenticate":
                return page(request, "POST", "Authenticate", counted, () -> systemUser.answer(request));
            case "/login/common/oauth/tokens":
                return page(request, "POST", "tokens", counted, () -> oauth.answer(request));
            case "/login/.well-known/jwks":
                return page(request, "GET", "jwks", counted, () -> SiteReply.json(200, keys.jwks()));
            case "/login/.well-known/openid-configuration":
                return page(
                        request,
                        "GET",
                        "openid-configuration",
                        counted,
                        () -> SiteReply.json(200, openIdConfiguration(request.port())));
            default:
                return tenantPage(request, counted);
        }
    }

    private Optional<SiteReply> tenantPage(SiteRequest request, Consumer<String> counted) {
        Matcher path = TENANT.matcher(request.path());
        if (!path.matches() || !TenantId.isValid(path.group(1))) {
            return Optional.empty();
        }
        TenantId tenant = new TenantId(path.group(1));
        return path.group(2) == null
                ? page(request, "GET", "session", counted, () -> sessions.open(tenant, request))
                : page(request, "GET", "logout", counted, () -> sessions.close(tenant, request));
    }

    private static Optional<SiteReply> page(
            SiteRequest request, String method, String name, Consumer<String> counted, Supplier<SiteReply> page) {
        if (!request.method().equals(method)) {
            return Optional.of(SiteReply.error(405, "MethodNotAllowed", "This page is for " + method + ".")
                    .with("Allow", method));
        }
        counted.accept(name);
        return Optional.of(page.get());
    }

    /** What OpenID Connect Discovery 1.0 requires; there is no page at the authorization endpoint. */
    private static ObjectNode openIdConfiguration(int port) {
        String login = TenantLinks.own(port) + "/login";
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("issuer", TenantLinks.own(port));
        body.put("authorization_endpoint", login + "/common/oauth/authorize");
        body.put("token_endpoint", login + "/common/oauth/tokens");
        body.put("jwks_uri", login + "/.well-known/jwks");
        body.putArray("scopes_supported").add("openid");
        body.putArray("grant_types_supported").add("refresh_token");
        body.putArray("response_types_supported").add("code");
        body.putArray("subject_types_supported").add("public");
        body.putArray("id_token_signing_alg_values_supported").add("RS256");
        body.putArray("token_endpoint_auth_methods_supported").add("client_secret_post");
        return body;
    }
}
