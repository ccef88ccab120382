package dev.smsconfig.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.state.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let into the WebAPI: the request headers of SaveSmsConfig.md, by kind of installation. */
class ApiAuthenticationTest {

    private static final String SCENARIO = """
            tenants:
              Onsite: {}
              Onsite2: {}
              Online: { installation: online }
              Online2: { installation: online }
            logins:
              users:
                - { username: operator, password: "p:w", tenants: Onsite2 }
              tickets: { "On*": "7T:ticket-{tenant}==" }
              tokens: { "On*": "8A:{tenant}.token" }
              apps:
                - { name: One, clientId: one, clientSecret: secret-one, refreshTokens: { Online: refresh-one } }
                - { name: Two, clientId: two, clientSecret: secret-two }
            """;

    private static final String BASIC = WebApiCaller.basic("sample:sample");

    @TempDir
    Path folder;

    private ScenarioServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ScenarioServer(folder, SCENARIO);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private int authorized(String tenant, String authorization) throws Exception {
        return server.status(tenant, "Authorization", authorization);
    }

    private int authorized(String tenant, String authorization, String appToken) throws Exception {
        return server.status(tenant, "Authorization", authorization, "SO-AppToken", appToken);
    }

    @Test
    void basicIsForTenantsOnsite() throws Exception {
        assertThat(authorized("Onsite", BASIC)).isEqualTo(200);
    }

    @Test
    void basicIsNotForTenantsOnline() throws Exception {
        assertThat(authorized("Online", BASIC, "secret-one")).isEqualTo(401);
    }

    @Test
    void aUserOfTheScenarioIsKnownInItsTenantsOnly() throws Exception {
        assertThat(authorized("Onsite2", WebApiCaller.basic("operator:p:w"))).isEqualTo(200);
        assertThat(authorized("Onsite", WebApiCaller.basic("operator:p:w"))).isEqualTo(401);
        assertThat(authorized("Onsite2", WebApiCaller.basic("operator:pw"))).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SOTicket", "SoTicket", "SOTICKET", "soticket"})
    void aTicketFollowsItsSchemeAsItIs(String scheme) throws Exception {
        assertThat(authorized("Onsite", scheme + " 7T:ticket-Onsite==")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER"})
    void anAccessTokenFollowsBearer(String scheme) throws Exception {
        assertThat(authorized("Onsite", scheme + " 8A:Onsite.token")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SOTicket 7T:ticket-Onsite",
                "SOTicket 7T:unknown",
                "SOTicket",
                "SOTicket ",
                "SOTicket7T:ticket-Onsite==",
                "Bearer 7T:ticket-Onsite==",
                "SOTicket 8A:Onsite.token",
                "Bearer 8A:Onsite.tokem",
                "Negotiate abc",
                "7T:ticket-Onsite==",
                ""
            })
    void whatIsNoTicketOrTokenOfItsSchemeIsUnauthorized(String authorization) throws Exception {
        assertThat(authorized("Onsite", authorization)).isEqualTo(401);
    }

    @Test
    void aTicketIsForItsTenantOnly() throws Exception {
        assertThat(authorized("Onsite2", "SOTicket 7T:ticket-Onsite==")).isEqualTo(401);
    }

    @Test
    void anAccessTokenIsForItsTenantOnly() throws Exception {
        assertThat(authorized("Onsite2", "Bearer 8A:Onsite.token")).isEqualTo(401);
    }

    @Test
    void aTicketDoesNotTellWhichTenantsThereAre() throws Exception {
        assertThat(authorized("Nobody", "SOTicket 7T:ticket-Onsite==")).isEqualTo(401);
    }

    @Test
    void aTicketLivesSixHoursSinceItsLastUse() throws Exception {
        for (int use = 0; use < 3; use++) {
            server.clock.advance(Duration.ofHours(6).minusSeconds(1));
            assertThat(authorized("Onsite", "SOTicket 7T:ticket-Onsite==")).isEqualTo(200);
        }
        server.clock.advance(Duration.ofHours(6));

        assertThat(authorized("Onsite", "SOTicket 7T:ticket-Onsite==")).isEqualTo(401);
    }

    @Test
    void anAccessTokenLivesOneHourHoweverItIsUsed() throws Exception {
        server.clock.advance(Duration.ofMinutes(59));
        assertThat(authorized("Onsite", "Bearer 8A:Onsite.token")).isEqualTo(200);
        server.clock.advance(Duration.ofMinutes(1));

        assertThat(authorized("Onsite", "Bearer 8A:Onsite.token")).isEqualTo(401);
    }

    @Test
    void aRevokedTicketIsUnauthorized() throws Exception {
        assertThat(server.server.controls().revoke("7T:ticket-Onsite==")).isTrue();

        assertThat(authorized("Onsite", "SOTicket 7T:ticket-Onsite==")).isEqualTo(401);
        assertThat(server.server.controls().revoke("7T:ticket-Onsite==")).isFalse();
    }

    @Test
    void theTicketsOfATenantCanBeRevokedAtOnce() throws Exception {
        server.server.controls().revokeTickets(new TenantId("Onsite"));

        assertThat(authorized("Onsite", "SOTicket 7T:ticket-Onsite==")).isEqualTo(401);
        assertThat(authorized("Onsite", "Bearer 8A:Onsite.token")).isEqualTo(401);
        assertThat(authorized("Onsite2", "Bearer 8A:Onsite2.token")).isEqualTo(200);
    }

    @Test
    void aTenantOnlineWantsTheAppToken() throws Exception {
        assertThat(authorized("Online", "SOTicket 7T:ticket-Online==", "secret-one"))
                .isEqualTo(200);
        assertThat(authorized("Online", "SOTicket 7T:ticket-Online==")).isEqualTo(401);
        assertThat(authorized("Online", "SOTicket 7T:ticket-Online==", "secret"))
                .isEqualTo(401);
        assertThat(authorized("Online", "Bearer 8A:Online.token", "secret-two")).isEqualTo(200);
        assertThat(authorized("Online", "Bearer 8A:Online.token")).isEqualTo(401);
    }

    @Test
    void theAppTokenAloneIsUnauthorized() throws Exception {
        assertThat(server.status("Online", "SO-AppToken", "secret-one")).isEqualTo(401);
    }

    @Test
    void aTokenIssuedToAnAppWantsThatAppsToken() throws Exception {
        String token = ScenarioServer.json(server.refresh("grant_type=refresh_token&client_id=one"
                        + "&client_secret=secret-one&refresh_token=refresh-one"))
                .get("access_token")
                .stringValue();

        assertThat(authorized("Online", "Bearer " + token, "secret-one")).isEqualTo(200);
        assertThat(authorized("Online", "Bearer " + token, "secret-two")).isEqualTo(401);
    }

    @Test
    void theRefusalListsTheSchemes() throws Exception {
        String challenges = server.getSmsConfig("Online")
                .headers()
                .firstValue("WWW-Authenticate")
                .orElseThrow();

        assertThat(challenges).containsSubsequence("Basic realm=", "SOTicket realm=", "Bearer realm=");
    }

    @Test
    void theRefusalIsTheSameForATenantThatIsNotThere() throws Exception {
        assertThat(server.getSmsConfig("Nobody").body())
                .isEqualTo(server.getSmsConfig("Online").body());
        assertThat(server.getSmsConfig("Nobody").statusCode()).isEqualTo(401);
    }
}
