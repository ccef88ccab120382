package dev.smsconfig.webapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.state.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where credentials may go, which somebody else's answer decides. */
class StateEndpointTest {

    private static final StateEndpoint ONLINE =
            new StateEndpoint("https://online.superoffice.com/api/state/{tenant}", false);

    private static StateEndpoint directoryOn(String host) {
        return new StateEndpoint("https://" + host + "/api/state/{tenant}", false);
    }

    @Test
    void asksForTheTenant() {
        assertThat(ONLINE.of(new TenantId("Cust12345")))
                .hasToString("https://online.superoffice.com/api/state/Cust12345");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://online.superoffice.com/Cust1/api",
                "https://online2.superoffice.com/Cust1/api",
                "https://app.superoffice.com/Cust1/api",
                "https://APP.SuperOffice.COM/Cust1/api",
                "https://app-sod.superoffice.com/Cust1/api",
                "https://a.b.superoffice.com/Cust1/api",
                "https://x.online.superoffice.com/Cust1/api",
                "HTTPS://app.superoffice.com:8443/Cust1/api",
                "https://app.superoffice.com:/Cust1/api",
                "https://app.superoffice.com"
            })
    void admitsHostsOfTheDirectorysDomain(String api) throws UnreadableAnswerException {
        assertThat(ONLINE.admitted(api)).hasToString(api);
    }

    @Test
    void takesSlashesAtTheEndAway() throws UnreadableAnswerException {
        assertThat(ONLINE.admitted("https://app.superoffice.com/Cust1/api//"))
                .hasToString("https://app.superoffice.com/Cust1/api");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://superoffice.com/Cust1/api",
                "https://evil-superoffice.com/Cust1/api",
                "https://evilsuperoffice.com/Cust1/api",
                "https://superoffice.com.evil.example/Cust1/api",
                "https://online.superoffice.com.evil.example/Cust1/api",
                "https://app.superoffice.com./Cust1/api",
                "https://app.superoffice.org/Cust1/api",
                "https://com/Cust1/api",
                "https://localhost/Cust1/api",
                "https://10.0.0.1/Cust1/api",
                "https://[::1]/Cust1/api",
                "https://2130706433/Cust1/api"
            })
    void refusesHostsOfOtherDomains(String api) {
        assertRefused(ONLINE, api);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                " ",
                "null",
                "app.superoffice.com/Cust1/api",
                "//app.superoffice.com/Cust1/api",
                "/Cust1/api",
                "http://app.superoffice.com/Cust1/api",
                "ftp://app.superoffice.com/Cust1/api",
                "file:///etc/passwd",
                "https:app.superoffice.com",
                "https:///Cust1/api",
                "https://",
                "https://user@app.superoffice.com/Cust1/api",
                "https://user:CANARY@app.superoffice.com/Cust1/api",
                "https://app.superoffice.com@evil.example/Cust1/api",
                "https://evil.example\\@app.superoffice.com/Cust1/api",
                "https://evil.example\\.superoffice.com/Cust1/api",
                "https://app.superoffice.com/Cust1/api?CANARY=1",
                "https://app.superoffice.com/Cust1/api#CANARY",
                "https://app.superoffice.com:0/Cust1/api",
                "https://app.superoffice.com:65536/Cust1/api",
                "https://app.superoffice.com:99999999999/Cust1/api",
                "https://app.superoffice.com:CANARY/Cust1/api",
                "https://app_1.superoffice.com/Cust1/api",
                "https://bücher.superoffice.com/Cust1/api",
                "https://аpp.superoffice.com/Cust1/api",
                "https://app.superoffice。com/Cust1/api",
                "https://app%2esuperoffice.com/Cust1/api",
                "https://app.superoffice.com/CANARY CANARY",
                "https://app.superoffice.com\r\nX-Canary: CANARY/api"
            })
    void refusesWhatIsNoPlainHttpsAddress(String api) {
        assertRefused(ONLINE, api);
    }

    @ParameterizedTest
    @CsvSource({
        // every name below would be a neighbour if only labels were counted
        "superoffice.com,evil.com",
        "tenants.co.uk,evil.co.uk",
        "directory.github.io,evil.github.io",
        "192.0.2.10,198.0.2.10",
        "192.0.2.10,evil.0.2.10",
        "192.0.2.10,x.192.0.2.10",
        "localhost,x.example",
        "crm,other"
    })
    void aDomainInWhichAnybodyCanHaveANameMakesNoNeighbours(String own, String other) {
        assertRefused(directoryOn(own), "https://" + other + "/Cust1/api");
    }

    @ParameterizedTest
    @CsvSource({
        "superoffice.com,superoffice.com",
        "superoffice.com,app.superoffice.com",
        "tenants.co.uk,app.tenants.co.uk",
        "online.superoffice.co.uk,app.superoffice.co.uk",
        "192.0.2.10,192.0.2.10",
        "crm,crm",
        "directory.crm.internal,app.crm.internal",
        "online.example.test,app.example.test"
    })
    void admitsTheDirectorysOwnHostAndWhatIsBelowOrBesideIt(String own, String other) throws UnreadableAnswerException {
        assertThat(directoryOn(own).admitted("https://" + other + "/Cust1/api")).hasHost(other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080/Cust1/api", "https://elsewhere.example/Cust1/api"})
    void admitsAnyHostWhereInsecureIsWanted(String api) throws UnreadableAnswerException {
        StateEndpoint insecure = new StateEndpoint("http://127.0.0.1/api/state/{tenant}", true);
        assertThat(insecure.admitted(api)).hasToString(api);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://127.0.0.1/x",
                "http://u:CANARY@127.0.0.1/x",
                "http://127.0.0.1/x?CANARY",
                "http://127.0.0.1:65536/x",
                "http:///x"
            })
    void admitsNoOddAddressEvenWhereInsecureIsWanted(String api) {
        assertRefused(new StateEndpoint("http://127.0.0.1/api/state/{tenant}", true), api);
    }

    private static void assertRefused(StateEndpoint endpoint, String api) {
        assertThatThrownBy(() -> endpoint.admitted(api))
                .isInstanceOfSatisfying(
                        UnreadableAnswerException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.UNEXPECTED))
                .hasMessageNotContainingAny("CANARY", "superoffice", "evil", "\n")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://online.superoffice.com/api/state",
                "http://online.superoffice.com/api/state/{tenant}",
                "https://user:CANARY@online.superoffice.com/api/state/{tenant}",
                "https://online.superoffice.com/api/state/{tenant}?CANARY=1",
                "https://{tenant}.superoffice.com/api/state",
                "https://online.superoffice.com:99999/api/state/{tenant}",
                "https:///api/state/{tenant}",
                "https://online.superoffice.com/CANARY CANARY/{tenant}"
            })
    void refusesADirectoryThatIsNoPlainHttpsAddress(String template) {
        assertThatThrownBy(() -> new StateEndpoint(template, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("state ")
                .hasMessageNotContaining("CANARY")
                .hasNoCause();
    }
}
