package dev.smsconfig.auth;

import static dev.smsconfig.auth.SystemUsers.A;
import static dev.smsconfig.auth.SystemUsers.B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.auth.LocalLogin.Reply;
import dev.smsconfig.auth.LocalLogin.Request;
import dev.smsconfig.auth.SignIn.NotSignedIn;
import dev.smsconfig.auth.SignIn.SignedIn;
import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.state.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SystemUserAuthenticationTest {

    private final SystemUsers users = new SystemUsers();

    @AfterEach
    void close() {
        users.close();
    }

    @Test
    void sendsTheTicketAndTheClientSecret() {
        assertThat(users.headers(A))
                .containsExactly(
                        Map.entry("Authorization", "SOTicket 7T:Cust12345-1=="),
                        Map.entry("SO-AppToken", "client-c4n4ry"));
    }

    @Test
    void asksTheLoginServerAsItIsDocumented() {
        users.headers(A);
        Request request = users.login.requests(LocalLogin.AUTHENTICATE).get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.headers())
                .containsEntry("content-type", "application/json; charset=utf-8")
                .containsEntry("accept", "application/json");
        assertThat(request.body())
                .matches("\\{\"SignedSystemToken\":\"[^\"]+\",\"ApplicationToken\":\"client-c4n4ry\","
                        + "\"ContextIdentifier\":\"Cust12345\",\"ReturnTokenType\":\"JWT\"}");
    }

    @Test
    void signsTheTokenAndTheMinuteInUtc() {
        users.headers(A);
        String signed = LoginJson.read(users.login
                        .requests(LocalLogin.AUTHENTICATE)
                        .get(0)
                        .body()
                        .getBytes(StandardCharsets.UTF_8))
                .orElseThrow()
                .text("SignedSystemToken");
        String text = "My App-c4n4ry-Cust12345.202611240930";
        assertThat(signed).startsWith(text + ".");
        assertThat(TestKeys.verifies(TestKeys.APP, text, signed.substring(text.length() + 1)))
                .isTrue();
    }

    @Test
    void exchangesOnceForManyCalls() {
        for (int round = 0; round < 20; round++) {
            assertThat(users.ticket(A)).isEqualTo("SOTicket 7T:Cust12345-1==");
        }
        assertThat(users.exchanges()).isEqualTo(1);
    }

    @Test
    void keepsTheTicketOfEachTenantApart() {
        for (int round = 0; round < 3; round++) {
            assertThat(users.ticket(A)).contains("Cust12345-");
            assertThat(users.ticket(B)).contains("Cust67890-");
        }
        assertThat(users.exchanges()).isEqualTo(2);
    }

    @Test
    void takesNoTicketOfAnotherTenant() {
        users.headers(A);
        users.login.on(
                LocalLogin.AUTHENTICATE,
                request ->
                        SystemUsers.success(TestTokens.token("Cust12345", "7T:x", users.clock.instant(), any -> {})));
        assertThat(users.failure(B).message()).contains("a token for another tenant");
        assertThat(users.ticket(A)).contains("Cust12345-1");
    }

    @Test
    void usesTheTicketForAsLongAsItIsUsed() {
        for (int round = 0; round < 10; round++) {
            users.headers(A);
            users.clock.advance(Duration.ofHours(5));
        }
        assertThat(users.exchanges()).isEqualTo(1);
    }

    @Test
    void exchangesAnewShortlyBeforeSixHoursWithoutUse() {
        users.headers(A);
        users.clock.advance(Duration.ofMinutes(349));
        assertThat(users.ticket(A)).contains("Cust12345-1");
        users.clock.advance(Duration.ofMinutes(350));
        assertThat(users.ticket(A)).contains("Cust12345-2");
    }

    @Test
    void oneTenantsUseKeepsNoOtherTicketAlive() {
        users.headers(A);
        users.headers(B);
        users.clock.advance(Duration.ofHours(4));
        users.headers(B);
        users.clock.advance(Duration.ofHours(4));
        assertThat(users.ticket(A)).contains("Cust12345-3");
        assertThat(users.ticket(B)).contains("Cust67890-2");
    }

    @Test
    void exchangesOnceMoreAfterARefusal() {
        SignedIn refused = users.signedIn(A);
        users.headers(B);
        assertThat(users.authentication.renew(A, refused)).isTrue();
        assertThat(users.ticket(A)).contains("Cust12345-3");
        assertThat(users.ticket(A)).contains("Cust12345-3");
        assertThat(users.ticket(B)).contains("Cust67890-2");
        assertThat(users.exchanges()).isEqualTo(3);
    }

    /** Two requests with the same old ticket are refused; the second must not throw away what the first one got. */
    @Test
    void aLateRefusalOfAnOldTicketKeepsTheNewOne() {
        SignedIn old = users.signedIn(A);
        users.authentication.renew(A, old);
        assertThat(users.ticket(A)).contains("Cust12345-2");
        assertThat(users.authentication.renew(A, old)).isTrue();
        assertThat(users.ticket(A)).contains("Cust12345-2");
        assertThat(users.exchanges()).isEqualTo(2);
    }

    @Test
    void keepsNothingOfAFailure() {
        users.login.on(LocalLogin.AUTHENTICATE, request -> new Reply(500, "c4n4ry"));
        assertThat(users.failure(A).kind()).isEqualTo(Kind.SERVER_ERROR);
        users.login.on(LocalLogin.AUTHENTICATE, users::authenticate);
        assertThat(users.ticket(A)).contains("Cust12345-1");
    }

    @Test
    void exchangesOnceForCallsAtTheSameTime() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        users.login.on(LocalLogin.AUTHENTICATE, request -> {
            await(hold);
            return users.authenticate(request);
        });
        List<SignIn> results = atTheSameTime(hold);
        assertThat(results)
                .hasSize(8)
                .allSatisfy(result -> assertThat(((SignedIn) result).headers())
                        .containsEntry("Authorization", "SOTicket 7T:Cust12345-1=="));
        assertThat(users.exchanges()).isEqualTo(1);
    }

    @Test
    void callsAtTheSameTimeShareAFailure() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        users.login.on(LocalLogin.AUTHENTICATE, request -> {
            await(hold);
            return new Reply(503, "");
        });
        List<SignIn> results = atTheSameTime(hold);
        assertThat(results)
                .hasSize(8)
                .allSatisfy(result ->
                        assertThat(((NotSignedIn) result).failure().kind()).isEqualTo(Kind.SERVER_ERROR));
        assertThat(users.exchanges()).isEqualTo(1);
    }

    @Test
    void isSharedOnlyWhereOneTokenServesAll() {
        assertThat(users.authentication.isShared()).isFalse();
        Credential one = Credential.of(new Secret("x"));
        assertThat(new SystemUserAuthentication(
                                users.login.at(users.clock), TestKeys.signingKey(), one, one, users.clock)
                        .isShared())
                .isTrue();
    }

    @Test
    void showsNoSecret() {
        SignedIn signedIn = users.signedIn(A);
        assertThat(users.authentication.toString() + signedIn + users.login.at(users.clock))
                .doesNotContain("c4n4ry", "7T:");
    }

    /** Lets the server answer once one call is with it and all others wait, or as soon as a second one comes. */
    private List<SignIn> atTheSameTime(CountDownLatch hold) throws Exception {
        List<FutureTask<SignIn>> calls = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            FutureTask<SignIn> call = new FutureTask<>(() -> users.authentication.signIn(A));
            calls.add(call);
            Thread thread = new Thread(call);
            threads.add(thread);
            thread.start();
        }
        while (users.exchanges() < 1 || users.exchanges() == 1 && waiting(threads) < 7) {
            if (Thread.interrupted()) {
                throw new InterruptedException("they never came together");
            }
            Thread.onSpinWait();
        }
        hold.countDown();
        List<SignIn> results = new ArrayList<>();
        for (FutureTask<SignIn> call : calls) {
            results.add(call.get());
        }
        return results;
    }

    private static long waiting(List<Thread> threads) {
        return threads.stream()
                .filter(thread -> thread.getState() == Thread.State.WAITING)
                .count();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
