package dev.smsconfig.webapi;

import dev.smsconfig.auth.BasicAuthentication;
import dev.smsconfig.auth.Credential;
import dev.smsconfig.http.Timeouts;
import dev.smsconfig.http.Transport;
import dev.smsconfig.server.SmsConfigReader;
import dev.smsconfig.server.SmsConfigServerContract;
import dev.smsconfig.server.SmsConfigWriter;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;

class WebApiClientContractTest extends SmsConfigServerContract {

    private final LocalWebApi api;
    private final Transport transport = new Transport(Timeouts.standard(), 4, true);
    private final WebApiClient client;

    WebApiClientContractTest() throws IOException {
        api = new LocalWebApi();
        client = new WebApiClient(
                new WebApiEndpoint(api.template(), true),
                new BasicAuthentication(Credential.of(new Secret("user")), Credential.of(new Secret("pass"))),
                transport,
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        transport.close();
        api.close();
    }

    @Override
    protected SmsConfigReader reader() {
        return client;
    }

    @Override
    protected SmsConfigWriter writer() {
        return client;
    }

    @Override
    protected void put(TenantId tenant, SmsConfig config) {
        api.put(tenant.value(), config);
    }
}
