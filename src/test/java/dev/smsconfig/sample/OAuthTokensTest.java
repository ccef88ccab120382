package dev.smsconfig.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.state.TenantId;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code POST /login/common/oauth/tokens}: SuperOffice documentation, authentication and tenant status, and RFC 6749, sections 5 and 6. */
class OAuthTokensTest {

    private static final String FORM =
            "grant_type=refresh_token&client_id=app&client_secret=s%26cret&refresh_token=refresh-Cust00001";

    @TempDir
    Path folder;

    private ScenarioServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ScenarioServer(folder, """
                tenants:
                  Cust00001-Cust00004: { installation: online }
                logins:
                  apps:
                    - name: Sample
                      clientId: app
                      clientSecret: s&cret
                      redirectUri: http://127.0.0.1/callback
                      refreshTokens: { "Cust*": "refresh-{tenant}" }
                      revoked: [refresh-Cust00002]
                      authorizations: { Cust00003: Denied }
                    - { name: Other, clientId: other, clientSecret: other-secret }
                """);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static void assertError(HttpResponse<String> response, int status, String error) {
        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode body = ScenarioServer.json(response);
        assertThat(body.get("error").stringValue()).isEqualTo(error);
        assertThat(body.get("error_description").stringValue()).doesNotContain("refresh-", "cret=");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void aRefreshTokenIsExchangedForAnAccessToken() throws Exception {
        HttpResponse<String> response = server.refresh(FORM);

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode body = ScenarioServer.json(response);
        assertThat(body.propertyNames()).containsExactly("token_type", "access_token", "expires_in", "id_token");
        assertThat(body.get("token_type").stringValue()).isEqualTo("Bearer");
        assertThat(body.get("access_token").stringValue()).matches("8A:Cust00001\\.[A-Za-z0-9_-]{43}");
        assertThat(body.get("expires_in").intValue()).isEqualTo(3600);
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void theIdTokenIsForTheApp() throws Exception {
        JsonNode claims = ScenarioServer.jwtPart(
                ScenarioServer.json(server.refresh(FORM)).get("id_token").stringValue(), 1);

        assertThat(claims.get("aud").stringValue()).isEqualTo("app");
        assertThat(claims.get("iss").stringValue()).isEqualTo(server.server.url());
        assertThat(claims.get("http://schemes.superoffice.net/identity/ctx").stringValue())
                .isEqualTo("Cust00001");
        assertThat(claims.has("http://schemes.superoffice.net/identity/ticket")).isFalse();
    }

    @Test
    void theAccessTokenOpensItsTenantForAnHour() throws Exception {
        String bearer = "Bearer "
                + ScenarioServer.json(server.refresh(FORM)).get("access_token").stringValue();
        String[] headers = {"Authorization", bearer, "SO-AppToken", "s&cret"};
        assertThat(server.status("Cust00001", headers)).isEqualTo(200);
        assertThat(server.status("Cust00004", headers)).isEqualTo(401);
        server.clock.advance(Duration.ofHours(1));

        assertThat(server.status("Cust00001", headers)).isEqualTo(401);
    }

    @Test
    void theRefreshTokenStaysGood() throws Exception {
        server.refresh(FORM);

        assertThat(server.refresh(FORM).statusCode()).isEqualTo(200);
        assertThat(server.server.requestLog().requests("tokens")).isEqualTo(2);
        assertThat(server.server.requestLog().logins()).isEqualTo(2);
    }

    @Test
    void aRefreshTokenRevokedWhileTheServerRunsIsRefused() throws Exception {
        server.server.controls().revoke("refresh-Cust00001");

        assertError(server.refresh(FORM), 400, "invalid_grant");
    }

    @ParameterizedTest
    @CsvSource({"refresh-Cust00002", "refresh-Cust00003", "refresh-Cust00009", "unknown"})
    void aTokenThatIsRevokedDeniedOrUnknownIsAnInvalidGrant(String token) throws Exception {
        assertError(server.refresh(FORM.replace("refresh-Cust00001", token)), 400, "invalid_grant");
    }

    @Test
    void aTokenOfAnotherAppIsAnInvalidGrant() throws Exception {
        String form = FORM.replace("client_id=app", "client_id=other").replace("s%26cret", "other-secret");

        assertError(server.refresh(form), 400, "invalid_grant");
    }

    @Test
    void aTokenOfATenantThatDoesNotRunIsAnInvalidGrant() throws Exception {
        server.server.controls().setState(new TenantId("Cust00001"), "Suspended");

        assertError(server.refresh(FORM), 400, "invalid_grant");
    }

    @ParameterizedTest
    @CsvSource({"client_id=app,client_id=nobody", "s%26cret,wrong", "client_id=app,client_id=other"})
    void aClientThatIsNotWhoItSaysIsInvalid(String right, String wrong) throws Exception {
        assertError(server.refresh(FORM.replace(right, wrong)), 401, "invalid_client");
    }

    @ParameterizedTest
    @CsvSource({"client_credentials", "password", "authorization_code", "REFRESH_TOKEN"})
    void otherGrantsAreUnsupported(String grantType) throws Exception {
        assertError(
                server.refresh(FORM.replace("grant_type=refresh_token", "grant_type=" + grantType)),
                400,
                "unsupported_grant_type");
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=refresh_token&,''",
        "&refresh_token=refresh-Cust00001,''",
        "refresh-Cust00001,''",
        "client_id=app,client_id=app&client_id=app",
        "s%26cret,s%2"
    })
    void aFormWithoutOrWithTwoOfAParameterIsInvalid(String from, String to) throws Exception {
        assertError(server.refresh(FORM.replace(from, to)), 400, "invalid_request");
    }

    @Test
    void anotherContentTypeIsInvalid() throws Exception {
        assertError(server.post("/login/common/oauth/tokens", "application/json", "{}"), 400, "invalid_request");
    }

    @Test
    void theRedirectUriMayBeGivenAndIsThenTheAppsOwn() throws Exception {
        assertThat(server.refresh(FORM + "&redirect_uri=http%3A%2F%2F127.0.0.1%2Fcallback")
                        .statusCode())
                .isEqualTo(200);
        assertError(server.refresh(FORM + "&redirect_uri=http%3A%2F%2F127.0.0.1%2Fother"), 400, "invalid_grant");
    }

    @Test
    void isForPost() throws Exception {
        assertThat(server.get("/login/common/oauth/tokens").statusCode()).isEqualTo(405);
    }
}
