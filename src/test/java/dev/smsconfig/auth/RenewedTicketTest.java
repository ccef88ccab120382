package dev.smsconfig.auth;

import static dev.smsconfig.auth.SystemUsers.A;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.auth.LocalLogin.Reply;
import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.server.Observation;
import dev.smsconfig.webapi.Languages;
import dev.smsconfig.webapi.TenantCalls;
import dev.smsconfig.webapi.WebApiClient;
import dev.smsconfig.webapi.WebApiEndpoint;
import dev.smsconfig.webapi.WireForm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a 401 of the WebAPI comes to, seen from the outside. */
@Timeout(60)
class RenewedTicketTest {

    private static final String GET = "/Cust12345/api/v1/Agents/CustomerService/GetSmsConfig";
    private static final String CONFIG = "{\"DefaultSmsCountry\":\"+47\",\"NetServerSmsProvider\":null,"
            + "\"NsPluginSender\":null,\"NsPluginConfig\":null,\"TableRight\":null,\"FieldProperties\":null}";

    private final SystemUsers users = new SystemUsers();

    @AfterEach
    void close() {
        users.close();
    }

    @Test
    void asksOnceMoreWithANewTicket() {
        users.login.on(
                GET,
                request ->
                        String.valueOf(request.headers().get("authorization")).endsWith("-1==")
                                ? new Reply(401, "")
                                : Reply.ok(CONFIG));
        assertThat(client().observe(A)).isInstanceOf(Observation.Observed.class);
        assertThat(users.login.requests(GET))
                .extracting(request -> request.headers().get("authorization"))
                .containsExactly("SOTicket 7T:Cust12345-1==", "SOTicket 7T:Cust12345-2==");
        assertThat(users.exchanges()).isEqualTo(2);
    }

    @Test
    void givesUpWhereTheNewTicketIsRefusedToo() {
        users.login.on(GET, request -> new Reply(401, ""));
        Observation observation = client().observe(A);
        assertThat(((Observation.NotObserved) observation).failure().kind()).isEqualTo(Kind.UNAUTHENTICATED);
        assertThat(users.login.requests(GET)).hasSize(2);
        assertThat(users.exchanges()).isEqualTo(2);
    }

    @Test
    void asksNoApiWithoutATicket() {
        users.login.on(LocalLogin.AUTHENTICATE, request -> new Reply(503, ""));
        Observation observation = client().observe(A);
        assertThat(((Observation.NotObserved) observation).failure().message()).startsWith("signing in: 503");
        assertThat(users.login.requests(GET)).isEmpty();
    }

    private WebApiClient client() {
        WebApiEndpoint endpoint = new WebApiEndpoint(users.login.origin() + "/{tenant}/api", true);
        TenantCalls calls = new TenantCalls(endpoint, users.authentication, users.login.transport());
        return new WebApiClient(calls, WireForm.JSON, Languages.AS_STORED, users.clock);
    }
}
