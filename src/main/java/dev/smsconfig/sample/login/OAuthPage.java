package dev.smsconfig.sample.login;

import dev.smsconfig.state.TenantId;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /login/common/oauth/tokens}: an access token for a refresh token, which stays good until it is revoked
 * (SuperOffice documentation, authentication and tenant status). Errors are those of RFC 6749, section 5.2.
 */
final class OAuthPage {

    private final Apps apps;
    private final TenantDirectory tenants;
    private final IssuedTokens accessTokens;
    private final Duration lifetime;
    private final JwtIssuer jwts;

    OAuthPage(Apps apps, TenantDirectory tenants, IssuedTokens accessTokens, Duration lifetime, JwtIssuer jwts) {
        this.apps = apps;
        this.tenants = tenants;
        this.accessTokens = accessTokens;
        this.lifetime = lifetime;
        this.jwts = jwts;
    }

    SiteReply answer(SiteRequest request) {
        return reply(request).with("Cache-Control", "no-store").with("Pragma", "no-cache");
    }

    private SiteReply reply(SiteRequest request) {
        if (!request.mediaType().equals("application/x-www-form-urlencoded")) {
            return error(400, "invalid_request", "the parameters come as application/x-www-form-urlencoded");
        }
        Optional<Map<String, String>> form = form(request.text());
        if (form.isEmpty()) {
            return error(400, "invalid_request", "the form is malformed or has a parameter twice");
        }
        String grantType = form.get().get("grant_type");
        if (grantType == null) {
            return error(400, "invalid_request", "grant_type is missing");
        }
        if (!grantType.equals("refresh_token")) {
            return error(400, "unsupported_grant_type", "only refresh_token is supported");
        }
        String clientId = form.get().get("client_id");
        String clientSecret = form.get().get("client_secret");
        String refreshToken = form.get().get("refresh_token");
        if (clientId == null || clientSecret == null || refreshToken == null) {
            return error(400, "invalid_request", "client_id, client_secret and refresh_token are required");
        }
        Optional<App> app = apps.withId(clientId)
                .filter(known -> ConstantTime.equal(known.registration().clientSecret(), clientSecret));
        if (app.isEmpty()) {
            return error(401, "invalid_client", "client_id and client_secret are not those of a registered app");
        }
        return granted(app.get(), refreshToken, form.get().get("redirect_uri"), request.port())
                .orElseGet(() -> error(
                        400,
                        "invalid_grant",
                        "the refresh token is unknown, revoked or another app's, or its tenant is" + " not running"));
    }

    private Optional<SiteReply> granted(App app, String refreshToken, @Nullable String redirectUri, int port) {
        String registered = app.registration().redirectUri();
        if (apps.isRevoked(refreshToken) || redirectUri != null && !redirectUri.equals(registered)) {
            return Optional.empty();
        }
        return app.grants().refreshTokens().entrySet().stream()
                .filter(entry -> ConstantTime.equal(entry.getValue(), refreshToken))
                .map(Map.Entry::getKey)
                .filter(tenant -> app.authorizationFor(tenant) == AuthorizeError.NO_ERROR)
                .findFirst()
                .flatMap(tenant -> tenants.of(tenant)
                        .filter(TenantSite::isRunning)
                        .map(site -> SiteReply.json(200, tokens(app, tenant, site, port))));
    }

    private ObjectNode tokens(App app, TenantId tenant, TenantSite site, int port) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("token_type", "Bearer");
        body.put("access_token", accessTokens.issue("8A:" + tenant + ".", new Grant(tenant, app.clientId())));
        body.put("expires_in", lifetime.toSeconds());
        body.put("id_token", jwts.identity(tenant, site, app, port));
        return body;
    }

    private static SiteReply error(int status, String code, String description) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("error", code);
        body.put("error_description", description);
        return SiteReply.json(status, body);
    }

    /** Empty where it is malformed or names a parameter twice, which RFC 6749 forbids. */
    private static Optional<Map<String, String>> form(String text) {
        Map<String, String> parameters = new HashMap<>();
        try {
            for (String pair : text.split("&")) {
                String[] parts = pair.split("=", 2);
                String name = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
                String value = parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
                // RFC 6749, section 3.2: a parameter without a value is as good as absent
                if (!value.isEmpty() && parameters.put(name, value) != null) {
                    return Optional.empty();
                }
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(parameters);
    }
}
