package dev.smsconfig.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.state.Rights;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InMemorySmsConfigServerTest extends SmsConfigServerContract {

    private static final Failure FAILURE = Failure.of(Failure.Kind.BROKEN, "broken");

    private final InMemorySmsConfigServer server = new InMemorySmsConfigServer();

    @Override
    protected SmsConfigReader reader() {
        return server;
    }

    @Override
    protected SmsConfigWriter writer() {
        return server;
    }

    @Override
    protected CapabilityProbe capabilities() {
        return server;
    }

    @Override
    protected void grant(TenantId tenant, Rights rights) {
        server.grant(tenant, rights);
    }

    @Override
    protected void install(TenantId tenant, String version) {
        boolean hasSave = Integer.parseInt(version.split("\\.")[0]) < 11;
        server.answerProbe(tenant, Capability.told(hasSave ? Capability.Save.YES : Capability.Save.NO, version));
    }

    @Override
    protected void put(TenantId tenant, SmsConfig config) {
        server.put(tenant, config);
    }

    @Test
    void failsAsProgrammedAndThenNoMore() {
        server.put(TENANT, sample());
        server.failObserve(TENANT, FAILURE);
        assertThat(server.observe(TENANT).failure()).isEqualTo(FAILURE);
        assertThat(server.observe(TENANT).failure()).isNull();
        assertThat(server.observes(TENANT)).isEqualTo(2);
    }

    @Test
    void appliesOrDropsAProgrammedSave() {
        SmsConfig other = config(Map.of(SmsProperty.NS_PLUGIN_SENDER, "Other"), null);
        server.put(TENANT, sample());
        server.answerSave(TENANT, new SaveResult.Saved(), false);
        server.answerSave(TENANT, new SaveResult.Unclear(FAILURE), true);
        assertThat(server.save(TENANT, other)).isEqualTo(new SaveResult.Saved());
        assertThat(server.get(TENANT)).isEqualTo(sample());
        assertThat(server.save(TENANT, other)).isEqualTo(new SaveResult.Unclear(FAILURE));
        assertThat(server.get(TENANT)).isEqualTo(other);
        assertThat(server.saves(TENANT)).isEqualTo(2);
    }

    @Test
    void normalisesWhatIsSaved() {
        SmsConfig normal = config(Map.of(SmsProperty.NS_PLUGIN_SENDER, "normal"), null);
        server.put(TENANT, sample());
        server.normalise(saved -> normal);
        server.save(TENANT, sample());
        assertThat(server.get(TENANT)).isEqualTo(normal);
    }
}
