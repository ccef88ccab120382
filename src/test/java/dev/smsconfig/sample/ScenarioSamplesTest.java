package dev.smsconfig.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.state.TenantId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The files under samples/scenarios do what they say. */
class ScenarioSamplesTest {

    private static final Path SAMPLES = Path.of("samples", "scenarios");
    private static final String BASIC = WebApiCaller.basic("sample:sample");
    private static final String SECRET = "sample-client-secret";

    @TempDir
    Path folder;

    static List<Path> samples() throws Exception {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.toList();
        }
    }

    private ScenarioServer start(String sample) throws Exception {
        return new ScenarioServer(folder, SAMPLES.resolve(sample));
    }

    private TenantProfile profile(String tenant) throws Exception {
        Setting setting = Setting.of(new SampleServerOptions(
                0, List.of(), folder.resolve("s"), Credentials.SAMPLE, SAMPLES.resolve("mixed.yaml")));
        return setting.profiles().of(new TenantId(tenant)).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySampleStarts(Path sample) throws Exception {
        try (ScenarioServer server = new ScenarioServer(folder, sample)) {
            assertThat(server.server.tenants()).isNotEmpty();
        }
    }

    @Test
    void mixedTenantsHaveWhatTheirEntriesSay() throws Exception {
        assertThat(profile("Cust00001")).isEqualTo(TenantProfile.ONSITE);
        assertThat(profile("Cust00005").canSave()).isFalse();
        assertThat(profile("Cust00007").state()).isEqualTo(TenantState.SUSPENDED);
        assertThat(profile("Cust00010").host()).isEqualTo("localhost");
        assertThat(profile("Cust00011").rights()).isEqualTo(new TenantProfile.Rights("Select", "Read", 255));
        assertThat(profile("Cust00012").rights()).isEqualTo(new TenantProfile.Rights(null, null, 20));
        assertThat(profile("Cust00013").quirks().trims()).isTrue();
        assertThat(profile("Cust00014").quirks().masksSecrets()).isTrue();
        assertThat(profile("Cust00015").quirks().dropsKeys()).isEqualTo(Set.of("cm_serviceId"));
        assertThat(profile("Cust00016").quirks().answers()).isEqualTo(TenantProfile.Answers.NULL);
        assertThat(profile("Cust00017").quirks().answers()).isEqualTo(TenantProfile.Answers.ERROR_OBJECT);
        assertThat(profile("Cust00018").quirks().answers()).isEqualTo(TenantProfile.Answers.LOGIN_PAGE);
        assertThat(profile("Cust00019").quirks().answers()).isEqualTo(TenantProfile.Answers.OTHER_TENANT);
    }

    @ParameterizedTest
    @CsvSource({
        "Cust00001,Running,200",
        "Cust00007,Suspended,403",
        "Cust00008,OnlineMaintenance,200",
        "Cust00009,OfflineMaintenance,503"
    })
    void mixedTenantsAreInTheStatesTheirEntriesSay(String tenant, String state, int status) throws Exception {
        try (ScenarioServer server = start("mixed.yaml")) {
            assertThat(server.state(tenant).get("State").stringValue()).isEqualTo(state);
            assertThat(server.status(tenant, "Authorization", BASIC)).isEqualTo(status);
        }
    }

    @Test
    void mixedTenantsBeginWithTheConfigOfTheDefaults() throws Exception {
        try (ScenarioServer server = start("mixed.yaml")) {
            JsonNode entity = ScenarioServer.json(server.getSmsConfig("Cust00001", "Authorization", BASIC));
            assertThat(entity.get("NsPluginSender").stringValue()).isEqualTo("Legacy");
            assertThat(entity.get("NsPluginConfig").get("cm_password").stringValue())
                    .isEqualTo("sample-password");
        }
    }

    @Test
    void mixedTenantsTakeTheUserTheTicketsAndTheTokens() throws Exception {
        try (ScenarioServer server = start("mixed.yaml")) {
            String operator = WebApiCaller.basic("operator:sample-password");
            assertThat(server.status("Cust00002", "Authorization", operator)).isEqualTo(200);
            assertThat(server.status("Cust00003", "Authorization", operator)).isEqualTo(401);
            assertThat(server.status("Cust00003", "Authorization", "SOTicket 7T:sample-ticket-Cust00003"))
                    .isEqualTo(200);
            assertThat(server.status("Cust00005", "Authorization", "Bearer 8A:Cust00005.sample-token"))
                    .isEqualTo(200);
        }
    }

    @Test
    void theMovedTenantIsFoundThroughTheDirectory() throws Exception {
        try (ScenarioServer server = start("mixed.yaml")) {
            assertThat(server.state("Cust00010").get("Api").stringValue()).startsWith("http://localhost:");
        }
    }

    @Test
    void theMovedTenantAnswersAtItsHostOnly() throws Exception {
        try (ScenarioServer server = start("mixed.yaml")) {
            assertThat(server.status("Cust00010", "Authorization", BASIC)).isEqualTo(421);
            String api = server.state("Cust00010").get("Api").stringValue();
            assertThat(server.send(HttpRequest.newBuilder(URI.create(api + "/v1/Agents/CustomerService/GetSmsConfig"))
                                    .header("Authorization", BASIC)
                                    .POST(HttpRequest.BodyPublishers.noBody())
                                    .build())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aTenantThatMovesWhileTheServerRunsAnswersAtTheNewHostOnly() throws Exception {
        try (ScenarioServer server = start("mixed.yaml")) {
            assertThat(server.status("Cust00001", "Authorization", BASIC)).isEqualTo(200);
            server.server.controls().move(new TenantId("Cust00001"), "localhost");
            assertThat(server.status("Cust00001", "Authorization", BASIC)).isEqualTo(421);
            server.server.controls().move(new TenantId("Cust00001"), null);
            assertThat(server.status("Cust00001", "Authorization", BASIC)).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Cust00001,200,Acme",
        "Cust00005,404,Legacy",
        "Cust00007,403,",
        "Cust00009,503,",
        "Cust00011,403,Legacy",
        "Cust00013,200,Acme"
    })
    void mixedTenantsStoreASaveOrDoNot(String tenant, int status, @Nullable String sender) throws Exception {
        try (ScenarioServer server = start("mixed.yaml")) {
            WebApiCaller caller = new WebApiCaller(server.server);
            assertThat(caller.save(tenant, SampleServerFixture.SAVE).statusCode())
                    .isEqualTo(status);
            if (sender != null) {
                assertThat(caller.sender(tenant)).isEqualTo(sender);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"Cust00013,trims,x", "Cust00014,masks,•••••", "Cust00015,drops,"})
    void mixedTenantsDepartFromWhatTheyWereGiven(String tenant, String quirk, @Nullable String answered)
            throws Exception {
        String key = quirk.equals("drops") ? "cm_serviceId" : "cm_password";
        try (ScenarioServer server = start("mixed.yaml")) {
            WebApiCaller caller = new WebApiCaller(server.server);
            caller.save(tenant, "{\"NsPluginConfig\":{\"" + key + "\":\"  x \"}}");
            JsonNode value = caller.get(tenant).get("NsPluginConfig").get(key);
            assertThat(value == null ? null : value.stringValue()).isEqualTo(answered);
        }
    }

    @Test
    void mixedTenantsTellTheirRights() throws Exception {
        try (ScenarioServer server = start("mixed.yaml")) {
            WebApiCaller caller = new WebApiCaller(server.server);
            assertThat(caller.get("Cust00011").get("TableRight").get("Mask").stringValue())
                    .isEqualTo("Select");
            JsonNode without = caller.get("Cust00012");
            assertThat(without.get("TableRight").isNull()).isTrue();
            assertThat(without.get("FieldProperties")
                            .get("NsPluginSender")
                            .get("FieldLength")
                            .intValue())
                    .isEqualTo(20);
        }
    }

    @ParameterizedTest
    @CsvSource({"Cust00016,^null$", "Cust00017,\"MessageDetail\"", "Cust00018,(?i)<html", "Cust00019,\"NsPluginSender\""
    })
    void mixedTenantsAnswerTwoHundredWithSomethingElse(String tenant, String pattern) throws Exception {
        try (ScenarioServer server = start("mixed.yaml")) {
            HttpResponse<String> response = server.getSmsConfig(tenant, "Authorization", BASIC);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).containsPattern(pattern);
        }
    }

    @Test
    void theVersionIsToldWithoutALoginWhereTheTenantRuns() throws Exception {
        try (ScenarioServer server = start("mixed.yaml")) {
            assertThat(server.get("/Cust00005/api").body()).contains("11.13.500.0");
            assertThat(server.get("/Cust00009/api").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void onlineTenantsGiveATicketForASignedToken() throws Exception {
        try (ScenarioServer server = start("online.yaml")) {
            JsonNode answer =
                    server.authenticate(SECRET, "Cust00030", server.signed("sample-app", "Sample App-Cust00030"));
            String ticket = ScenarioServer.jwtPart(answer.get("Token").stringValue(), 1)
                    .get("http://schemes.superoffice.net/identity/ticket")
                    .stringValue();
            assertThat(server.status("Cust00030", "Authorization", "SOTicket " + ticket, "SO-AppToken", SECRET))
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"Cust00038,1", "Cust00039,3"})
    void onlineTenantsThatRefuseTheAppSayWhy(String tenant, int code) throws Exception {
        try (ScenarioServer server = start("online.yaml")) {
            assertThat(server.authenticate(SECRET, tenant, server.signed("sample-app", "Sample App-" + tenant))
                            .get("ErrorCode")
                            .intValue())
                    .isEqualTo(code);
        }
    }

    @ParameterizedTest
    @CsvSource({"Cust00031,200", "Cust00036,400", "Cust00038,400", "Cust00039,400"})
    void onlineTenantsGiveAccessTokens(String tenant, int status) throws Exception {
        try (ScenarioServer server = start("online.yaml")) {
            HttpResponse<String> response =
                    server.refresh("grant_type=refresh_token&client_id=sample-app&client_secret=" + SECRET
                            + "&refresh_token=sample-refresh-" + tenant);
            assertThat(response.statusCode()).isEqualTo(status);
        }
    }

    @Test
    void onlineTenantsTakeNoBasicAndWantTheAppToken() throws Exception {
        try (ScenarioServer server = start("online.yaml")) {
            assertThat(server.status("Cust00030", "Authorization", BASIC, "SO-AppToken", SECRET))
                    .isEqualTo(401);
            assertThat(server.status("Cust00030", "Authorization", "SOTicket 7T:sample-ticket-Cust00030"))
                    .isEqualTo(401);
        }
    }

    private static JsonNode jwtOf(ScenarioServer server, String clientId, int part) throws Exception {
        return ScenarioServer.jwtPart(jwt(server, clientId), part);
    }

    private static String jwt(ScenarioServer server, String clientId) throws Exception {
        List<String> ids = List.of(
                "good",
                "expired",
                "wrong-audience",
                "wrong-issuer",
                "unknown-key",
                "bad-signature",
                "unsigned",
                "other-tenant");
        List<String> tokens =
                List.of("Good", "Expired", "Audience", "Issuer", "Unknown", "Signature", "Unsigned", "Other");
        int number = ids.indexOf(clientId);
        String signed = server.signed(clientId, tokens.get(number) + "-" + number);
        return server.authenticate("sample-secret-" + number, "Cust00040", signed)
                .get("Token")
                .stringValue();
    }

    @Test
    void aFaultyLoginExpires() throws Exception {
        try (ScenarioServer server = start("faulty-login.yaml")) {
            long now = server.clock.instant().getEpochSecond();
            assertThat(jwtOf(server, "good", 1).get("exp").longValue()).isGreaterThan(now);
            assertThat(jwtOf(server, "expired", 1).get("exp").longValue()).isEqualTo(now - 3600);
        }
    }

    @Test
    void aFaultyLoginHasTheWrongAudienceIssuerOrTenant() throws Exception {
        try (ScenarioServer server = start("faulty-login.yaml")) {
            JsonNode good = jwtOf(server, "good", 1);
            String ctx = "http://schemes.superoffice.net/identity/ctx";
            assertThat(jwtOf(server, "wrong-audience", 1).get("aud")).isNotEqualTo(good.get("aud"));
            assertThat(jwtOf(server, "wrong-issuer", 1).get("iss")).isNotEqualTo(good.get("iss"));
            assertThat(jwtOf(server, "other-tenant", 1).get(ctx)).isNotEqualTo(good.get(ctx));
        }
    }

    @Test
    void aFaultyLoginIsSignedByAKeyThatIsNotInTheKeySet() throws Exception {
        try (ScenarioServer server = start("faulty-login.yaml")) {
            JsonNode kid = ScenarioServer.json(server.get("/login/.well-known/jwks"))
                    .get("keys")
                    .get(0)
                    .get("kid");
            assertThat(jwtOf(server, "good", 0).get("kid")).isEqualTo(kid);
            assertThat(jwtOf(server, "unknown-key", 0).get("kid")).isNotEqualTo(kid);
        }
    }

    @Test
    void aFaultyLoginNamesTheRightKeyAndIsSignedByAnother() throws Exception {
        try (ScenarioServer server = start("faulty-login.yaml")) {
            JsonNode key = ScenarioServer.json(server.get("/login/.well-known/jwks"))
                    .get("keys")
                    .get(0);
            assertThat(jwtOf(server, "bad-signature", 0).get("kid")).isEqualTo(key.get("kid"));
            assertThat(SystemUserLoginTest.isSignedBy(jwt(server, "good"), key)).isTrue();
            assertThat(SystemUserLoginTest.isSignedBy(jwt(server, "bad-signature"), key))
                    .isFalse();
        }
    }

    @Test
    void aFaultyLoginIsNotSignedAtAll() throws Exception {
        try (ScenarioServer server = start("faulty-login.yaml")) {
            assertThat(jwtOf(server, "unsigned", 0).get("alg").stringValue()).isEqualTo("none");
            assertThat(jwt(server, "unsigned")).endsWith(".");
        }
    }

    @Test
    void tenantsOfTheOptionsComeBesideThoseOfTheScenario() throws Exception {
        SampleServerOptions options = new SampleServerOptions(
                0,
                List.of(new TenantId("Cust00030"), new TenantId("Extra")),
                folder.resolve("state.jsonl"),
                Credentials.SAMPLE,
                SAMPLES.resolve("online.yaml"));
        try (SampleServer server = SampleServer.start(options)) {
            assertThat(server.tenants()).hasSize(11).endsWith(new TenantId("Extra"));
            WebApiCaller caller = new WebApiCaller(server);
            assertThat(caller.post("Extra", "GetSmsConfig").statusCode()).isEqualTo(200);
            assertThat(caller.post("Cust00030", "GetSmsConfig").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void whatWasSavedStaysWhateverTheScenarioBeginsWith() throws Exception {
        try (ScenarioServer server = start("mixed.yaml")) {
            new WebApiCaller(server.server).save("Cust00001", SampleServerFixture.SAVE);
        }
        try (ScenarioServer server = start("mixed.yaml")) {
            assertThat(new WebApiCaller(server.server).sender("Cust00001")).isEqualTo("Acme");
            assertThat(new WebApiCaller(server.server).sender("Cust00002")).isEqualTo("Legacy");
        }
    }

    @Test
    void noSampleHoldsAPrivateKey() throws Exception {
        for (Path sample : samples()) {
            assertThat(Files.readString(sample)).doesNotContain("PRIVATE KEY", "RSAKeyValue>");
        }
    }
}
