package dev.smsconfig.sample;

import dev.smsconfig.state.TenantId;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Servers for tests: any free port, the sample credentials. */
final class SampleServerFixture {

    static final String SAVE = "{\"DefaultSmsCountry\":\"+46\",\"NetServerSmsProvider\":\"TXTLocal\","
            + "\"NsPluginSender\":\"Acme\",\"NsPluginConfig\":{\"txtlocal_username\":\"u\",\"txtlocal_password\":\"p\"}}";

    private SampleServerFixture() {}

    static SampleServer start(Path stateFile, String... tenants) throws SampleServerStartException {
        return SampleServer.start(options(0, stateFile, tenants));
    }

    static SampleServerOptions options(int port, Path stateFile, String... tenants) {
        List<TenantId> ids = Stream.of(tenants).map(TenantId::new).toList();
        return new SampleServerOptions(port, ids, stateFile, Credentials.SAMPLE);
    }

    static String withSender(String sender) {
        return SAVE.replace("Acme", sender);
    }
}
