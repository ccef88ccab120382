package dev.smsconfig.server;

import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
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
                new BasicAuthentication(Value.text("user"), new Secret("pass")),
                transport,
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        transport.close();
        api.close();
    }

    @Override
    SmsConfigReader reader() {
        return client;
    }

    @Override
    SmsConfigWriter writer() {
        return client;
    }

    @Override
    void put(TenantId tenant, SmsConfig config) {
        api.put(tenant.value(), config);
    }
}
