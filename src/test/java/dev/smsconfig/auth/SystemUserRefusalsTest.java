package dev.smsconfig.auth;

import static dev.smsconfig.auth.SystemUsers.A;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.auth.LocalLogin.Reply;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.state.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SystemUserRefusalsTest {

    private final SystemUsers users = new SystemUsers();

    @AfterEach
    void close() {
        users.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Authorization error: InvalidTimestamp (6)|set the clock",
                "The supplied timestamp is invalid|set the clock",
                "(6)|set the clock",
                "InvalidSignature|private key",
                "Calculated signature is invalid c4n4ry|private key",
                "(7)|private key",
                "Application's access to the tenant has been revoked|was revoked",
                "Revoked (1)|was revoked",
                "NeedsReapproval|approved again",
                "Authorization needs to be re-approved|approved again",
                "Expired (3)|has expired",
                "The applications access to this tenant has been denied|denied",
                "c4n4ry|not documented",
                "''|not documented"
            })
    void saysWhyTheSystemUserIsRefusedAndWhatToDo(String message, String advice) {
        for (int status : new int[] {200, 400, 401, 403}) {
            users.login.on(
                    LocalLogin.AUTHENTICATE,
                    request -> new Reply(
                            status, "{\"IsSuccessful\":false,\"Token\":null,\"ErrorMessage\":\"" + message + "\"}"));
            assertThat(users.failure(A).kind()).isEqualTo(Kind.UNAUTHENTICATED);
            assertThat(users.failure(A).message()).contains(advice).doesNotContain("c4n4ry");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c4n4ry",
                "<html>c4n4ry</html>",
                "null",
                "[]",
                "\"c4n4ry\"",
                "{}",
                "{\"IsSuccessful\":true}",
                "{\"IsSuccessful\":true,\"Token\":\"\"}",
                "{\"IsSuccessful\":true,\"Token\":[\"c4n4ry\"]}",
                "{\"IsSuccessful\":\"true\",\"Token\":\"c4n4ry\"}",
                "{\"Token\":\"c4n4ry\"}",
                "{\"IsSuccessful\":true,\"Token\":\"c4n4ry\"} c4n4ry",
                "{\"IsSuccessful\":true,\"isSuccessful\":true,\"Token\":\"c4n4ry\"}",
                "{\"IsSuccessful\":true,\"Token\":\"c4n4ry\"}",
                "{\"IsSuccessful\":true,\"Token\":"
            })
    void refusesAnAnswerOfAnotherShape(String body) {
        users.login.on(LocalLogin.AUTHENTICATE, request -> Reply.ok(body));
        assertThat(users.failure(A).kind()).isEqualTo(Kind.UNEXPECTED);
        assertThat(users.failure(A).message()).startsWith("signing in: ").doesNotContain("c4n4ry");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"IsSuccessful\":null,", "\"IsSuccessful\":\"true\",", "\"IsSuccessful\":1,"})
    void takesNoTokenThatIsNotSaidToBeASuccess(String member) {
        String token = TestTokens.token(A.value(), "7T:x", users.clock.instant(), any -> {});
        users.login.on(LocalLogin.AUTHENTICATE, request -> Reply.ok("{" + member + "\"Token\":\"" + token + "\"}"));
        assertThat(users.failure(A).message()).contains("no token and no reason");
    }

    @ParameterizedTest
    @CsvSource({
        "302,UNEXPECTED",
        "400,REFUSED",
        "401,UNAUTHENTICATED",
        "403,UNAUTHENTICATED",
        "404,UNEXPECTED",
        "408,TIMEOUT",
        "429,THROTTLED",
        "500,SERVER_ERROR",
        "503,SERVER_ERROR"
    })
    void saysWhatAStatusMeans(int status, Kind kind) {
        users.login.on(LocalLogin.AUTHENTICATE, request -> new Reply(status, "c4n4ry"));
        assertThat(users.failure(A).kind()).isEqualTo(kind);
        assertThat(users.failure(A).message())
                .contains(status + " from 127.0.0.1:")
                .doesNotContain("c4n4ry");
        assertThat(users.login.requests(LocalLogin.AUTHENTICATE)).hasSize(2);
    }

    /** A server that fails may still answer with an object of its own: it is worth trying again all the same. */
    @Test
    void aServersFailureIsNoRefusal() {
        users.login.on(LocalLogin.AUTHENTICATE, request -> new Reply(500, "{\"IsSuccessful\":false}"));
        assertThat(users.failure(A).isTransient()).isTrue();
    }

    @Test
    void saysThatALoginServerIsGone() {
        users.login.transport().close();
        assertThat(users.failure(A).kind()).isEqualTo(Kind.STOPPED);
    }

    @Test
    void asksNobodyWithoutTheTenantsToken() {
        Failure failure = users.failure(new TenantId("T3"));
        assertThat(failure.kind()).isEqualTo(Kind.NOT_SIGNED_IN);
        assertThat(failure.message()).contains("ref+env://TOKEN_T3 does not resolve");
        assertThat(users.exchanges()).isZero();
    }
}
