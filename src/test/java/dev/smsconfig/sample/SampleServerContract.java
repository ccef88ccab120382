package dev.smsconfig.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.auth.BasicAuthentication;
import dev.smsconfig.auth.Credential;
import dev.smsconfig.http.Timeouts;
import dev.smsconfig.http.Transport;
import dev.smsconfig.server.CapabilityProbe;
import dev.smsconfig.server.SaveResult;
import dev.smsconfig.server.SmsConfigReader;
import dev.smsconfig.server.SmsConfigServerContract;
import dev.smsconfig.server.SmsConfigWriter;
import dev.smsconfig.state.Rights;
import dev.smsconfig.state.Rights.Permission;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import dev.smsconfig.webapi.Languages;
import dev.smsconfig.webapi.ServerProbe;
import dev.smsconfig.webapi.TenantCalls;
import dev.smsconfig.webapi.WebApiClient;
import dev.smsconfig.webapi.WebApiEndpoint;
import dev.smsconfig.webapi.WireForm;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Client and embedded server over HTTP in one format. */
abstract class SampleServerContract extends SmsConfigServerContract {

    private final WireForm form;
    private final Transport transport = new Transport(Timeouts.standard(), 4, true);
    private final TenantProfiles profiles = new TenantProfiles(Map.of(TENANT, TenantProfile.ONSITE));
    private @Nullable SampleServer server;
    private @Nullable WebApiClient client;
    private @Nullable WebApiClient inJson;
    private @Nullable ServerProbe probe;

    SampleServerContract(WireForm form) {
        this.form = form;
    }

    @BeforeEach
    void start(@TempDir Path folder) throws SampleServerStartException {
        SampleServer started =
                SampleServer.start(SampleServerFixture.options(0, folder.resolve("state"), TENANT.value()), profiles);
        TenantCalls calls = new TenantCalls(
                new WebApiEndpoint(started.url() + "/{tenant}/api", true),
                new BasicAuthentication(
                        Credential.of(new Secret(Credentials.SAMPLE.username())),
                        Credential.of(new Secret(Credentials.SAMPLE.password()))),
                transport);
        server = started;
        client = new WebApiClient(calls, form, Languages.AS_STORED, Clock.systemUTC());
        inJson = new WebApiClient(calls, WireForm.JSON, Languages.AS_STORED, Clock.systemUTC());
        probe = new ServerProbe(calls, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        transport.close();
        Objects.requireNonNull(server).close();
    }

    @Override
    protected SmsConfigReader reader() {
        return Objects.requireNonNull(client);
    }

    @Override
    protected SmsConfigWriter writer() {
        return Objects.requireNonNull(client);
    }

    @Override
    protected CapabilityProbe capabilities() {
        return Objects.requireNonNull(probe);
    }

    /** Saved in JSON, where a mask is a text like any other. */
    @Override
    protected void put(TenantId tenant, SmsConfig config) {
        Map<String, Value> settings = config.pluginConfig();
        if (settings != null) {
            settings = new TreeMap<>(settings);
            settings.replaceAll((key, value) -> value instanceof Value.Masked ? new Secret("•••••") : value);
        }
        SmsConfig whole = new SmsConfig(config.properties(), settings);
        assertThat(Objects.requireNonNull(inJson).save(tenant, whole)).isEqualTo(new SaveResult.Saved());
    }

    /** Null and the empty text are the same row. */
    @Override
    protected SmsConfig stored(SmsConfig config) {
        Map<SmsProperty, Value> properties = new EnumMap<>(SmsProperty.class);
        for (SmsProperty property : SmsProperty.values()) {
            properties.put(property, Value.text(""));
        }
        properties.putAll(config.properties());
        return new SmsConfig(properties, config.pluginConfig() == null ? Map.of() : config.pluginConfig());
    }

    @Override
    protected void grant(TenantId tenant, Rights rights) {
        Rights.Rule rule = Objects.requireNonNull(rights.properties().get(SmsProperty.NS_PLUGIN_SENDER));
        TenantProfile.Rights masks =
                new TenantProfile.Rights(mask(rights.update()), mask(rule.write()), rule.maxLength());
        profiles.change(
                tenant, p -> new TenantProfile(p.isOnline(), p.version(), p.state(), p.host(), masks, p.quirks()));
    }

    private static @Nullable String mask(Permission permission) {
        return switch (permission) {
            case GRANTED -> "FULL";
            case DENIED -> "None";
            case UNTOLD -> null;
        };
    }

    @Override
    protected void install(TenantId tenant, String version) {
        profiles.change(
                tenant, p -> new TenantProfile(p.isOnline(), version, p.state(), p.host(), p.rights(), p.quirks()));
    }
}
