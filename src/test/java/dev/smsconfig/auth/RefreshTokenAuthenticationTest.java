package dev.smsconfig.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.MovableClock;
import dev.smsconfig.auth.LocalLogin.Reply;
import dev.smsconfig.auth.LocalLogin.Request;
import dev.smsconfig.auth.SignIn.NotSignedIn;
import dev.smsconfig.auth.SignIn.SignedIn;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.TenantId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RefreshTokenAuthenticationTest {

    private static final TenantId A = new TenantId("Cust12345");
    private static final TenantId B = new TenantId("Cust67890");

    private final MovableClock clock = new MovableClock("2026-11-24T09:30:20Z");
    private final LocalLogin login = new LocalLogin();
    private final AtomicInteger issued = new AtomicInteger();
    private final Authentication authentication = new RefreshTokenAuthentication(
            login.at(clock), credential("id &=+"), credential("c4n4ry%&=+"), Credentials.perTenant("r-c4n4ry "), clock);

    @BeforeEach
    void answerLikeTheLoginServer() {
        login.on(LocalLogin.TOKENS, request -> token(request, "\"expires_in\":3600"));
    }

    @AfterEach
    void close() {
        login.close();
    }

    @Test
    void sendsTheAccessTokenAndTheClientSecret() {
        assertThat(signedIn(A).headers())
                .containsExactly(
                        Map.entry("Authorization", "Bearer 8A:Cust12345.1"), Map.entry("SO-AppToken", "c4n4ry%&=+"));
    }

    @Test
    void asksTheLoginServerAsItIsDocumented() {
        signedIn(A);
        Request request = login.requests(LocalLogin.TOKENS).get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.headers()).containsEntry("content-type", "application/x-www-form-urlencoded");
        assertThat(request.body())
                .isEqualTo("grant_type=refresh_token&client_id=id+%26%3D%2B&client_secret=c4n4ry%25%26%3D%2B"
                        + "&refresh_token=r-c4n4ry+Cust12345");
    }

    @Test
    void refreshesOnceForManyCalls() {
        for (int round = 0; round < 20; round++) {
            assertThat(token(A)).isEqualTo("Bearer 8A:Cust12345.1");
        }
        assertThat(refreshes()).isEqualTo(1);
    }

    @Test
    void keepsTheTokenOfEachTenantApart() {
        for (int round = 0; round < 3; round++) {
            assertThat(token(A)).contains("Cust12345");
            assertThat(token(B)).contains("Cust67890");
        }
        assertThat(refreshes()).isEqualTo(2);
    }

    /** Its lifetime does not slide: use makes it live no longer. */
    @Test
    void refreshesShortlyBeforeTheTokenExpires() {
        signedIn(A);
        clock.advance(Duration.ofSeconds(3479));
        assertThat(token(A)).endsWith(".1");
        clock.advance(Duration.ofSeconds(1));
        assertThat(token(A)).endsWith(".2");
    }

    @Test
    void usesATokenOfShortLifeForHalfOfIt() {
        login.on(LocalLogin.TOKENS, request -> token(request, "\"expires_in\":60"));
        signedIn(A);
        clock.advance(Duration.ofSeconds(29));
        assertThat(token(A)).endsWith(".1");
        clock.advance(Duration.ofSeconds(1));
        assertThat(token(A)).endsWith(".2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"expires_in\":\"3600\"", "\"scope\":\"openid\""})
    void takesTheLifetimeAsItComes(String lifetime) {
        login.on(LocalLogin.TOKENS, request -> token(request, lifetime));
        signedIn(A);
        clock.advance(Duration.ofSeconds(3479));
        assertThat(token(A)).endsWith(".1");
        clock.advance(Duration.ofSeconds(1));
        assertThat(token(A)).endsWith(".2");
    }

    @Test
    void refreshesOnceMoreAfterARefusal() {
        SignedIn refused = signedIn(A);
        signedIn(B);
        assertThat(authentication.renew(A, refused)).isTrue();
        assertThat(token(A)).endsWith("Cust12345.3");
        assertThat(token(B)).endsWith("Cust67890.2");
        authentication.renew(A, refused);
        assertThat(token(A)).endsWith("Cust12345.3");
        assertThat(refreshes()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "400,invalid_grant,UNAUTHENTICATED,consent may have been revoked",
        "401,invalid_grant,UNAUTHENTICATED,consent may have been revoked",
        "400,invalid_client,UNAUTHENTICATED,the client id or the client secret",
        "401,invalid_client,UNAUTHENTICATED,the client id or the client secret",
        "400,unauthorized_client,UNAUTHENTICATED,may not use refresh tokens",
        "400,unsupported_grant_type,UNAUTHENTICATED,may not use refresh tokens",
        "400,invalid_request,REFUSED,400 from",
        "400,c4n4ry,REFUSED,400 from",
        "401,c4n4ry,UNAUTHENTICATED,401 from",
        "403,c4n4ry,UNAUTHENTICATED,403 from",
        "404,c4n4ry,UNEXPECTED,check login",
        "302,c4n4ry,UNEXPECTED,check login",
        "429,invalid_grant,THROTTLED,429 from",
        "500,invalid_grant,SERVER_ERROR,500 from",
        "503,c4n4ry,SERVER_ERROR,503 from"
    })
    void saysWhyItIsRefusedAndWhatToDo(int status, String error, Kind kind, String part) {
        login.on(
                LocalLogin.TOKENS,
                request -> new Reply(
                        status, "{\"error\":\"" + error + "\",\"error_description\":\"c4n4ry invalid_client\"}"));
        assertThat(failure(A).kind()).isEqualTo(kind);
        assertThat(failure(A).message()).contains(part).doesNotContain("c4n4ry");
        assertThat(refreshes()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c4n4ry",
                "<html>c4n4ry</html>",
                "null",
                "[]",
                "{}",
                "{\"access_token\":\"c4n4ry\",\"expires_in\":3600}",
                "{\"access_token\":\"c4n4ry\",\"expires_in\":3600,\"token_type\":\"mac\"}",
                "{\"access_token\":\"c4n4ry\",\"expires_in\":3600,\"token_type\":null}",
                "{\"expires_in\":3600,\"token_type\":\"bearer\"}",
                "{\"access_token\":\"\",\"expires_in\":3600,\"token_type\":\"bearer\"}",
                "{\"access_token\":\"c4n4ry\\r\\nX: 1\",\"expires_in\":3600,\"token_type\":\"bearer\"}",
                "{\"access_token\":{\"c4n4ry\":1},\"expires_in\":3600,\"token_type\":\"bearer\"}",
                "{\"access_token\":\"c4n4ry\",\"expires_in\":0,\"token_type\":\"bearer\"}",
                "{\"access_token\":\"c4n4ry\",\"expires_in\":-1,\"token_type\":\"bearer\"}",
                "{\"access_token\":\"c4n4ry\",\"expires_in\":1e9,\"token_type\":\"bearer\"}",
                "{\"access_token\":\"c4n4ry\",\"expires_in\":99999999999,\"token_type\":\"bearer\"}",
                "{\"access_token\":\"c4n4ry\",\"expires_in\":null,\"token_type\":\"bearer\"}",
                "{\"access_token\":\"c4n4ry\",\"expires_in\":\"c4n4ry\",\"token_type\":\"bearer\"}",
                "{\"access_token\":\"c4n4ry\",\"access_token\":\"b\",\"expires_in\":1,\"token_type\":\"bearer\"}",
                "{\"access_token\":\"c4n4ry\",\"expires_in\":3600,\"token_type\":\"bearer\"}c4n4ry",
                "{\"error\":\"c4n4ry\"}"
            })
    void refusesAnAnswerOfAnotherShape(String body) {
        login.on(LocalLogin.TOKENS, request -> Reply.ok(body));
        assertThat(failure(A).kind()).isEqualTo(Kind.UNEXPECTED);
        assertThat(failure(A).message()).startsWith("signing in: ").doesNotContain("c4n4ry", "\n");
    }

    @Test
    void keepsNothingOfAFailure() {
        login.on(LocalLogin.TOKENS, request -> new Reply(503, ""));
        assertThat(failure(A).isTransient()).isTrue();
        login.on(LocalLogin.TOKENS, request -> token(request, "\"expires_in\":3600"));
        assertThat(token(A)).endsWith("Cust12345.1");
    }

    @Test
    void asksNobodyWithoutTheTenantsRefreshToken() {
        assertThat(failure(new TenantId("T3")).kind()).isEqualTo(Kind.NOT_SIGNED_IN);
        assertThat(refreshes()).isZero();
    }

    @Test
    void isSharedOnlyWhereOneTokenServesAll() {
        Credential one = credential("x");
        assertThat(authentication.isShared()).isFalse();
        assertThat(new RefreshTokenAuthentication(login.at(clock), one, one, one, clock).isShared())
                .isTrue();
    }

    @Test
    void showsNoSecret() {
        assertThat(authentication.toString() + signedIn(A)).doesNotContain("c4n4ry", "8A:");
    }

    private Reply token(Request request, String lifetime) {
        String tenant = request.body().endsWith(A.value()) ? A.value() : B.value();
        return Reply.ok("{\"token_type\":\"Bearer\",\"access_token\":\"8A:" + tenant + "." + issued.incrementAndGet()
                + "\"," + lifetime + ",\"id_token\":\"x\"}");
    }

    private static Credential credential(String text) {
        return Credential.of(new Secret(text));
    }

    private int refreshes() {
        return login.requests(LocalLogin.TOKENS).size();
    }

    private SignedIn signedIn(TenantId tenant) {
        return (SignedIn) authentication.signIn(tenant);
    }

    private String token(TenantId tenant) {
        return String.valueOf(signedIn(tenant).headers().get("Authorization"));
    }

    private Failure failure(TenantId tenant) {
        return ((NotSignedIn) authentication.signIn(tenant)).failure();
    }
}
