package dev.smsconfig.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.source.Environment.Auth;
import dev.smsconfig.source.Environment.Format;
import dev.smsconfig.source.Environment.Network;
import dev.smsconfig.source.Environment.Place;
import dev.smsconfig.source.Environment.Saving;
import dev.smsconfig.source.Environment.WebApi;
import dev.smsconfig.source.Environment.Wire;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.Value;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an environment finds its tenants and signs in. */
class EnvironmentAuthTest {

    private static final String STATE = "state: \"https://online.superoffice.com/api/state/{tenant}\"";
    private static final String API = "api: \"https://crm.example.com/{tenant}/api\"";
    private static final String BASIC = "auth: { scheme: basic, username: a, password: \"ref+env://P\" }";

    @TempDir
    Path dir;

    @Test
    void findsTenantsByTheirState() {
        assertThat(read(STATE + ", auth: { scheme: so-ticket, ticket: \"ref+file:///t/{tenant}\" }"))
                .isEqualTo(new WebApi(
                        "onsite",
                        new Place.State("https://online.superoffice.com/api/state/{tenant}"),
                        Network.DIRECT,
                        new Auth.SoTicket(new SecretReference("file", "/t/{tenant}"), null),
                        Wire.STANDARD,
                        Saving.FREE));
    }

    @Test
    void readsATicketWithTheApplicationsSecret() {
        assertThat(auth(API + ", auth: { scheme: so-ticket, ticket: \"ref+env://T_{tenant}\","
                        + " clientSecret: \"ref+env://S\" }"))
                .isEqualTo(
                        new Auth.SoTicket(new SecretReference("env", "T_{tenant}"), new SecretReference("env", "S")));
    }

    @Test
    void readsAnAccessToken() {
        assertThat(auth(API + ", auth: { scheme: bearer, token: \"ref+env://T\" }"))
                .isEqualTo(new Auth.Bearer(new SecretReference("env", "T"), null));
    }

    @Test
    void readsARefreshTokenAndTakesTheLoginServerFromTheDirectory() {
        assertThat(auth(STATE + ", auth: { scheme: bearer, clientId: abc, clientSecret: \"ref+env://S\","
                        + " refreshToken: \"ref+file:///r/{tenant}\" }"))
                .isEqualTo(new Auth.RefreshToken(
                        "https://online.superoffice.com",
                        Value.text("abc"),
                        new SecretReference("env", "S"),
                        new SecretReference("file", "/r/{tenant}")));
    }

    @Test
    void readsASystemUserWithALoginServerOfItsOwn() {
        assertThat(auth(API + ", auth: { scheme: system-user, systemUserToken: \"ref+env://U\","
                        + " clientSecret: \"ref+env://S\", privateKey: \"ref+file:///k.pem\","
                        + " login: \"https://sod.superoffice.com\" }"))
                .isEqualTo(new Auth.SystemUser(
                        "https://sod.superoffice.com",
                        new SecretReference("env", "U"),
                        new SecretReference("env", "S"),
                        new SecretReference("file", "/k.pem")));
    }

    @Test
    void readsTheFormatAndTheLanguages() {
        WebApi environment = read(API + ", format: xml, language: { Accept-Language: sv, SO-Language: x,"
                + " SO-Culture: nb-NO, SO-TimeZone: UTC }, " + BASIC);

        assertThat(environment.wire())
                .isEqualTo(new Wire(
                        Format.XML,
                        Map.of(
                                "Accept-Language",
                                "sv",
                                "SO-Language",
                                "x",
                                "SO-Culture",
                                "nb-NO",
                                "SO-TimeZone",
                                "UTC")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "config.value|auth: { scheme: §ntlm }",
                "config.missing|auth: §{ username: a, password: \"ref+env://P\" }",
                "config.missing|auth: §{ scheme: so-ticket }",
                "config.missing|auth: §{ scheme: bearer }",
                "config.missing|auth: §{ scheme: bearer, refreshToken: \"ref+env://R\", clientId: a,"
                        + " clientSecret: \"ref+env://S\" }",
                "config.value|auth: { scheme: bearer, token: §\"ref+env://T\", refreshToken: \"ref+env://R\","
                        + " clientId: a, clientSecret: \"ref+env://S\", login: \"https://a.example\" }",
                "config.value|auth: { scheme: bearer, token: \"ref+env://T\", login: §\"https://a.example\" }",
                "config.unknown-field|auth: { scheme: basic, username: a, password: \"ref+env://P\","
                        + " §ticket: \"ref+env://T\" }",
                "config.missing|auth: §{ scheme: system-user, systemUserToken: \"ref+env://U\","
                        + " clientSecret: \"ref+env://S\", login: \"https://a.example\" }",
                "config.missing|auth: §{ scheme: system-user, systemUserToken: \"ref+env://U\","
                        + " clientSecret: \"ref+env://S\", privateKey: \"ref+file:///k\" }",
                "secret.reference|auth: { scheme: system-user, systemUserToken: \"ref+env://U\","
                        + " clientSecret: \"ref+env://S\", login: \"https://a.example\", privateKey: §MIIE }",
                "environment.insecure|auth: { scheme: system-user, systemUserToken: \"ref+env://U\","
                        + " clientSecret: \"ref+env://S\", privateKey: \"ref+file:///k\", login: §\"http://a.example\" }",
                "environment.api|auth: { scheme: system-user, systemUserToken: \"ref+env://U\","
                        + " clientSecret: \"ref+env://S\", privateKey: \"ref+file:///k\","
                        + " login: §\"https://a.example/Login\" }",
                "config.value|format: §yaml, auth: { scheme: basic, username: a, password: \"ref+env://P\" }",
                "config.unknown-field|language: { §SO-AppToken: x }, auth: { scheme: basic, username: a,"
                        + " password: \"ref+env://P\" }",
                "config.value|language: { SO-Language: §\"a\\\\nb: c\" }, auth: { scheme: basic, username: a,"
                        + " password: \"ref+env://P\" }"
            })
    void namesThePlaceOfWhatIsWrong(String rule, String fields) {
        String text = TestFolder.environment("{ " + API + ", " + fields + " }");

        assertThat(TestFolder.in(dir).problemsOfFleet(text))
                .extracting(TestFolder::brief)
                .containsExactly(rule + " " + TestFolder.placeOf(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state: \"https://x.example/{tenant}\", api: \"https://x.example/{tenant}\"",
                "state: \"https://x.example/{tenant}\", server: embedded",
                "insecure: true"
            })
    void wantsExactlyOneWayToTheTenants(String fields) {
        String text = TestFolder.environment("§{ " + fields + " }");

        assertThat(TestFolder.in(dir).problemsOfFleet(text))
                .extracting(TestFolder::brief)
                .containsExactly("environment.choice " + TestFolder.placeOf(text));
    }

    @Test
    void judgesTheAddressOfADirectoryLikeThatOfAnApi() {
        String text = TestFolder.environment(
                "{ state: §\"http://online.superoffice.com/api/state/{tenant}\", " + BASIC + " }");

        assertThat(TestFolder.in(dir).problemsOfFleet(text))
                .extracting(TestFolder::brief)
                .containsExactly("environment.insecure " + TestFolder.placeOf(text));
    }

    private Auth auth(String fields) {
        return read(fields).auth();
    }

    private WebApi read(String fields) {
        Configuration configuration = TestFolder.in(dir)
                .write("fleet.yaml", TestFolder.environment("{ " + fields + " }"))
                .read();
        assertThat(configuration.problems()).isEmpty();
        Fleet fleet = configuration.fleet();
        assertThat(fleet).isNotNull();
        return (WebApi) java.util.List.of(fleet).get(0).environment("onsite").orElseThrow();
    }
}
