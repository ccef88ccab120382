package dev.smsconfig.webapi;

import dev.smsconfig.http.Timeouts;
import dev.smsconfig.http.Transport;
import dev.smsconfig.server.CapabilityProbe;
import dev.smsconfig.server.SmsConfigReader;
import dev.smsconfig.server.SmsConfigServerContract;
import dev.smsconfig.server.SmsConfigWriter;
import dev.smsconfig.state.Rights;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;

/** The contract in one format. */
abstract class LocalWebApiContract extends SmsConfigServerContract {

    private final LocalWebApi api;
    private final Transport transport = new Transport(Timeouts.standard(), 4, true);
    private final WebApiClient client;
    private final ServerProbe probe;

    LocalWebApiContract(LocalFormat format, WireForm form) throws IOException {
        api = new LocalWebApi(format);
        TenantCalls calls = WireCalls.calls(new WebApiEndpoint(api.template(), true), transport);
        client = new WebApiClient(calls, form, Languages.AS_STORED, WireCalls.CLOCK);
        probe = new ServerProbe(calls, WireCalls.CLOCK);
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
    protected CapabilityProbe capabilities() {
        return probe;
    }

    @Override
    protected void put(TenantId tenant, SmsConfig config) {
        api.put(tenant.value(), config);
    }

    @Override
    protected void grant(TenantId tenant, Rights rights) {
        api.grant(tenant.value(), rights);
    }

    @Override
    protected void install(TenantId tenant, String version) {
        api.install(tenant.value(), version);
    }
}
