package dev.smsconfig.sample.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.sample.login.Discovery;
import dev.smsconfig.sample.login.Lifetimes;
import dev.smsconfig.state.TenantId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioTest {

    private static final Vocabulary VOCABULARY =
            new Vocabulary(Set.of("Running", "Suspended"), Set.of("entity", "null"));

    @TempDir
    Path folder;

    private Scenario read(String yaml) throws Exception {
        return Scenario.read(Files.writeString(folder.resolve("scenario.yaml"), yaml), VOCABULARY);
    }

    private TenantEntry entry(String yaml, String tenant) throws Exception {
        return Objects.requireNonNull(read(yaml).tenants().get(new TenantId(tenant)));
    }

    @Test
    void namesTenantsByIdAndRangeInTheFilesOrder() throws Exception {
        assertThat(read("tenants: { Cust009-Cust011: {}, B: {}, A: {}, a-1: {} }")
                        .tenants()
                        .keySet())
                .extracting(TenantId::value)
                .containsExactly("Cust009", "Cust010", "Cust011", "B", "A", "a-1");
    }

    @Test
    void defaultsAreUnderEveryTenant() throws Exception {
        String yaml = "defaults: { version: 10.5.4, state: Suspended }\ntenants: { A: {}, B: { state: Running } }";

        assertThat(entry(yaml, "A").state()).isEqualTo("Suspended");
        assertThat(entry(yaml, "B").state()).isEqualTo("Running");
        assertThat(entry(yaml, "B").version()).isEqualTo("10.5.4");
    }

    @Test
    void laterEntriesWinPropertyByProperty() throws Exception {
        String yaml = """
                tenants:
                  A1-A3: { rights: { table: Select, fieldLength: 10 }, quirks: { trims: true } }
                  A2: { rights: { table: "Select, Update" } }
                  "A?": { quirks: { answers: "null" } }
                  A3: { quirks: { trims: false } }
                """;

        assertThat(entry(yaml, "A2").rights()).isEqualTo(new TenantEntry.Rights("Select, Update", null, 10));
        assertThat(entry(yaml, "A2").quirks()).isEqualTo(new TenantEntry.Quirks(true, null, null, null, "null"));
        assertThat(entry(yaml, "A3").quirks()).isEqualTo(new TenantEntry.Quirks(false, null, null, null, "null"));
    }

    @Test
    void theConfigOfATenantIsMergedAndItsPluginConfigReplaced() throws Exception {
        String yaml = """
                defaults: { config: { DefaultSmsCountry: "+47", NsPluginConfig: { a: "1", b: "2" } } }
                tenants:
                  A: { config: { NsPluginSender: Acme, NsPluginConfig: { c: "3" } } }
                """;

        assertThat(entry(yaml, "A").config()).isEqualTo(new TenantEntry.Config("+47", null, "Acme", Map.of("c", "3")));
    }

    @Test
    void aGlobMeansTenantsNamedAnywhereInTheFile() throws Exception {
        String yaml = "tenants: { \"Cust*1\": { state: Suspended }, Cust01-Cust12: {} }";

        assertThat(read(yaml).tenants().entrySet().stream()
                        .filter(tenant -> "Suspended".equals(tenant.getValue().state())))
                .extracting(tenant -> tenant.getKey().value())
                .containsExactly("Cust01", "Cust11");
    }

    @Test
    void whatIsLeftOutIsAsDocumented() throws Exception {
        Scenario scenario = read("tenants: { A: {} }");

        assertThat(scenario.lifetimes()).isEqualTo(Lifetimes.DEFAULT);
        assertThat(scenario.lifetimes().ticket()).isEqualTo(Duration.ofHours(6));
        assertThat(scenario.lifetimes().accessToken()).isEqualTo(Duration.ofSeconds(3600));
        assertThat(scenario.lifetimes().clockSkew()).isEqualTo(Duration.ofMinutes(5));
        assertThat(scenario.discovery()).isEqualTo(Discovery.DEFAULT);
    }

    @Test
    void readsLifetimesAndDiscovery() throws Exception {
        Scenario scenario =
                read("tenants: { A: {} }\nlifetimes: { ticket: 90s, jwt: 5m, accessToken: 250ms, session: 2d,"
                        + " clockSkew: 0s }\ndiscovery: { validFor: 0s, host: localhost }");

        assertThat(scenario.lifetimes())
                .isEqualTo(new Lifetimes(
                        Duration.ofSeconds(90),
                        Duration.ofMillis(250),
                        Duration.ofMinutes(5),
                        Duration.ofDays(2),
                        Duration.ZERO));
        assertThat(scenario.discovery()).isEqualTo(new Discovery(Duration.ZERO, "localhost"));
    }

    @Test
    void aTokensTenantIsWrittenIntoIt() throws Exception {
        Scenario scenario = read("tenants: { A1-A2: {} }\nlogins: { tickets: { \"A*\": \"7T:{tenant}==\" } }");

        assertThat(scenario.logins().known().tickets())
                .containsOnly(Map.entry("7T:A1==", new TenantId("A1")), Map.entry("7T:A2==", new TenantId("A2")));
    }

    @Test
    void noTextOfAScenarioShowsASecret() throws Exception {
        Scenario scenario = read("""
                tenants: { A: { config: { NsPluginConfig: { x_password: hidden } } } }
                logins:
                  users: [{ username: u, password: hidden }]
                  tickets: { A: hidden-ticket }
                  apps: [{ name: N, clientId: n, clientSecret: hidden-secret, refreshTokens: { A: hidden-refresh } }]
                """);

        assertThat(scenario.toString()).doesNotContain("hidden");
        assertThat(scenario.logins().accounts().toString()).doesNotContain("hidden");
        assertThat(scenario.logins().apps().toString()).doesNotContain("hidden");
    }

    private static Arguments bad(String yaml, String place, String what) {
        return Arguments.of(yaml, place, what);
    }

    static Stream<Arguments> malformed() {
        String a = "tenants: { A: {} }\n";
        String app = a + "logins: { apps: [{ name: N, clientId: n, clientSecret: HIDDEN";
        return Stream.of(
                bad("", "yaml: it is empty", "tenants:"),
                bad("- A", "scenario.yaml", "write a map"),
                bad("HIDDEN", "scenario.yaml", "write a map"),
                bad("tenants: {", "line 1", "not well-formed YAML"),
                bad("a: b\n c: HIDDEN", "line 2", "not well-formed YAML"),
                bad("tenants: { A: {} }\n---\ntenants: {}", "line 2", "not well-formed YAML"),
                bad("tenants: { A: !!java.net.URL [HIDDEN] }", "line 1", "not well-formed YAML"),
                bad("tenants:\n  A: {}\n  A: {}", "line", "the same key is there twice"),
                bad("tenants: { A: { state: Running, state: Suspended } }", "line 1", "the same key is there twice"),
                bad("tenants: &x { A: *x }", "", ""),
                bad("tenants: {}", "tenants", "at least one tenant"),
                bad("defaults: {}", "tenants", "at least one tenant"),
                bad("tenants: { \"A*\": {} }", "tenants", "at least one tenant"),
                bad("tenants: { 1: {} }", "tenants", "put it in quotes"),
                bad("tenants: { A: }", "tenants.A", "no value"),
                bad("tenants: { A: [] }", "tenants.A", "write a map"),
                bad("tenants: { A: x }", "tenants.A", "write a map"),
                bad("tenants: { A-: {} , B: {}, \"C D\": {} }", "tenants.C D", "write an id"),
                bad("tenants: { A9-A1: {} }", "tenants.A9-A1", "write an id"),
                bad("tenants: { A1-B1: {}, A/: {} }", "tenants.A/", "write an id"),
                bad("tenants: { A: {}, \"B*\": {} }", "tenants.B*", "no tenant of this file"),
                bad("tenant: { A: {} }", "at tenant:", "defaults, discovery, lifetimes, logins, tenants"),
                bad("tenants: { A: { stat: Running } }", "tenants.A.stat", "config, host, installation"),
                bad("tenants: { A: { state: Asleep } }", "tenants.A.state", "Running, Suspended"),
                bad("tenants: { A: { state: running } }", "tenants.A.state", "Running, Suspended"),
                bad("tenants: { A: { state: } }", "tenants.A.state", "no value"),
                bad("tenants: { A: { installation: cloud } }", "tenants.A.installation", "online, onsite"),
                bad("tenants: { A: { version: 10.5 } }", "tenants.A.version", "in quotes"),
                bad("tenants: { A: { version: \"10\" } }", "tenants.A.version", "such as 10.5.4.1012"),
                bad("tenants: { A: { version: latest } }", "tenants.A.version", "such as 10.5.4.1012"),
                bad("tenants: { A: { version: 2026-01-01 } }", "tenants.A.version", "a date"),
                bad("tenants: { A: { host: \"http://localhost\" } }", "tenants.A.host", "without scheme"),
                bad("tenants: { A: { host: \"localhost:80\" } }", "tenants.A.host", "without scheme"),
                bad("tenants: { A: { rights: { table: Selct } } }", "tenants.A.rights.table", "FULL"),
                bad("tenants: { A: { rights: { field: \"Read,\" } } }", "tenants.A.rights.field", "UIHints"),
                bad(
                        "tenants: { A: { rights: { fieldLength: \"20\" } } }",
                        "tenants.A.rights.fieldLength",
                        "whole number"),
                bad("tenants: { A: { rights: { fieldLength: 2.5 } } }", "tenants.A.rights.fieldLength", "whole number"),
                bad("tenants: { A: { rights: { fieldLength: 0 } } }", "tenants.A.rights.fieldLength", "from 1"),
                bad("tenants: { A: { rights: { fieldLength: 99999999999 } } }", "fieldLength", "smaller"),
                bad("tenants: { A: { quirks: { trims: 1 } } }", "tenants.A.quirks.trims", "true or false"),
                bad("tenants: { A: { quirks: { trims: \"true\" } } }", "tenants.A.quirks.trims", "true or false"),
                bad("tenants: { A: { quirks: { dropsKeys: a } } }", "tenants.A.quirks.dropsKeys", "a list of"),
                bad("tenants: { A: { quirks: { dropsKeys: [a, 1] } } }", "tenants.A.quirks.dropsKeys[2]", "in quotes"),
                bad("tenants: { A: { quirks: { answers: nothing } } }", "tenants.A.quirks.answers", "entity, null"),
                bad("tenants: { A: { config: { DefaultSmsCountry: +47 } } }", "config.DefaultSmsCountry", "in quotes"),
                bad("tenants: { A: { config: { Sender: x } } }", "tenants.A.config.Sender", "NsPluginSender"),
                bad("tenants: { A: { config: { NsPluginConfig: { a: 1 } } } }", "config.NsPluginConfig.a", "in quotes"),
                bad("defaults: { state: Asleep }\n" + a, "defaults.state", "Running, Suspended"),
                bad(a + "lifetimes: { ticket: 6 }", "lifetimes.ticket", "in quotes"),
                bad(a + "lifetimes: { ticket: 6x }", "lifetimes.ticket", "such as 90s"),
                bad(a + "lifetimes: { jwt: 0s }", "lifetimes.jwt", "more than 0"),
                bad(a + "discovery: { validFor: soon }", "discovery.validFor", "such as 90s"),
                bad(a + "logins: { users: [{ username: a }] }", "logins.users[1]", "required"),
                bad(a + "logins: { users: [{ username: \"a:b\", password: p }] }", "logins.users[1].username", "':'"),
                bad(a + "logins: { users: [{ username: a, password: 1 }] }", "logins.users[1].password", "in quotes"),
                bad(
                        a + "logins: { users: [{ username: a, password: p, tenants: \"/\" }] }",
                        "logins.users[1].tenants",
                        "write an id"),
                bad(a + "logins: { tickets: { B: HIDDEN } }", "logins.tickets", "does not have"),
                bad(a + "logins: { tickets: { HIDDEN/: A } }", "logins.tickets", "means no tenants"),
                bad(a + "logins: { tokens: { A: \" HIDDEN\" } }", "logins.tokens.A", "printable ASCII"),
                bad(a + "logins: { tokens: { A: \"\" } }", "logins.tokens.A", "printable ASCII"),
                bad("tenants: { A1-A2: {} }\nlogins: { tickets: { \"A*\": HIDDEN } }", "logins.tickets", "{tenant}"),
                bad(a + "logins: { apps: [{ name: N }] }", "logins.apps[1]", "required"),
                bad(app + ", jwt: stale }] }", "logins.apps[1].jwt", "badSignature, expired"),
                bad(app + ", publicKey: HIDDEN }] }", "logins.apps[1].publicKey", "BEGIN PUBLIC KEY"),
                bad(app + ", revoked: [HIDDEN-token] }] }", "logins.apps[1].revoked[1]", "none of the app's"),
                bad(app + ", authorizations: { A: Gone } }] }", "apps[1].authorizations.A", "Denied, Expired"),
                bad(app + ", systemUserTokens: { B: x } }] }", "logins.apps[1].systemUserTokens", "does not have"),
                bad(app + " }, { name: M, clientId: N, clientSecret: x }] }", "apps[2].clientId", "give each its own"),
                bad(app + " }, { name: M, clientId: m, clientSecret: HIDDEN }] }", "apps[2].clientSecret", "its own"),
                bad(
                        a + "logins: { apps: [{ name: N, clientId: ../n, clientSecret: s }] }",
                        "logins.apps[1]",
                        "client id"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatIsNoScenarioIsAnErrorThatNamesThePlaceAndWhatToWrite(String yaml, String place, String what) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining(folder.resolve("scenario.yaml").toString())
                .hasMessageContaining(place)
                .hasMessageContaining(what)
                .message()
                .doesNotContain("HIDDEN");
    }

    @Test
    void anErrorIsOneSentenceWithFilePlaceAndWhatToDo() {
        assertThatThrownBy(() -> read("tenants: { A: { state: Asleep } }"))
                .hasMessage("the scenario file " + folder.resolve("scenario.yaml")
                        + ", at tenants.A.state: write one of Running, Suspended");
    }

    @Test
    void anErrorHasNoCauseThatQuotesTheFile() {
        assertThatThrownBy(() -> read("a: b\n c: HIDDEN")).hasNoCause();
    }

    @Test
    void aFileThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> Scenario.read(folder.resolve("nowhere.yaml"), VOCABULARY))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("nowhere.yaml")
                .hasMessageContaining("cannot be read");
    }

    @Test
    void aFileThatIsNotUtf8IsAnError() throws Exception {
        Path file = Files.write(
                folder.resolve("latin1.yaml"), "tenants: { Blå: {} }".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> Scenario.read(file, VOCABULARY))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void aHugeFileIsAnError() throws Exception {
        Path file = Files.writeString(folder.resolve("huge.yaml"), "#".repeat(2_000_000));

        assertThatThrownBy(() -> Scenario.read(file, VOCABULARY))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("bytes");
    }

    @Test
    void deepNestingIsAnErrorAndNoOverflow() {
        assertThatThrownBy(() -> read("a: " + "[".repeat(50_000) + "]".repeat(50_000)))
                .isInstanceOf(ScenarioException.class);
    }

    @Test
    void aScenarioOfManyTenantsIsReadAtOnce() throws Exception {
        assertThat(read("tenants: { T00001-T50000: {}, \"T*9\": { state: Suspended } }\n"
                                + "logins: { tokens: { \"T*\": \"8A:{tenant}\" } }")
                        .tenants())
                .hasSize(50_000);
    }

    @Test
    void usersHaveTheirTenants() throws Exception {
        Scenario scenario = read("tenants: { A: {}, B: {} }\n"
                + "logins: { users: [{ username: one, password: p, tenants: A }, { username: all, password: p }] }");

        assertThat(List.of("A", "B"))
                .extracting(id -> scenario.logins().accounts().stream()
                        .filter(account -> account.tenants().test(new TenantId(id)))
                        .count())
                .containsExactly(2L, 1L);
    }
}
