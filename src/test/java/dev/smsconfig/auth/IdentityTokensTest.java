package dev.smsconfig.auth;

import static dev.smsconfig.auth.TestTokens.CLAIMS;
import static dev.smsconfig.auth.TestTokens.KEY_ID;
import static dev.smsconfig.auth.TestTokens.base64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.smsconfig.MovableClock;
import dev.smsconfig.auth.LocalLogin.Reply;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdentityTokensTest {

    private static final TenantId TENANT = new TenantId("Cust12345");
    private static final String TICKET = "7T:c4n4ry==";

    private final MovableClock clock = new MovableClock("2026-11-24T09:30:20Z");
    private final LocalLogin login = new LocalLogin();
    private final IdentityTokens tokens = new IdentityTokens(login.at(clock), clock);

    @BeforeEach
    void publishTheKey() {
        login.on(LocalLogin.JWKS, request -> Reply.ok(TestTokens.jwks(TestKeys.LOGIN, KEY_ID)));
    }

    @AfterEach
    void close() {
        login.close();
    }

    @Test
    void givesTheTicketOfAValidToken() throws NotSignedInException {
        assertThat(tokens.ticket(valid(), TENANT)).isEqualTo(new Secret(TICKET));
    }

    @Test
    void asksForTheKeysOnce() throws NotSignedInException {
        for (int round = 0; round < 3; round++) {
            tokens.ticket(valid(), TENANT);
        }
        assertThat(login.requests(LocalLogin.JWKS)).hasSize(1);
        assertThat(login.requests(LocalLogin.JWKS).get(0).method()).isEqualTo("GET");
    }

    @Test
    void asksForTheKeysAgainAfterADay() throws NotSignedInException {
        tokens.ticket(valid(), TENANT);
        clock.advance(Duration.ofDays(1));
        tokens.ticket(valid(), TENANT);
        assertThat(login.requests(LocalLogin.JWKS)).hasSize(2);
    }

    @Test
    void admitsFiveMinutesBetweenTheClocks() throws NotSignedInException {
        for (int seconds : List.of(-299, -1, 0, 1, 299)) {
            Date end = Date.from(clock.instant().plusSeconds(seconds));
            tokens.ticket(token(claims -> claims.expirationTime(end)), TENANT);
            tokens.ticket(token(claims -> claims.notBeforeTime(end)), TENANT);
        }
    }

    @Test
    void refusesAnExpiredToken() {
        Date end = Date.from(clock.instant().minusSeconds(300));
        assertThat(refusal(token(claims -> claims.expirationTime(end)))).contains("has expired", "clock");
    }

    @Test
    void refusesATokenThatIsNotValidYet() {
        Date begin = Date.from(clock.instant().plusSeconds(301));
        assertThat(refusal(token(claims -> claims.notBeforeTime(begin)))).contains("not valid yet", "clock");
    }

    @Test
    void refusesATokenThatNeverExpires() {
        assertThat(refusal(token(claims -> claims.expirationTime(null)))).contains("never expires");
    }

    @Test
    void refusesATokenOfAnotherIssuer() {
        for (String issuer : new String[] {null, "", "superoffice as", "SuperOffice AS "}) {
            assertThat(refusal(token(claims -> claims.issuer(issuer)))).contains("another issuer");
        }
    }

    @Test
    void refusesATokenForAnotherAudience() {
        for (String audience : new String[] {null, "", "1234567890", "spn:", "spn:1234567891", "SPN:1234567890"}) {
            assertThat(refusal(token(claims -> claims.audience(audience)))).contains("another audience");
        }
        assertThat(refusal(token(claims -> claims.audience("spn:").claim(CLAIMS + "serial", ""))))
                .contains("another audience");
        assertThat(refusal(token(claims -> claims.claim(CLAIMS + "serial", null))))
                .contains("another audience");
    }

    @Test
    void takesASerialThatIsANumber() throws NotSignedInException {
        assertThat(tokens.ticket(token(claims -> claims.claim(CLAIMS + "serial", 1234567890L)), TENANT))
                .isEqualTo(new Secret(TICKET));
    }

    @Test
    void refusesATokenForAnotherTenant() {
        for (String tenant : new String[] {null, "", "Cust1234", "Cust123456", "cust12345"}) {
            assertThat(refusal(token(claims -> claims.claim(CLAIMS + "ctx", tenant))))
                    .contains("another tenant");
        }
    }

    @Test
    void refusesATokenWithoutATicket() {
        assertThat(refusal(token(claims -> claims.claim(CLAIMS + "ticket", null))))
                .contains("without a ticket");
        assertThat(refusal(token(claims -> claims.claim(CLAIMS + "ticket", List.of(TICKET)))))
                .contains("without a ticket");
    }

    @Test
    void refusesATicketThatWouldBeginAnotherHeader() {
        for (String ticket : List.of("", "7T:x\r\nX-Evil: 1", "7T: x", "7T:\u00e9")) {
            assertThat(refusal(token(claims -> claims.claim(CLAIMS + "ticket", ticket))))
                    .contains("without a ticket");
        }
    }

    @Test
    void refusesATokenWithoutASignature() {
        for (String algorithm : List.of("none", "None", "NONE")) {
            String head = base64("{\"alg\":\"" + algorithm + "\",\"kid\":\"" + KEY_ID + "\"}") + "." + payload(valid());
            assertThat(refusal(head + ".")).contains("a token that is");
            assertThat(refusal(head + "." + valid().split("\\.")[2])).contains("a token that is");
        }
        assertThat(refusal(valid().substring(0, valid().lastIndexOf('.') + 1))).contains("a token that");
    }

    /** The attack on verifiers that let the header choose: the public key, which everybody has, as an HMAC's secret. */
    @Test
    void refusesATokenSignedWithThePublicKeyAsASecret() throws GeneralSecurityException {
        String text = base64("{\"alg\":\"HS256\",\"kid\":\"" + KEY_ID + "\"}") + "." + payload(valid());
        byte[] der = TestKeys.LOGIN.getPublic().getEncoded();
        for (byte[] secret : List.of(der, TestKeys.pem("PUBLIC KEY", der).getBytes(StandardCharsets.UTF_8))) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            String signature = base64(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            assertThat(refusal(text + "." + signature)).contains("another way than RS256");
        }
    }

    @Test
    void refusesOtherAlgorithmsOfTheSameKey() {
        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
            String token = TestTokens.signed(
                    TestKeys.LOGIN, new JWSHeader.Builder(algorithm).keyID(KEY_ID), claims(any -> {}));
            assertThat(refusal(token)).contains("another way than RS256");
        }
    }

    @Test
    void refusesATamperedToken() {
        String[] parts =
                token(claims -> claims.claim(CLAIMS + "ctx", "Cust99999")).split("\\.");
        String forged = payload(valid());
        assertThat(refusal(parts[0] + "." + forged + "." + parts[2])).contains("none of its published keys");
        assertThat(refusal(parts[0] + "." + parts[1] + "." + valid().split("\\.")[2]))
                .contains("none of its published keys");
    }

    @Test
    void refusesATokenOfAnotherKeyUnderAKnownId() {
        assertThat(refusal(TestTokens.signed(TestKeys.OTHER, KEY_ID, claims(any -> {}))))
                .contains("none of its published keys");
    }

    @Test
    void takesNoKeyFromTheTokenItself() throws ParseException {
        com.nimbusds.jose.jwk.RSAKey own =
                com.nimbusds.jose.jwk.RSAKey.parse(TestTokens.jwk(TestKeys.OTHER, "own", "\"use\":\"sig\""));
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(own);
        assertThat(refusal(TestTokens.signed(TestKeys.OTHER, header, claims(any -> {}))))
                .contains("none of its published keys");
    }

    @Test
    void refusesATokenWithADemandItDoesNotKnow() {
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(KEY_ID)
                .criticalParams(Set.of("exotic"))
                .customParam("exotic", true);
        assertThat(refusal(TestTokens.signed(TestKeys.LOGIN, header, claims(any -> {}))))
                .contains("none of its published keys");
    }

    @SuppressWarnings("deprecation")
    @Test
    void findsTheKeyByTheThumbprintOfItsCertificate() throws NotSignedInException {
        JWSHeader.Builder header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).x509CertThumbprint(new Base64URL("Frf7jD"));
        login.on(
                LocalLogin.JWKS,
                request -> Reply.ok("{\"keys\":["
                        + TestTokens.jwk(TestKeys.LOGIN, "k", "\"use\":\"sig\",\"x5t\":\"Frf7jD\"") + "]}"));
        assertThat(tokens.ticket(TestTokens.signed(TestKeys.LOGIN, header, claims(any -> {})), TENANT))
                .isEqualTo(new Secret(TICKET));
    }

    @Test
    void triesEachKeyForATokenThatNamesNone() throws NotSignedInException {
        login.on(
                LocalLogin.JWKS,
                request -> Reply.ok("{\"keys\":[" + TestTokens.jwk(TestKeys.OTHER, "a", "\"use\":\"sig\"") + ","
                        + TestTokens.jwk(TestKeys.LOGIN, "b", "\"use\":\"sig\"") + "]}"));
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256);
        assertThat(tokens.ticket(TestTokens.signed(TestKeys.LOGIN, header, claims(any -> {})), TENANT))
                .isEqualTo(new Secret(TICKET));
    }

    @Test
    void asksAgainForAKeyThatCameMeanwhile() throws NotSignedInException {
        tokens.ticket(valid(), TENANT);
        login.on(LocalLogin.JWKS, request -> Reply.ok(TestTokens.jwks(TestKeys.OTHER, "key-2")));
        String token = TestTokens.signed(TestKeys.OTHER, "key-2", claims(any -> {}));
        assertThat(tokens.ticket(token, TENANT)).isEqualTo(new Secret(TICKET));
        assertThat(login.requests(LocalLogin.JWKS)).hasSize(2);
    }

    @Test
    void asksOnceForAnUnknownKey() {
        String token = TestTokens.signed(TestKeys.OTHER, "unknown", claims(any -> {}));
        for (int round = 0; round < 3; round++) {
            assertThat(refusal(token)).contains("none of its published keys");
            clock.advance(Duration.ofMinutes(10));
        }
        assertThat(login.requests(LocalLogin.JWKS)).hasSize(2);
    }

    @Test
    void looksForAnUnknownKeyAgainTheNextDay() {
        refusal(TestTokens.signed(TestKeys.OTHER, "unknown", claims(any -> {})));
        clock.advance(Duration.ofDays(1));
        refusal(TestTokens.signed(TestKeys.OTHER, "unknown", claims(any -> {})));
        assertThat(login.requests(LocalLogin.JWKS)).hasSize(4);
    }

    @Test
    void asksForUnknownKeysOnlyEveryFewMinutes() {
        for (int round = 0; round < 20; round++) {
            refusal(TestTokens.signed(TestKeys.OTHER, "unknown-" + round, claims(any -> {})));
        }
        assertThat(login.requests(LocalLogin.JWKS)).hasSize(2);
        clock.advance(Duration.ofMinutes(5));
        refusal(TestTokens.signed(TestKeys.OTHER, "unknown-20", claims(any -> {})));
        assertThat(login.requests(LocalLogin.JWKS)).hasSize(3);
    }

    @Test
    void looksForAKeyAgainWhereTheServerFailed() throws NotSignedInException {
        tokens.ticket(valid(), TENANT);
        login.on(LocalLogin.JWKS, request -> new Reply(503, ""));
        String token = TestTokens.signed(TestKeys.OTHER, "key-2", claims(any -> {}));
        assertThat(failure(token).kind()).isEqualTo(Kind.SERVER_ERROR);
        login.on(LocalLogin.JWKS, request -> Reply.ok(TestTokens.jwks(TestKeys.OTHER, "key-2")));
        assertThat(tokens.ticket(token, TENANT)).isEqualTo(new Secret(TICKET));
    }

    @Test
    void usesNoKeyThatIsNotForSuchSignatures() {
        for (String more : List.of("\"use\":\"enc\"", "\"alg\":\"RS512\"")) {
            login.on(
                    LocalLogin.JWKS,
                    request -> Reply.ok("{\"keys\":[" + TestTokens.jwk(TestKeys.LOGIN, KEY_ID, more) + "]}"));
            assertThat(refusal(valid())).contains("without an RSA key");
        }
        login.on(LocalLogin.JWKS, request -> Reply.ok(TestTokens.jwks(TestKeys.generate(1024), KEY_ID)));
        assertThat(refusal(valid())).contains("without an RSA key");
    }

    @Test
    void saysWhatIsWrongWithTheKeys() {
        for (String body :
                List.of("", "c4n4ry", "null", "[]", "{}", "{\"keys\":1}", "{\"keys\":[{\"kty\":\"c4n4ry\"}]}")) {
            login.on(LocalLogin.JWKS, request -> Reply.ok(body));
            assertThat(failure(valid()).kind()).as(body).isEqualTo(Kind.UNEXPECTED);
            assertThat(refusal(valid())).contains("key", "check login").doesNotContain("c4n4ry");
        }
        login.on(LocalLogin.JWKS, request -> new Reply(404, ""));
        assertThat(failure(valid()).kind()).isEqualTo(Kind.UNEXPECTED);
        assertThat(refusal(valid())).contains("check login in fleet.yaml");
    }

    @Test
    void refusesWhatIsNoToken() {
        for (String token :
                List.of("", "c4n4ry", "c4n4ry.c4n4ry", "..", "a.b.c", "e30.e30.e30", "a.b.c.d.e", "\u0000")) {
            assertThat(refusal(token)).contains("no signed JWT").doesNotContain("c4n4ry");
        }
    }

    private String valid() {
        return token(any -> {});
    }

    private String token(Consumer<JWTClaimsSet.Builder> change) {
        return TestTokens.token("Cust12345", TICKET, clock.instant(), change);
    }

    private JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
        return TestTokens.claims("Cust12345", TICKET, clock.instant(), change);
    }

    private static String payload(String token) {
        return token.split("\\.")[1];
    }

    private Failure failure(String token) {
        NotSignedInException refusal =
                catchThrowableOfType(NotSignedInException.class, () -> tokens.ticket(token, TENANT));
        assertThat(refusal).isNotNull().hasNoCause();
        return refusal.failure();
    }

    private String refusal(String token) {
        String message = failure(token).message();
        assertThat(message).doesNotContain(TICKET).doesNotContain("\n");
        return message;
    }
}
