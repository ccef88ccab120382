package dev.smsconfig.sample;

import dev.smsconfig.state.TenantId;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Servers for tests: any free port, the sample credentials. */
final class SampleServerFixture {

    static final String SAVE = "{\"DefaultSmsCountry\":\"+46\",\"NetServerSmsProvider\":\"TXTLocal\","
            + "\"NsPluginSender\":\"Acme\",\"NsPluginConfig\":{\"txtlocal_username\":\"u\",\"txtlocal_password\":\"p\"}}";

    private SampleServerFixture() {}

    static SampleServer start(Path stateFile, String... tenants) throws SampleServerStartException {
        return SampleServer.start(options(0, stateFile, tenants));
    }

    /** One server for tenants that differ. */
    static SampleServer start(Path stateFile, Map<String, TenantProfile> profiles) throws SampleServerStartException {
        Map<TenantId, TenantProfile> byTenant = new LinkedHashMap<>();
        profiles.forEach((tenant, profile) -> byTenant.put(new TenantId(tenant), profile));
        return SampleServer.start(
                options(0, stateFile, profiles.keySet().toArray(String[]::new)), new TenantProfiles(byTenant));
    }

    static SampleServerOptions options(int port, Path stateFile, String... tenants) {
        List<TenantId> ids = Stream.of(tenants).map(TenantId::new).toList();
        return new SampleServerOptions(port, ids, stateFile, Credentials.SAMPLE);
    }

    static String withSender(String sender) {
        return SAVE.replace("Acme", sender);
    }
}
