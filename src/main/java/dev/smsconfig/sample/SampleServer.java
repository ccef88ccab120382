package dev.smsconfig.sample;

import dev.smsconfig.sample.login.Logins;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * A WebAPI of many tenants on 127.0.0.1: GetSmsConfig, SaveSmsConfig and CreateDefaultSmsConfig of the CustomerService
 * agent (SaveSmsConfig.md) in every form of the page, with SuperOffice's logins and tenant directory. A tenant's API is
 * {@code {url}/{tenant}/api}, unless a scenario moves it. A save is on the disk before it is answered; a new server on
 * the same state file goes on where the last one was.
 */
public final class SampleServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SampleServer.class.getName());
    private static final Duration TIME_TO_FINISH = Duration.ofSeconds(5);

    private final RequestLog requestLog = new RequestLog();
    private final OpenExchanges open = new OpenExchanges();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Setting setting;
    private final TenantStates states;
    private final ServerControls controls;
    private final LoopbackHttp http;
    private final String announcement;

    private SampleServer(SampleServerOptions options, Clock clock, Setting setting, TenantStates states)
            throws SampleServerStartException {
        this.setting = setting;
        this.states = states;
        TenantProfiles profiles = setting.profiles();
        AppKeyFiles keys = new AppKeyFiles(
                options.stateFile().toAbsolutePath().resolveSibling(".").normalize());
        Logins logins = new Logins(setting.logins(options.credentials(), keys), new ProfileDirectory(profiles), clock);
        this.controls = new ServerControls(profiles, logins);
        List<Operation> operations = Stream.of(
                        new GetSmsConfig(states), new SaveSmsConfig(states, requestLog), new CreateDefaultSmsConfig())
                .<Operation>map(operation -> new FaultyOperation(operation, profiles, states))
                .toList();
        this.http = LoopbackHttp.start(
                options.port(),
                new WebApi(
                        new FrontDoor(logins, profiles, requestLog),
                        new Router(profiles, operations),
                        requestLog,
                        open));
        Announcement line = new Announcement(url(), profiles.tenants(), options.credentials());
        this.announcement = setting.scenario()
                .map(scenario -> line.with(scenario, url(), keys))
                .orElse(line)
                .toString();
    }

    /**
     * Starts a server that accepts connections when this returns. It runs until {@link #close()}, and keeps the JVM alive
     * until then.
     *
     * @throws SampleServerStartException where the port or the state file is in use, or a file is damaged or not
     *     accessible, or the scenario is not one; the message says what to do
     */
    public static SampleServer start(SampleServerOptions options) throws SampleServerStartException {
        return start(options, Clock.systemUTC());
    }

    /**
     * As {@link #start(SampleServerOptions)}.
     *
     * @param clock tells how old tickets, tokens and signatures are
     */
    public static SampleServer start(SampleServerOptions options, Clock clock) throws SampleServerStartException {
        return start(options, clock, Setting.of(options));
    }

    /** @param profiles what sets each of the tenants apart */
    static SampleServer start(SampleServerOptions options, TenantProfiles profiles) throws SampleServerStartException {
        return start(options, Clock.systemUTC(), new Setting(profiles, Map.of(), Optional.empty()));
    }

    private static SampleServer start(SampleServerOptions options, Clock clock, Setting setting)
            throws SampleServerStartException {
        TenantStates states = TenantStates.open(options.stateFile(), setting.initial());
        try {
            return new SampleServer(options, clock, setting, states);
        } catch (SampleServerStartException | RuntimeException e) {
            closeQuietly(states);
            throw e;
        }
    }

    /** For example {@code http://127.0.0.1:8080}, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + http.port();
    }

    /** In the order they were given, those of the scenario first. */
    public List<TenantId> tenants() {
        return List.copyOf(setting.profiles().tenants());
    }

    /** What it was asked so far; goes on counting. */
    public RequestLog requestLog() {
        return requestLog;
    }

    /** To let happen what happens to tenants and logins. */
    public ServerControls controls() {
        return controls;
    }

    /**
     * The one line of JSON, without a newline, that {@code sample-server} prints (CLI.md). It holds the password: that is
     * its purpose, the server is for tests and demonstrations.
     */
    public String announcement() {
        return announcement;
    }

    /** Refuses new requests, lets those that run finish for up to five seconds, and frees port and state file. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            open.close(TIME_TO_FINISH);
            http.close();
            closeQuietly(states);
        }
    }

    /** Every answered save is on the disk already, so nothing can be lost here. */
    private static void closeQuietly(TenantStates states) {
        try {
            states.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the state file was not closed", e);
        }
    }
}
