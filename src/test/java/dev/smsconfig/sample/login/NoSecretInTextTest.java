package dev.smsconfig.sample.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.state.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds a secret does not show it where it is logged. */
class NoSecretInTextTest {

    private static final String SECRET = "s3cret-Value";

    static Stream<Object> holders() {
        TenantId tenant = new TenantId("Cust00001");
        TenantSite site = new TenantSite(true, "Running", true, "12.0", null);
        Presented presented = Presented.in(header -> SECRET);
        return Stream.of(
                new Account("user", SECRET, any -> true),
                new AppRegistration("name", "id", SECRET, null),
                new AppGrants(Map.of(tenant, SECRET), Map.of(tenant, SECRET), Map.of()),
                new LoginSettings.KnownTokens(Map.of(SECRET, tenant), Map.of(SECRET, tenant)),
                new SignedSystemToken(SECRET, "202603011200", SECRET),
                new SystemUserLogin.Ticket(tenant, site, SECRET, JwtFault.NONE),
                presented,
                new SiteRequest("POST", "/login", header -> SECRET, SECRET.getBytes(StandardCharsets.UTF_8), 80),
                new SiteReply(200, Map.of("Set-Cookie", List.of(SECRET)), SECRET));
    }

    @ParameterizedTest
    @MethodSource("holders")
    void theTextOfAHolderHidesIt(Object holder) {
        assertThat(holder.toString()).doesNotContain(SECRET);
    }
}
