package dev.smsconfig.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.MovableClock;
import dev.smsconfig.auth.LocalLogin.Reply;
import dev.smsconfig.auth.LocalLogin.Request;
import dev.smsconfig.auth.SignIn.NotSignedIn;
import dev.smsconfig.auth.SignIn.SignedIn;
import dev.smsconfig.server.Failure;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.TenantId;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The system users of two tenants, and a login server that knows them and numbers the tickets it issues. */
final class SystemUsers implements AutoCloseable {

    static final TenantId A = new TenantId("Cust12345");
    static final TenantId B = new TenantId("Cust67890");

    final MovableClock clock = new MovableClock("2026-11-24T09:30:20Z");
    final LocalLogin login = new LocalLogin();
    final Authentication authentication = authentication();
    private final AtomicInteger issued = new AtomicInteger();

    SystemUsers() {
        login.on(LocalLogin.JWKS, request -> Reply.ok(TestTokens.jwks(TestKeys.LOGIN, TestTokens.KEY_ID)));
        login.on(LocalLogin.AUTHENTICATE, this::authenticate);
    }

    @Override
    public void close() {
        login.close();
    }

    private Authentication authentication() {
        Credential clientSecret = Credential.of(new Secret("client-c4n4ry"));
        return new SystemUserAuthentication(
                login.at(clock), TestKeys.signingKey(), Credentials.perTenant("My App-c4n4ry-"), clientSecret, clock);
    }

    Reply authenticate(Request request) {
        String tenant = request.body().contains(A.value()) ? A.value() : B.value();
        String ticket = "7T:" + tenant + "-" + issued.incrementAndGet() + "==";
        return success(TestTokens.token(tenant, ticket, clock.instant(), any -> {}));
    }

    static Reply success(String token) {
        return Reply.ok("{\"IsSuccessful\":true,\"Token\":\"" + token + "\",\"ErrorMessage\":null}");
    }

    int exchanges() {
        return login.requests(LocalLogin.AUTHENTICATE).size();
    }

    SignedIn signedIn(TenantId tenant) {
        SignIn signIn = authentication.signIn(tenant);
        assertThat(signIn).isInstanceOf(SignedIn.class);
        return (SignedIn) signIn;
    }

    Map<String, String> headers(TenantId tenant) {
        return signedIn(tenant).headers();
    }

    String ticket(TenantId tenant) {
        return String.valueOf(headers(tenant).get("Authorization"));
    }

    Failure failure(TenantId tenant) {
        SignIn signIn = authentication.signIn(tenant);
        assertThat(signIn).isInstanceOf(NotSignedIn.class);
        Failure failure = ((NotSignedIn) signIn).failure();
        assertThat(failure.message()).doesNotContain("\n");
        return failure;
    }
}
