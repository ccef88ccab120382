package dev.smsconfig.auth;

import dev.smsconfig.auth.TokenCache.Issued;
import dev.smsconfig.http.Answer;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.TenantId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Access tokens of OAuth 2, got from a refresh token (RFC 6749, 6) and kept for each tenant until shortly before they
 * expire. The refresh token stays as it is: SuperOffice issues no new one.
 */
public final class RefreshTokenAuthentication implements Authentication {

    private static final String TOKENS = "/login/common/oauth/tokens";
    private static final Duration MARGIN = Duration.ofMinutes(2);

    /** What the documentation says of SuperOffice; the answer may leave it out (RFC 6749, 5.1). */
    private static final int USUAL_SECONDS = 3600;

    private final LoginServer login;
    private final Credential clientId;
    private final Credential clientSecret;
    private final Credential refreshToken;
    private final TokenHeaders headers;
    private final TokenCache tokens;

    /** @param clock tells when an access token has expired */
    public RefreshTokenAuthentication(
            LoginServer login, Credential clientId, Credential clientSecret, Credential refreshToken, Clock clock) {
        this.login = login;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.refreshToken = refreshToken;
        this.headers = new TokenHeaders("Bearer", clientSecret);
        this.tokens = new TokenCache(clock, false);
    }

    @Override
    public SignIn signIn(TenantId tenant) {
        try {
            return headers.of(tenant, Credential.clear(tokens.get(tenant, () -> refreshed(tenant))));
        } catch (NotSignedInException e) {
            return e.signIn();
        }
    }

    @Override
    public boolean renew(TenantId tenant, SignIn.SignedIn refused) {
        tokens.forget(tenant, headers.tokenOf(refused));
        return true;
    }

    @Override
    public boolean isShared() {
        return !refreshToken.isPerTenant();
    }

    private Issued refreshed(TenantId tenant) throws NotSignedInException {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "refresh_token");
        fields.put("client_id", clientId.clear(tenant));
        fields.put("client_secret", clientSecret.clear(tenant));
        fields.put("refresh_token", refreshToken.clear(tenant));
        Answer answer = login.post(TOKENS, "application/x-www-form-urlencoded", form(fields));
        if (answer.status() != 200) {
            throw refusal(answer);
        }
        LoginJson json = LoginJson.read(answer.body())
                .orElseThrow(() -> login.unexpected("something else than a JSON object, perhaps a login page"));
        return issued(json);
    }

    private Issued issued(LoginJson json) throws NotSignedInException {
        if (!json.text("token_type").equalsIgnoreCase("bearer")) {
            throw login.unexpected("a token of another type than bearer");
        }
        String token = json.text("access_token");
        if (!TokenHeaders.isToken(token)) {
            throw login.unexpected("no access token that a header can carry");
        }
        int seconds = json.has("expires_in") ? json.number("expires_in").orElse(0) : USUAL_SECONDS;
        if (seconds == 0) {
            throw login.unexpected("an access token without a lifetime");
        }
        Duration lifetime = Duration.ofSeconds(seconds);
        Duration half = lifetime.dividedBy(2);
        return new Issued(new Secret(token), lifetime.minus(half.compareTo(MARGIN) < 0 ? half : MARGIN));
    }

    /** Only the code counts: the description next to it may repeat what was sent. */
    private NotSignedInException refusal(Answer answer) {
        if (answer.status() != 400 && answer.status() != 401) {
            return login.refusal(answer);
        }
        String error =
                LoginJson.read(answer.body()).map(json -> json.text("error")).orElse("");
        return switch (error) {
            case "invalid_grant" ->
                login.refused("the refresh token; consent may have been revoked, or it belongs to another application:"
                        + " let an administrator of the tenant approve the application again, and store the new one");
            case "invalid_client" ->
                login.refused("the client id or the client secret; check both in auth in fleet.yaml, and that they"
                        + " belong to this environment");
            case "unauthorized_client", "unsupported_grant_type" ->
                login.refused("the application may not use refresh tokens; check its registration in the Developer"
                        + " Portal");
            default -> login.refusal(answer);
        };
    }

    private static byte[] form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.US_ASCII);
    }
}
