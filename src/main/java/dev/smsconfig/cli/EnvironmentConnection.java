package dev.smsconfig.cli;

import dev.smsconfig.auth.Authentication;
import dev.smsconfig.auth.BasicAuthentication;
import dev.smsconfig.auth.Credential;
import dev.smsconfig.http.Timeouts;
import dev.smsconfig.http.Transport;
import dev.smsconfig.job.FleetConnection;
import dev.smsconfig.reconcile.RemoteTenants;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.sample.Credentials;
import dev.smsconfig.sample.SampleServer;
import dev.smsconfig.sample.SampleServerOptions;
import dev.smsconfig.sample.SampleServerStartException;
import dev.smsconfig.server.CredentialBreaker;
import dev.smsconfig.server.RetrySettings;
import dev.smsconfig.server.SpringRetries;
import dev.smsconfig.source.Environment;
import dev.smsconfig.source.SecretResolver;
import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretUnavailableException;
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
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A connection to the tenants of one environment; the embedded server, where that is the environment, runs with it. */
final class EnvironmentConnection implements AutoCloseable {

    /**
     * Where the connection is made from.
     *
     * @param tenants the ids that the embedded server serves
     */
    record Site(Setting setting, WorkFolder work, Path configs, List<TenantId> tenants, int parallelism) {}

    private final FleetConnection fleetConnection;
    private final Transport transport;
    private final @Nullable SampleServer server;

    private EnvironmentConnection(FleetConnection fleetConnection, Transport transport, @Nullable SampleServer server) {
        this.fleetConnection = fleetConnection;
        this.transport = transport;
        this.server = server;
    }

    /** @throws CommandFailure where the credential does not resolve or the embedded server does not start */
    static EnvironmentConnection to(Environment environment, Site site) {
        SecretResolver secrets =
                new SecretResolver(site.configs, site.setting.terminal().environment()::get);
        Fingerprinter fingerprinter = site.work.fingerprinter();
        if (site.work.hasNewKey()) {
            site.setting.note("Made the key " + site.work.keyFile() + ". Keep it: without it, secrets can't be compared"
                    + " with what earlier runs recorded.");
        }
        SampleServer server = environment instanceof Environment.Embedded ? embedded(site) : null;
        Access access =
                server != null ? access(server) : access((Environment.WebApi) environment, site.setting, secrets);
        Transport transport = new Transport(Timeouts.standard(), site.parallelism, access.endpoint.insecure());
        TenantCalls calls = new TenantCalls(access.endpoint, access.authentication, transport);
        WebApiClient webApi = new WebApiClient(calls, WireForm.JSON, Languages.AS_STORED, Clock.systemUTC());
        CredentialBreaker client = new CredentialBreaker(webApi, webApi);
        SpringRetries retries = new SpringRetries(RetrySettings.standard(), site.setting.stop()::pause, new Random());
        return new EnvironmentConnection(
                new FleetConnection(
                        new RemoteTenants(client, client, new ServerProbe(calls, Clock.systemUTC()), retries),
                        secrets,
                        fingerprinter),
                transport,
                server);
    }

    /** Where an environment's tenants are, and who asks. */
    private record Access(WebApiEndpoint endpoint, Authentication authentication) {}

    private static Access access(SampleServer server) {
        return new Access(
                new WebApiEndpoint(server.url() + "/{tenant}/api", true),
                new BasicAuthentication(
                        Credential.of(new Secret(Credentials.SAMPLE.username())),
                        Credential.of(new Secret(Credentials.SAMPLE.password()))));
    }

    private static Access access(Environment.WebApi environment, Setting setting, SecretResolver secrets) {
        if (environment.insecure()) {
            setting.note("Environment " + environment.name() + " is insecure: http, loopback and private addresses are"
                    + " admitted.");
        }
        return new Access(
                new WebApiEndpoint(environment.apiTemplate(), environment.insecure()),
                new BasicAuthentication(
                        resolved(environment.auth().username(), secrets, environment.name()),
                        resolved(environment.auth().password(), secrets, environment.name())));
    }

    private static Credential resolved(Value value, SecretResolver secrets, String environment) {
        try {
            return Credential.of(value, secrets);
        } catch (SecretUnavailableException e) {
            throw new CommandFailure(
                    ExitCode.ERROR, "the credential of environment " + environment + ": " + e.message());
        }
    }

    private static SampleServer embedded(Site site) {
        try {
            return SampleServer.start(new SampleServerOptions(
                    0, site.tenants, site.work.resolve("sample").resolve("state.jsonl"), Credentials.SAMPLE));
        } catch (SampleServerStartException e) {
            throw new CommandFailure(ExitCode.ERROR, String.valueOf(e.getMessage()));
        }
    }

    FleetConnection fleetConnection() {
        return fleetConnection;
    }

    @Override
    public void close() {
        transport.close();
        if (server != null) {
            server.close();
        }
    }
}
