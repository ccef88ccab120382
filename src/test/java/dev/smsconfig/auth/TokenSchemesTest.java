package dev.smsconfig.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.auth.SignIn.NotSignedIn;
import dev.smsconfig.auth.SignIn.SignedIn;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.TenantId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Basic, SOTicket and Bearer with a credential that is simply there. */
class TokenSchemesTest {

    private static final TenantId A = new TenantId("Cust12345");
    private static final TenantId B = new TenantId("Cust67890");
    private static final TenantId MISSING = new TenantId("T3");
    private static final Credential APP_TOKEN = credential("client-c4n4ry");

    @Test
    void sendsATicketAsItIs() {
        assertThat(headers(TokenAuthentication.soTicket(credential("7T:abc+/=="), null), A))
                .containsExactly(Map.entry("Authorization", "SOTicket 7T:abc+/=="));
    }

    @Test
    void sendsTheClientSecretBesideATicket() {
        assertThat(headers(TokenAuthentication.soTicket(credential("7T:abc=="), APP_TOKEN), A))
                .containsExactly(
                        Map.entry("Authorization", "SOTicket 7T:abc=="), Map.entry("SO-AppToken", "client-c4n4ry"));
    }

    @Test
    void sendsAnAccessToken() {
        assertThat(headers(TokenAuthentication.bearer(credential("8A:Cust12345.abc"), null), A))
                .containsExactly(Map.entry("Authorization", "Bearer 8A:Cust12345.abc"));
    }

    @Test
    void sendsTheClientSecretBesideAnAccessToken() {
        assertThat(headers(TokenAuthentication.bearer(credential("8A:Cust12345.abc"), APP_TOKEN), A))
                .containsExactly(
                        Map.entry("Authorization", "Bearer 8A:Cust12345.abc"),
                        Map.entry("SO-AppToken", "client-c4n4ry"));
    }

    @Test
    void sendsUserNameAndPasswordInUtf8() {
        assertThat(headers(new BasicAuthentication(credential("jos\u00e9"), credential("p:\u20ac")), A))
                .containsExactly(Map.entry("Authorization", "Basic am9zw6k6cDrigqw="));
    }

    @Test
    void refusesAUserNameWithAColon() {
        assertThat(failure(new BasicAuthentication(credential("c4n4ry:x"), credential("c4n4ry")), A)
                        .message())
                .contains("colon")
                .doesNotContain("c4n4ry");
    }

    @Test
    void sendsEachTenantItsOwn() {
        for (Authentication authentication : perTenant()) {
            String ofA = headers(authentication, A).get("Authorization");
            assertThat(headers(authentication, B).get("Authorization")).isNotEqualTo(ofA);
            assertThat(headers(authentication, A).get("Authorization")).isEqualTo(ofA);
        }
        assertThat(headers(perTenant().get(0), B)).containsEntry("Authorization", "SOTicket 7T:c4n4ry-Cust67890");
    }

    @Test
    void asksForNoSecretOfAnotherTenant() {
        for (Authentication authentication : perTenant()) {
            Failure failure = failure(authentication, MISSING);
            assertThat(failure.kind()).isEqualTo(Kind.NOT_SIGNED_IN);
            assertThat(failure.message()).isEqualTo("the credential: ref+env://TOKEN_T3 does not resolve: set it");
            headers(authentication, A);
        }
    }

    @Test
    void isSharedWhereOneCredentialServesAll() {
        Credential one = credential("x");
        assertThat(List.of(
                        TokenAuthentication.soTicket(one, APP_TOKEN),
                        TokenAuthentication.bearer(one, null),
                        new BasicAuthentication(one, one)))
                .allMatch(Authentication::isShared);
        assertThat(perTenant()).noneMatch(Authentication::isShared);
    }

    @Test
    void cannotRenewWhatSomebodyElseGot() {
        for (Authentication authentication : perTenant()) {
            assertThat(authentication.renew(A, (SignedIn) authentication.signIn(A)))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "c4n4ry ", "c4n4ry\r\nX-Evil: 1", "c4n4ry\n", "c4n4ry\u0000", "c4n4ry\u00e9"})
    void sendsNoTokenThatAHeaderCannotCarry(String token) {
        for (Authentication authentication : List.of(
                TokenAuthentication.soTicket(credential(token), null),
                TokenAuthentication.soTicket(credential("7T:abc=="), credential(token)),
                TokenAuthentication.bearer(credential(token), null))) {
            Failure failure = failure(authentication, A);
            assertThat(failure.kind()).isEqualTo(Kind.NOT_SIGNED_IN);
            assertThat(failure.message()).contains("no header can carry").doesNotContain("c4n4ry");
        }
    }

    @Test
    void showsNoSecret() {
        for (Authentication authentication : perTenant()) {
            assertThat(authentication.toString() + authentication.signIn(A)).doesNotContain("c4n4ry", "YzRu");
        }
        assertThat(APP_TOKEN.toString() + new TokenHeaders("Bearer", APP_TOKEN)).doesNotContain("c4n4ry");
    }

    private static List<Authentication> perTenant() {
        Credential token = Credentials.perTenant("7T:c4n4ry-");
        return List.of(
                TokenAuthentication.soTicket(token, APP_TOKEN),
                TokenAuthentication.bearer(token, APP_TOKEN),
                new BasicAuthentication(credential("u"), token));
    }

    private static Credential credential(String text) {
        return Credential.of(new Secret(text));
    }

    private static Map<String, String> headers(Authentication authentication, TenantId tenant) {
        return ((SignedIn) authentication.signIn(tenant)).headers();
    }

    private static Failure failure(Authentication authentication, TenantId tenant) {
        return ((NotSignedIn) authentication.signIn(tenant)).failure();
    }
}
