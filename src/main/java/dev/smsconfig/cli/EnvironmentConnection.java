package dev.smsconfig.cli;

import dev.smsconfig.auth.Authentication;
import dev.smsconfig.auth.BasicAuthentication;
import dev.smsconfig.auth.Credential;
import dev.smsconfig.http.Transport;
import dev.smsconfig.job.FleetConnection;
import dev.smsconfig.reconcile.TenantReads;
import dev.smsconfig.reconcile.TenantSaves;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.sample.Credentials;
import dev.smsconfig.sample.SampleServer;
import dev.smsconfig.sample.SampleServerOptions;
import dev.smsconfig.sample.SampleServerStartException;
import dev.smsconfig.secret.CommittedFiles;
import dev.smsconfig.secret.SecretResolver;
import dev.smsconfig.server.CredentialBreaker;
import dev.smsconfig.server.GuardedReader;
import dev.smsconfig.server.Observation;
import dev.smsconfig.server.Retries;
import dev.smsconfig.server.RetrySettings;
import dev.smsconfig.server.SmsConfigReader;
import dev.smsconfig.server.SpringRetries;
import dev.smsconfig.source.Environment;
import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.webapi.Languages;
import dev.smsconfig.webapi.ServerProbe;
import dev.smsconfig.webapi.StateDirectory;
import dev.smsconfig.webapi.StateEndpoint;
import dev.smsconfig.webapi.TenantCalls;
import dev.smsconfig.webapi.TenantDirectory;
import dev.smsconfig.webapi.TenantPing;
import dev.smsconfig.webapi.WebApiClient;
import dev.smsconfig.webapi.WebApiEndpoint;
import dev.smsconfig.webapi.WebApiReader;
import dev.smsconfig.webapi.WireForm;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A connection to the tenants of one environment; the embedded server, where that is the environment, runs with it. */
final class EnvironmentConnection implements AutoCloseable {

    private static final Clock CLOCK = Clock.systemUTC();

    /**
     * Where the connection is made from.
     *
     * @param configs the config folder, where relative paths of secrets begin
     * @param committed its files in the commit that is read, or null
     * @param tenants the ids that the embedded server serves
     * @param options how hard servers may be worked
     */
    record Site(
            Setting setting,
            Path configs,
            @Nullable CommittedFiles committed,
            List<TenantId> tenants,
            FolderOptions options) {

        SecretResolver secrets() {
            return secrets(committed);
        }

        /** The same with the files of another commit. */
        SecretResolver secrets(@Nullable CommittedFiles files) {
            return new SecretResolver(configs, files, setting.terminal().environment()::get, retries(), setting.uses());
        }

        Retries retries() {
            return new SpringRetries(RetrySettings.standard(), setting.stop()::pause, new Random());
        }
    }

    /** How an environment is reached. */
    private record Access(
            TenantDirectory directory, Authentication authentication, WireForm form, Languages languages) {}

    private final Environment environment;
    private final Site site;
    private final SecretResolver secrets;
    private final Transport transport;
    private final @Nullable SampleServer server;
    private final Access access;
    private final TenantCalls calls;
    private final TenantReads reads;

    // what it is made of has one owner each, which closes it
    private EnvironmentConnection(
            Environment environment,
            Site site,
            SecretResolver secrets,
            Transport transport,
            @Nullable SampleServer server,
            Access access) {
        this.environment = environment;
        this.site = site;
        this.secrets = secrets;
        this.transport = transport;
        this.server = server;
        this.access = access;
        this.calls = new TenantCalls(access.directory, access.authentication, transport);
        this.reads = reads();
    }

    /** @throws CommandFailure where the credential does not resolve or the embedded server does not start */
    static EnvironmentConnection to(Environment environment, Site site) {
        SecretResolver secrets = site.secrets();
        Transport transport = new ConfiguredTransport(site.configs, site.options).to(environment);
        if (environment instanceof Environment.WebApi webApi) {
            if (webApi.insecure()) {
                site.setting.note("Environment " + webApi.name() + " is insecure: http, loopback and private addresses"
                        + " are admitted.");
            }
            return new EnvironmentConnection(
                    environment, site, secrets, transport, null, access(webApi, secrets, transport));
        }
        SampleServer server = embedded(site);
        return new EnvironmentConnection(environment, site, secrets, transport, server, access(server));
    }

    private static Access access(SampleServer server) {
        return new Access(
                new WebApiEndpoint(server.url() + "/{tenant}/api", true),
                new BasicAuthentication(
                        Credential.of(new Secret(Credentials.SAMPLE.username())),
                        Credential.of(new Secret(Credentials.SAMPLE.password()))),
                WireForm.JSON,
                Languages.AS_STORED);
    }

    private static Access access(Environment.WebApi environment, SecretResolver secrets, Transport transport) {
        String template = environment.place().template();
        return new Access(
                environment.place() instanceof Environment.Place.State
                        ? new StateDirectory(new StateEndpoint(template, environment.insecure()), transport, CLOCK)
                        : new WebApiEndpoint(template, environment.insecure()),
                new ConfiguredAuthentication(environment.name(), secrets, transport, CLOCK).of(environment.auth()),
                environment.wire().format() == Environment.Format.XML ? WireForm.XML : WireForm.JSON,
                new Languages(environment.wire().languages()));
    }

    private static SampleServer embedded(Site site) {
        try {
            return SampleServer.start(new SampleServerOptions(
                    0, site.tenants, site.setting.work().resolve("sample").resolve("state.jsonl"), Credentials.SAMPLE));
        } catch (SampleServerStartException e) {
            throw new CommandFailure(ExitCode.ERROR, String.valueOf(e.getMessage()));
        }
    }

    /** What it takes to look at tenants; nothing that could save is made. */
    TenantReads reads() {
        SmsConfigReader reader = new WebApiReader(calls, access.form, access.languages, CLOCK);
        return new TenantReads(access.authentication.isShared() ? new GuardedReader(reader) : reader, site.retries());
    }

    /** What it takes to make a run that may save; where the environment has {@code writes: never}, to look only. */
    FleetConnection saving(Fingerprinter fingerprinter) {
        if (!environment.saving().writes()) {
            return looking(fingerprinter);
        }
        WebApiClient webApi = client();
        Retries retries = site.retries();
        ServerProbe probe = new ServerProbe(calls, CLOCK);
        if (access.authentication.isShared()) {
            CredentialBreaker breaker = new CredentialBreaker(webApi, webApi);
            return connection(breaker, new TenantSaves(breaker, probe, retries), fingerprinter);
        }
        return connection(webApi, new TenantSaves(webApi, probe, retries), fingerprinter);
    }

    private FleetConnection connection(SmsConfigReader reader, TenantSaves saves, Fingerprinter fingerprinter) {
        return new FleetConnection(
                new TenantReads(reader, saves.retries()), saves, secrets, fingerprinter, site.setting.uses());
    }

    /** What it takes to make a run that only looks. */
    FleetConnection looking(Fingerprinter fingerprinter) {
        return new FleetConnection(reads(), null, secrets, fingerprinter, site.setting.uses());
    }

    /** What a tenant has, tried again where that can help. */
    Observation observe(TenantId tenant) {
        return reads.observe(tenant).result();
    }

    TenantPing ping() {
        WebApiClient webApi = client();
        return new TenantPing(
                access.directory,
                new ServerProbe(calls, CLOCK),
                access.authentication.isShared() ? new CredentialBreaker(webApi, webApi) : webApi,
                CLOCK);
    }

    private WebApiClient client() {
        return new WebApiClient(calls, access.form, access.languages, CLOCK);
    }

    @Override
    public void close() {
        transport.close();
        secrets.close();
        if (server != null) {
            server.close();
        }
    }
}
