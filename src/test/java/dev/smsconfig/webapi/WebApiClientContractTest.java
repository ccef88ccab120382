package dev.smsconfig.webapi;

import dev.smsconfig.http.Timeouts;
import dev.smsconfig.http.Transport;
import dev.smsconfig.server.SmsConfigReader;
import dev.smsconfig.server.SmsConfigServerContract;
import dev.smsconfig.server.SmsConfigWriter;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;

class WebApiClientContractTest extends SmsConfigServerContract {

    private final LocalWebApi api;
    private final Transport transport = new Transport(Timeouts.standard(), 4, true);
    private final WebApiClient client;

    WebApiClientContractTest() throws IOException {
        api = new LocalWebApi();
        client = WireCalls.client(api.template(), transport);
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
