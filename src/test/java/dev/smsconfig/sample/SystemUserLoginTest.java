package dev.smsconfig.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.state.TenantId;
import java.math.BigInteger;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code POST /Login/api/PartnerSystemUser/Authenticate}: SuperOffice documentation, authentication and tenant status, and AuthorizeErrorCode. */
class SystemUserLoginTest {

    private static final String CLAIM = "http://schemes.superoffice.net/identity/";

    private static final String SCENARIO = """
            defaults: { installation: online }
            tenants:
              Cust00001-Cust00009: {}
              Cust00007: { state: Suspended }
            logins:
              apps:
                - name: Sample
                  clientId: app
                  clientSecret: secret
                  systemUserTokens: { "Cust*": "Sample-{tenant}.x" }
                  revoked: ["Sample-Cust00002.x"]
                  authorizations: { Cust00003: Expired, Cust00004: Denied, Cust00005: NeedsReapproval, Cust00006: Revoked }
                - { name: Other, clientId: other, clientSecret: other-secret, systemUserTokens: { Cust00001: "Other-1" } }
            """;

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

    private JsonNode login(String tenant) throws Exception {
        return server.authenticate("secret", tenant, server.signed("app", "Sample-" + tenant + ".x"));
    }

    private String jwt() throws Exception {
        return login("Cust00001").get("Token").stringValue();
    }

    private static String ticket(String jwt) {
        return ScenarioServer.jwtPart(jwt, 1).get(CLAIM + "ticket").stringValue();
    }

    private static void assertRefused(JsonNode answer, int code) {
        assertRefused(answer);
        assertThat(answer.get("ErrorCode").intValue()).isEqualTo(code);
    }

    private static void assertRefused(JsonNode answer) {
        assertThat(answer.get("IsSuccessful").booleanValue()).isFalse();
        assertThat(answer.get("Token").isNull()).isTrue();
        assertThat(answer.get("ErrorMessage").stringValue()).isNotBlank().doesNotContain("Sample-", "secret");
    }

    @Test
    void aSignedTokenIsExchangedForAJwt() throws Exception {
        JsonNode answer = login("Cust00001");

        assertThat(answer.propertyNames()).containsExactly("IsSuccessful", "Token", "ErrorMessage");
        assertThat(answer.get("IsSuccessful").booleanValue()).isTrue();
        assertThat(answer.get("ErrorMessage").isNull()).isTrue();
        assertThat(answer.get("Token").stringValue().split("\\.")).hasSize(3);
    }

    @Test
    void theJwtSaysWhoIssuedItForWhomAndWhen() throws Exception {
        JsonNode claims = ScenarioServer.jwtPart(jwt(), 1);

        assertThat(claims.get("iss").stringValue()).isEqualTo("SuperOffice AS");
        assertThat(claims.get("aud").stringValue())
                .isEqualTo("spn:" + claims.get(CLAIM + "serial").stringValue());
        long now = Instant.parse(ScenarioServer.START).getEpochSecond();
        assertThat(claims.get("iat").longValue()).isEqualTo(now);
        assertThat(claims.get("nbf").longValue()).isEqualTo(now);
        assertThat(claims.get("exp").longValue()).isEqualTo(now + 3600);
    }

    @Test
    void theJwtNamesTenantAndAddresses() throws Exception {
        JsonNode claims = ScenarioServer.jwtPart(jwt(), 1);

        assertThat(claims.get(CLAIM + "ctx").stringValue()).isEqualTo("Cust00001");
        assertThat(claims.get(CLAIM + "ticket").stringValue()).startsWith("7T:");
        assertThat(claims.get(CLAIM + "webapi_url").stringValue()).isEqualTo(server.server.url() + "/Cust00001/api/");
        assertThat(claims.get(CLAIM + "netserver_url").stringValue())
                .isEqualTo(server.server.url() + "/Cust00001/Remote/Services88/");
    }

    /** With nothing but the JDK: not the library that signed it. */
    @ParameterizedTest
    @ValueSource(strings = {"/login/.well-known/jwks", "/Login/.Well-Known/JWKS"})
    void theJwtIsSignedByTheKeyOfThatIdInTheKeySet(String path) throws Exception {
        String jwt = jwt();
        JsonNode header = ScenarioServer.jwtPart(jwt, 0);
        assertThat(header.get("alg").stringValue()).isEqualTo("RS256");
        JsonNode keys = ScenarioServer.json(server.get(path)).get("keys");
        assertThat(keys.size()).isOne();
        assertThat(keys.get(0).get("kid")).isEqualTo(header.get("kid"));

        assertThat(isSignedBy(jwt, keys.get(0))).isTrue();
        assertThat(isSignedBy(jwt.replaceFirst("\\.", ".A"), keys.get(0))).isFalse();
    }

    @Test
    void theKeySetHoldsNothingPrivate() throws Exception {
        assertThat(ScenarioServer.json(server.get("/login/.well-known/jwks"))
                        .get("keys")
                        .get(0)
                        .propertyNames())
                .containsExactlyInAnyOrder("kty", "use", "kid", "alg", "n", "e");
    }

    static boolean isSignedBy(String jwt, JsonNode key) throws Exception {
        Base64.Decoder base64 = Base64.getUrlDecoder();
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(
                        new BigInteger(1, base64.decode(key.get("n").stringValue())),
                        new BigInteger(1, base64.decode(key.get("e").stringValue())))));
        int end = jwt.lastIndexOf('.');
        signature.update(jwt.substring(0, end).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(base64.decode(jwt.substring(end + 1)));
    }

    @Test
    void theTicketOpensTheTenantAndNoOther() throws Exception {
        String ticket = ticket(jwt());

        assertThat(server.status("Cust00001", "Authorization", "SOTicket " + ticket, "SO-AppToken", "secret"))
                .isEqualTo(200);
        assertThat(server.status("Cust00008", "Authorization", "SOTicket " + ticket, "SO-AppToken", "secret"))
                .isEqualTo(401);
    }

    @Test
    void theTicketWantsTheAppThatItWasIssuedTo() throws Exception {
        assertThat(server.status(
                        "Cust00001", "Authorization", "SOTicket " + ticket(jwt()), "SO-AppToken", "other-secret"))
                .isEqualTo(401);
    }

    @Test
    void everyLoginGivesAnotherTicketAndIsCounted() throws Exception {
        assertThat(ticket(jwt())).isNotEqualTo(ticket(jwt()));

        assertThat(server.server.requestLog().requests("Authenticate")).isEqualTo(2);
        assertThat(server.server.requestLog().logins()).isEqualTo(2);
    }

    @Test
    void aSignatureByAnotherKeyIsInvalid() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        String signed =
                ScenarioServer.sign(generator.generateKeyPair().getPrivate(), "Sample-Cust00001.x.202603011200");

        assertRefused(server.authenticate("secret", "Cust00001", signed), 7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Sample-Cust00001.x.202603011200.AAAA", "Sample-Cust00001.x.202603011200.!", "nothing", "."})
    void whatIsNoSignatureIsInvalid(String signed) throws Exception {
        assertRefused(server.authenticate("secret", "Cust00001", signed), 7);
    }

    @Test
    void aSignatureOverAnotherTimeIsInvalid() throws Exception {
        String signed = server.signed("app", "Sample-Cust00001.x").replace(".202603011200.", ".202603011201.");

        assertRefused(server.authenticate("secret", "Cust00001", signed), 7);
    }

    @ParameterizedTest
    @CsvSource({"PT-6M,false", "PT-5M,true", "PT0S,true", "PT5M,true", "PT6M,false", "PT-24H,false", "PT1H,false"})
    void theTimeMayBeFiveMinutesOff(Duration off, boolean accepted) throws Exception {
        server.clock.advance(Duration.ofSeconds(30).plusMillis(1));
        Instant time = server.clock.instant().plus(off);
        JsonNode answer = server.authenticate("secret", "Cust00001", server.signed("app", "Sample-Cust00001.x", time));

        assertThat(answer.get("IsSuccessful").booleanValue()).isEqualTo(accepted);
        if (!accepted) {
            assertRefused(answer, 6);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01T12:00", "20260301120000", "202613011200", "202602301200", "now"})
    void whatIsNoMinuteIsAnInvalidTime(String time) throws Exception {
        String signed = ScenarioServer.sign(server.privateKey("app"), "Sample-Cust00001.x." + time);

        assertRefused(server.authenticate("secret", "Cust00001", signed), 6);
    }

    @Test
    void aRevokedTokenIsToldAsRevoked() throws Exception {
        assertRefused(login("Cust00002"), 1);
    }

    @Test
    void aTokenCanBeRevokedWhileTheServerRuns() throws Exception {
        assertThat(server.server.controls().revoke("Sample-Cust00001.x")).isTrue();

        assertRefused(login("Cust00001"), 1);
    }

    @ParameterizedTest
    @CsvSource({"Cust00003,3", "Cust00004,4", "Cust00005,5", "Cust00006,1"})
    void whatStandsBetweenAppAndTenantIsToldByItsCode(String tenant, int code) throws Exception {
        assertRefused(login(tenant), code);
    }

    @Test
    void onlyTheAppItselfLearnsThatItWasRevoked() throws Exception {
        String signed = "Sample-Cust00002.x.202603011200.AAAA";

        assertRefused(server.authenticate("secret", "Cust00002", signed), 7);
    }

    @Test
    void anotherApplicationTokenIsRefused() throws Exception {
        String signed = server.signed("app", "Sample-Cust00001.x");

        assertRefused(server.authenticate("unknown", "Cust00001", signed));
        assertRefused(server.authenticate("other-secret", "Cust00001", signed));
    }

    @Test
    void aTokenOfAnotherTenantIsRefused() throws Exception {
        assertRefused(server.authenticate("secret", "Cust00008", server.signed("app", "Sample-Cust00001.x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cust99999", "cust00001", "../Cust00001"})
    void aTenantThatIsNotThereIsRefused(String tenant) throws Exception {
        assertRefused(server.authenticate("secret", tenant, server.signed("app", "Sample-" + tenant + ".x")));
    }

    @Test
    void aSuspendedTenantGivesNoTicket() throws Exception {
        JsonNode answer = login("Cust00007");

        assertRefused(answer);
        assertThat(answer.get("ErrorMessage").stringValue()).contains("Suspended");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"SignedSystemToken\":\"a.b.c\",\"ApplicationToken\":\"secret\",\"ContextIdentifier\":\"Cust00001\"}",
                "{\"SignedSystemToken\":1,\"ApplicationToken\":\"secret\",\"ContextIdentifier\":\"Cust00001\","
                        + "\"ReturnTokenType\":\"JWT\"}",
                "{\"SignedSystemToken\":\"a.b.c\",\"ApplicationToken\":\"\",\"ContextIdentifier\":\"Cust00001\","
                        + "\"ReturnTokenType\":\"JWT\"}"
            })
    void aMalformedBodyIsABadRequest(String body) throws Exception {
        HttpResponse<String> response =
                server.post("/Login/api/PartnerSystemUser/Authenticate", "application/json", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(ScenarioServer.json(response).propertyNames()).containsExactly("Message", "MessageDetail");
    }

    @Test
    void anotherContentTypeIsUnsupported() throws Exception {
        assertThat(server.post(
                                "/Login/api/PartnerSystemUser/Authenticate",
                                "text/plain",
                                ScenarioServer.login("secret", "Cust00001", "a.b.c"))
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void aBodyThatIsTooLongIsRefused() throws Exception {
        assertThat(server.post("/Login/api/PartnerSystemUser/Authenticate", "application/json", "x".repeat(2_000_000))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void onlyJwtIsReturned() throws Exception {
        HttpResponse<String> response = server.post(
                "/Login/api/PartnerSystemUser/Authenticate",
                "application/json",
                ScenarioServer.login("secret", "Cust00001", server.signed("app", "Sample-Cust00001.x"))
                        .replace("JWT", "SAML"));

        assertRefused(ScenarioServer.json(response));
    }

    @Test
    void thePageIsFoundInAnyCaseAndByPostOnly() throws Exception {
        String body = ScenarioServer.login("secret", "Cust00001", server.signed("app", "Sample-Cust00001.x"));

        assertThat(ScenarioServer.json(server.post(
                                "/login/API/partnersystemuser/authenticate", "application/json; charset=utf-8", body))
                        .get("IsSuccessful")
                        .booleanValue())
                .isTrue();
        assertThat(server.get("/Login/api/PartnerSystemUser/Authenticate").statusCode())
                .isEqualTo(405);
    }

    @Test
    void aRestartedServerSignsWithAnotherKeyAndKnowsNoOldTicket() throws Exception {
        String before = jwt();
        server.close();
        server = new ScenarioServer(folder, SCENARIO);

        assertThat(ScenarioServer.jwtPart(jwt(), 0).get("kid"))
                .isNotEqualTo(ScenarioServer.jwtPart(before, 0).get("kid"));
        assertThat(server.status("Cust00001", "Authorization", "SOTicket " + ticket(before), "SO-AppToken", "secret"))
                .isEqualTo(401);
    }

    @Test
    void aMovedTenantIsNamedAtItsNewHost() throws Exception {
        server.server.controls().move(new TenantId("Cust00001"), "localhost");

        assertThat(ScenarioServer.jwtPart(jwt(), 1).get(CLAIM + "webapi_url").stringValue())
                .isEqualTo("http://localhost:" + server.port() + "/Cust00001/api/");
    }

    @Test
    void theDiscoveryDocumentNamesKeySetAndTokenEndpoint() throws Exception {
        JsonNode document = ScenarioServer.json(server.get("/login/.well-known/openid-configuration"));
        String login = server.server.url() + "/login";

        assertThat(document.get("jwks_uri").stringValue()).isEqualTo(login + "/.well-known/jwks");
        assertThat(document.get("token_endpoint").stringValue()).isEqualTo(login + "/common/oauth/tokens");
        assertThat(document.get("issuer").stringValue()).isEqualTo(server.server.url());
    }

    @Test
    void nothingElseIsAtTheLoginHost() throws Exception {
        assertThat(server.send(server.request("/login/other")
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build())
                        .statusCode())
                .isEqualTo(401);
    }
}
