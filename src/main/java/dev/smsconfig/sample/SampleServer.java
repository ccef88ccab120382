package dev.smsconfig.sample;

import dev.smsconfig.sample.wire.JsonText;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A WebAPI of many tenants on 127.0.0.1: GetSmsConfig, SaveSmsConfig and CreateDefaultSmsConfig of the CustomerService
 * agent (SaveSmsConfig.md), with Basic authentication, in every form of the page. A tenant's API is {@code {url}/{tenant}/api}. A save is
 * on the disk before it is answered; a new server on the same state file goes on where the last one was.
 */
public final class SampleServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SampleServer.class.getName());
    private static final Duration TIME_TO_FINISH = Duration.ofSeconds(5);

    private final SampleServerOptions options;
    private final RequestLog requestLog = new RequestLog();
    private final OpenExchanges open = new OpenExchanges();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final TenantStates states;
    private final LoopbackHttp http;

    private SampleServer(SampleServerOptions options, TenantProfiles profiles, TenantStates states)
            throws SampleServerStartException {
        this.options = options;
        this.states = states;
        List<Operation> operations = Stream.of(
                        new GetSmsConfig(states), new SaveSmsConfig(states, requestLog), new CreateDefaultSmsConfig())
                .<Operation>map(operation -> new FaultyOperation(operation, profiles, states))
                .toList();
        this.http = LoopbackHttp.start(
                options.port(),
                new WebApi(
                        new BasicAuthentication(options.credentials()),
                        new Router(profiles, operations),
                        requestLog,
                        open));
    }

    /**
     * Starts a server that accepts connections when this returns. It runs until {@link #close()}, and keeps the JVM alive
     * until then.
     *
     * @throws SampleServerStartException where the port or the state file is in use, or the file is damaged or not
     *     accessible; the message says what to do
     */
    public static SampleServer start(SampleServerOptions options) throws SampleServerStartException {
        return start(options, TenantProfiles.onsite(options.tenants()));
    }

    /** @param profiles what sets each of the tenants apart */
    static SampleServer start(SampleServerOptions options, TenantProfiles profiles) throws SampleServerStartException {
        TenantStates states = TenantStates.open(options.stateFile());
        try {
            return new SampleServer(options, profiles, states);
        } catch (SampleServerStartException | RuntimeException e) {
            closeQuietly(states);
            throw e;
        }
    }

    /** For example {@code http://127.0.0.1:8080}, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + http.port();
    }

    /** In the order they were given. */
    public List<TenantId> tenants() {
        return List.copyOf(options.tenants());
    }

    /** What it was asked so far; goes on counting. */
    public RequestLog requestLog() {
        return requestLog;
    }

    /**
     * The one line of JSON, without a newline, that {@code sample-server} prints (CLI.md). It holds the password: that is
     * its purpose, the server is for tests and demonstrations.
     */
    public String announcement() {
        ObjectNode line = JsonText.MAPPER.createObjectNode();
        line.put("url", url());
        ArrayNode names = line.putArray("tenants");
        options.tenants().forEach(tenant -> names.add(tenant.value()));
        ObjectNode auth = line.putObject("auth");
        auth.put("scheme", "basic");
        auth.put("username", options.credentials().username());
        auth.put("password", options.credentials().password());
        return JsonText.MAPPER.writeValueAsString(line);
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
