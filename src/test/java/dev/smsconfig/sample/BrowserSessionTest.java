package dev.smsconfig.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without Authorization: X-XSRF-TOKEN, "from cookie or hidden input field" (SaveSmsConfig.md), and the session. */
class BrowserSessionTest {

    @TempDir
    Path folder;

    private ScenarioServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ScenarioServer(folder, """
                tenants:
                  Onsite: {}
                  Other: {}
                  Online: { installation: online }
                logins:
                  tickets: { Online: "7T:sample" }
                  apps: [{ name: One, clientId: one, clientSecret: secret-one }]
                """);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> login() throws Exception {
        return server.get("/Onsite/", "Authorization", WebApiCaller.basic("sample:sample"));
    }

    private static String session(List<String> cookies) {
        return cookies.get(0);
    }

    private static String token(List<String> cookies) {
        return cookies.get(1).substring("XSRF-TOKEN=".length());
    }

    @Test
    void aTenantsPageSetsTheSessionAndTheTokenForThatTenant() throws Exception {
        List<String> cookies = login().headers().allValues("Set-Cookie");

        assertThat(cookies).hasSize(2);
        assertThat(cookies.get(0)).matches("ASP\\.NET_SessionId=[^;]{40,}; Path=/Onsite; HttpOnly; SameSite=Lax");
        assertThat(cookies.get(1)).matches("XSRF-TOKEN=[^;]{40,}; Path=/Onsite; SameSite=Lax");
    }

    @Test
    void theHeaderEqualToTheCookieLetsTheSessionIn() throws Exception {
        List<String> cookies = ScenarioServer.cookies(login());

        assertThat(server.status("Onsite", "Cookie", String.join("; ", cookies), "X-XSRF-TOKEN", token(cookies)))
                .isEqualTo(200);
    }

    @Test
    void theTokenMayComeFromTheHiddenField() throws Exception {
        HttpResponse<String> page = login();
        Matcher field = Pattern.compile("<input type=\"hidden\" name=\"XSRF_TOKEN\" value=\"([^\"]+)\">")
                .matcher(page.body());
        assertThat(field.find()).isTrue();

        assertThat(server.status(
                        "Onsite", "Cookie", session(ScenarioServer.cookies(page)), "X-XSRF-TOKEN", field.group(1)))
                .isEqualTo(200);
    }

    @Test
    void theCookiesAloneAreUnauthorized() throws Exception {
        List<String> cookies = ScenarioServer.cookies(login());

        assertThat(server.status("Onsite", "Cookie", String.join("; ", cookies)))
                .isEqualTo(401);
    }

    @Test
    void theTokenAloneIsUnauthorized() throws Exception {
        List<String> cookies = ScenarioServer.cookies(login());

        assertThat(server.status("Onsite", "X-XSRF-TOKEN", token(cookies))).isEqualTo(401);
        assertThat(server.status("Onsite", "Cookie", cookies.get(1), "X-XSRF-TOKEN", token(cookies)))
                .isEqualTo(401);
    }

    @Test
    void aTokenAndCookieOfOnesOwnMakingAreUnauthorized() throws Exception {
        String session = session(ScenarioServer.cookies(login()));

        assertThat(server.status("Onsite", "Cookie", session + "; XSRF-TOKEN=mine", "X-XSRF-TOKEN", "mine"))
                .isEqualTo(401);
    }

    @Test
    void aHeaderUnlikeTheCookieIsUnauthorized() throws Exception {
        List<String> cookies = ScenarioServer.cookies(login());

        assertThat(server.status(
                        "Onsite", "Cookie", session(cookies) + "; XSRF-TOKEN=other", "X-XSRF-TOKEN", token(cookies)))
                .isEqualTo(401);
    }

    @Test
    void theTokenOfAnotherSessionIsUnauthorized() throws Exception {
        List<String> first = ScenarioServer.cookies(login());
        List<String> second = ScenarioServer.cookies(login());

        assertThat(server.status("Onsite", "Cookie", session(first), "X-XSRF-TOKEN", token(second)))
                .isEqualTo(401);
    }

    @Test
    void aSessionIsForItsTenantOnly() throws Exception {
        List<String> cookies = ScenarioServer.cookies(login());

        assertThat(server.status("Other", "Cookie", String.join("; ", cookies), "X-XSRF-TOKEN", token(cookies)))
                .isEqualTo(401);
    }

    @Test
    void anAuthorizationThatIsWrongIsNotMadeGoodByASession() throws Exception {
        List<String> cookies = ScenarioServer.cookies(login());

        assertThat(server.status(
                        "Onsite",
                        "Cookie",
                        String.join("; ", cookies),
                        "X-XSRF-TOKEN",
                        token(cookies),
                        "Authorization",
                        "SOTicket 7T:unknown"))
                .isEqualTo(401);
    }

    @Test
    void aSessionEndsTwentyMinutesAfterItsLastUse() throws Exception {
        List<String> cookies = ScenarioServer.cookies(login());
        String[] headers = {"Cookie", String.join("; ", cookies), "X-XSRF-TOKEN", token(cookies)};
        server.clock.advance(Duration.ofMinutes(19));
        assertThat(server.status("Onsite", headers)).isEqualTo(200);
        server.clock.advance(Duration.ofMinutes(19));
        assertThat(server.status("Onsite", headers)).isEqualTo(200);
        server.clock.advance(Duration.ofMinutes(20));

        assertThat(server.status("Onsite", headers)).isEqualTo(401);
    }

    @Test
    void aSessionEndsAtLogout() throws Exception {
        List<String> cookies = ScenarioServer.cookies(login());
        String[] headers = {"Cookie", String.join("; ", cookies), "X-XSRF-TOKEN", token(cookies)};
        server.get("/Onsite/logout", "Cookie", String.join("; ", cookies));

        assertThat(server.status("Onsite", headers)).isEqualTo(401);
    }

    @Test
    void aTenantOnlineTakesASessionWithTheAppToken() throws Exception {
        List<String> cookies = ScenarioServer.cookies(
                server.get("/Online/", "Authorization", "SOTicket 7T:sample", "SO-AppToken", "secret-one"));
        String[] session = {"Cookie", String.join("; ", cookies), "X-XSRF-TOKEN", token(cookies)};

        assertThat(server.status("Online", session[0], session[1], session[2], session[3], "SO-AppToken", "secret-one"))
                .isEqualTo(200);
        assertThat(server.status("Online", session)).isEqualTo(401);
    }

    @Test
    void thePageNeedsALogin() throws Exception {
        HttpResponse<String> response = server.get("/Onsite/");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void thePageOfATenantThatIsNotThereNeedsALoginToo() throws Exception {
        assertThat(server.get("/Nobody/").statusCode()).isEqualTo(401);
        assertThat(server.get("/Nobody/", "Authorization", WebApiCaller.basic("sample:sample"))
                        .statusCode())
                .isEqualTo(404);
    }
}
