package dev.smsconfig.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.auth.Authentication;
import dev.smsconfig.auth.SignIn;
import dev.smsconfig.http.Delivery;
import dev.smsconfig.http.ScriptedServer;
import dev.smsconfig.http.Timeouts;
import dev.smsconfig.http.Transport;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.server.SaveResult;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantCallsTest {

    private static final TenantId TENANT = new TenantId("Cust12345");
    private static final Map<String, String> HEADERS = Map.of("Accept", "application/json");
    private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    private final Queue<String> answers = new ArrayDeque<>();
    private final Transport transport = new Transport(Timeouts.standard(), 2, true);
    private final Tickets tickets = new Tickets();
    private final Hosts hosts = new Hosts();
    private final ScriptedServer server;
    private final ScriptedServer newHost;
    private final TenantCalls calls = new TenantCalls(hosts, tickets, transport);

    TenantCallsTest() throws IOException {
        server = ScriptedServer.answering(request -> next());
        newHost = ScriptedServer.answering(request -> next());
    }

    @AfterEach
    void close() throws IOException {
        transport.close();
        server.close();
        newHost.close();
    }

    /** What the servers answer in turn; 0 is a connection that is closed instead. */
    private void answer(int... statuses) {
        for (int status : statuses) {
            answers.add(status == 0 ? "" : ScriptedServer.whole(status + " X\r\nX-Nth: " + answers.size(), ""));
        }
    }

    private String next() {
        String answer = answers.poll();
        return answer == null ? ScriptedServer.whole("599 Too many requests", "") : answer;
    }

    private Delivery post() {
        return calls.post(TENANT, "/v1/Do", HEADERS, BODY).delivery();
    }

    private static int status(Delivery delivery) {
        return ((Delivery.Answered) delivery).answer().status();
    }

    private static Failure failure(Delivery delivery) {
        return ((Delivery.NotSent) delivery).failure();
    }

    private int sent() {
        return server.requests().size() + newHost.requests().size();
    }

    @Test
    void sendsOneRequestWhereItIsAnswered() {
        answer(200);
        assertThat(status(post())).isEqualTo(200);
        assertThat(server.requests())
                .singleElement()
                .asString()
                .startsWith("POST /Cust12345/api/v1/Do HTTP/1.1\r\n")
                .contains("\r\nAuthorization: SOTicket 1\r\n", "\r\nAccept: application/json\r\n")
                .endsWith("\r\n\r\n{\"a\":1}");
    }

    @Test
    void tellsWhichServerWasAsked() {
        answer(200);
        assertThat(calls.get(TENANT, "/v1", HEADERS).where()).isEqualTo("127.0.0.1:" + server.port());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 302, 400, 403, 404, 407, 409, 412, 429, 500, 502, 503, 504})
    void repeatsNothingOnAnyOtherStatus(int status) {
        answer(status);
        assertThat(status(post())).isEqualTo(status);
        assertThat(sent()).isEqualTo(1);
        assertThat(tickets.renewed).isEmpty();
        assertThat(hosts.moved).isZero();
    }

    @Test
    void signsInAnewAfterA401AndAsksOnceMore() {
        answer(401, 200);
        assertThat(status(post())).isEqualTo(200);
        assertThat(tickets.renewed).containsExactly("SOTicket 1");
        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().get(1)).contains("\r\nAuthorization: SOTicket 2\r\n");
    }

    @Test
    void repeatsTheSameRequestButForTheCredential() {
        answer(401, 200);
        post();
        assertThat(server.requests().get(1).replace("SOTicket 2", "SOTicket 1"))
                .isEqualTo(server.requests().get(0));
    }

    @Test
    void signsInAnewOnceOnly() {
        answer(401, 401, 200);
        assertThat(status(post())).isEqualTo(401);
        assertThat(sent()).isEqualTo(2);
        assertThat(tickets.renewed).hasSize(1);
    }

    @Test
    void asksOnceWhereSigningInAnewGivesNothingElse() {
        tickets.renewable = false;
        answer(401, 200);
        assertThat(status(post())).isEqualTo(401);
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void givesTheFailureToSignInWhereTheSecondOneFails() {
        tickets.failing = 2;
        answer(401, 200);
        assertThat(failure(post()).kind()).isEqualTo(Kind.NOT_SIGNED_IN);
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void sendsNothingWithoutACredential() {
        tickets.failing = 1;
        TenantCalls.Call call = calls.post(TENANT, "/v1/Do", HEADERS, BODY);
        assertThat(failure(call.delivery())).isEqualTo(Tickets.NONE);
        assertThat(call.where()).isEqualTo("127.0.0.1:" + server.port());
        assertThat(server.connections()).isZero();
    }

    @Test
    void sendsNothingAndSignsNobodyInWhereTheTenantIsNotFound() {
        hosts.missing = true;
        TenantCalls.Call call = calls.post(TENANT, "/v1/Do", HEADERS, BODY);
        assertThat(failure(call.delivery())).isEqualTo(Hosts.GONE);
        assertThat(call.where()).isEmpty();
        assertThat(tickets.signedIn).isZero();
        assertThat(server.connections()).isZero();
    }

    @Test
    void asksTheNewHostAfterA421() {
        answer(421, 200);
        TenantCalls.Call call = calls.post(TENANT, "/v1/Do", HEADERS, BODY);
        assertThat(status(call.delivery())).isEqualTo(200);
        assertThat(call.where()).isEqualTo("127.0.0.1:" + newHost.port());
        assertThat(server.requests()).hasSize(1);
        assertThat(newHost.requests())
                .singleElement()
                .asString()
                .startsWith("POST /Cust12345/api/v1/Do HTTP/1.1\r\n")
                .endsWith("{\"a\":1}");
    }

    @Test
    void looksForANewHostOnceOnly() {
        answer(421, 421, 200);
        assertThat(status(post())).isEqualTo(421);
        assertThat(sent()).isEqualTo(2);
        assertThat(hosts.moved).isEqualTo(1);
    }

    @Test
    void asksOnceWhereThereIsNobodyToAskForANewHost() {
        hosts.movable = false;
        answer(421, 200);
        assertThat(status(post())).isEqualTo(421);
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void aTemplateHasNoOtherHost() {
        WebApiEndpoint template = new WebApiEndpoint(server.template(), true);
        answer(421, 200);
        Delivery delivery = new TenantCalls(template, tickets, transport)
                .post(TENANT, "/v1/Do", HEADERS, BODY)
                .delivery();
        assertThat(status(delivery)).isEqualTo(421);
        assertThat(sent()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"401 421", "421 401"})
    void doesBothInOneCall(String refusals) {
        answer(Arrays.stream(refusals.split(" ")).mapToInt(Integer::parseInt).toArray());
        answer(200);
        assertThat(status(post())).isEqualTo(200);
        assertThat(sent()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"401 421 401", "421 401 421", "401 421 421", "421 401 401"})
    void doesNeitherTwiceInOneCall(String refusals) {
        int[] statuses =
                Arrays.stream(refusals.split(" ")).mapToInt(Integer::parseInt).toArray();
        answer(statuses);
        answer(200);
        assertThat(status(post())).isEqualTo(statuses[2]);
        assertThat(sent()).isEqualTo(3);
    }

    @Test
    void neverRepeatsARequestWhoseAnswerIsLost() {
        answer(0, 200);
        assertThat(post()).isInstanceOf(Delivery.Lost.class);
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void neverRepeatsARequestWhoseRepetitionIsLost() {
        answer(401, 0, 200);
        assertThat(post()).isInstanceOf(Delivery.Lost.class);
        assertThat(sent()).isEqualTo(2);
    }

    @Test
    void aSaveWhoseRepetitionIsLostIsUnclear() {
        answer(401, 0);
        WebApiClient client = new WebApiClient(calls, WireForm.JSON, Languages.AS_STORED, WireCalls.CLOCK);
        assertThat(client.save(TENANT, WireCalls.sample())).isInstanceOf(SaveResult.Unclear.class);
    }

    @Test
    void aSaveIsSurelyNotMadeWhereTheTenantIsGoneAfterA421() {
        hosts.missingAfterMove = true;
        answer(421);
        WebApiClient client = new WebApiClient(calls, WireForm.JSON, Languages.AS_STORED, WireCalls.CLOCK);
        assertThat(client.save(TENANT, WireCalls.sample())).isEqualTo(new SaveResult.NotSaved(Hosts.GONE));
    }

    @Test
    void renewsOnAGetToo() {
        answer(401, 200);
        assertThat(status(calls.get(TENANT, "/v1", HEADERS).delivery())).isEqualTo(200);
        assertThat(server.requests()).allMatch(request -> request.startsWith("GET /Cust12345/api/v1 HTTP/1.1\r\n"));
    }

    @Test
    void sendsNoCredentialWhereItAsksOpenly() {
        answer(401, 200);
        assertThat(status(calls.getOpenly(TENANT, "", HEADERS).delivery())).isEqualTo(401);
        assertThat(tickets.signedIn).isZero();
        assertThat(server.requests())
                .singleElement()
                .asString()
                .startsWith("GET /Cust12345/api HTTP/1.1\r\n")
                .doesNotContainIgnoringCase("authorization");
    }

    @Test
    void findsTheNewHostAlsoWhereItAsksOpenly() {
        answer(421, 200);
        assertThat(status(calls.getOpenly(TENANT, "", HEADERS).delivery())).isEqualTo(200);
        assertThat(newHost.requests()).hasSize(1);
    }

    @Test
    void theCredentialsHeadersComeBeforeACallers() {
        answer(200);
        calls.get(TENANT, "/v1", Map.of("Authorization", "other"));
        assertThat(server.requests().get(0)).contains("SOTicket 1").doesNotContain("other");
    }

    /** Gives a new ticket each time it is asked for one. */
    private static final class Tickets implements Authentication {

        private static final Failure NONE = Failure.of(Kind.NOT_SIGNED_IN, "no ticket");

        private final List<String> renewed = new ArrayList<>();
        private boolean renewable = true;
        private int failing;
        private int signedIn;

        @Override
        public SignIn signIn(TenantId tenant) {
            signedIn++;
            return signedIn == failing
                    ? new SignIn.NotSignedIn(NONE)
                    : new SignIn.SignedIn(Map.of("Authorization", "SOTicket " + (renewed.size() + 1)));
        }

        @Override
        public boolean renew(TenantId tenant, SignIn.SignedIn refused) {
            renewed.add(String.valueOf(refused.headers().get("Authorization")));
            return renewable;
        }

        @Override
        public boolean isShared() {
            return false;
        }
    }

    /** A tenant that moves from the one server to the other. */
    private final class Hosts implements TenantDirectory {

        private static final Failure GONE = Failure.of(Kind.NOT_RUNNING, "the tenant is not running");

        private boolean movable = true;
        private boolean missing;
        private boolean missingAfterMove;
        private int moved;

        @Override
        public Location locate(TenantId tenant) {
            if (missing || missingAfterMove && moved > 0) {
                return new NotLocated(GONE);
            }
            int port = moved > 0 ? newHost.port() : server.port();
            return new Located(URI.create("http://127.0.0.1:" + port + "/" + tenant + "/api"), "Running");
        }

        @Override
        public boolean relocate(TenantId tenant, Located outdated) {
            assertThat(outdated.api()).hasPort(server.port());
            moved += movable ? 1 : 0;
            return movable;
        }
    }
}
