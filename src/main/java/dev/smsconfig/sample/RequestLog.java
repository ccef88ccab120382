package dev.smsconfig.sample;

import dev.smsconfig.state.TenantId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What a {@link SampleServer} was asked since it started; read at any time, from any thread. */
public final class RequestLog {

    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
    private final Map<TenantId, LongAdder> saves = new ConcurrentHashMap<>();

    RequestLog() {}

    /**
     * How many requests reached an operation (authenticated, for a known tenant and by POST) or a page of the login host,
     * whatever then came of them.
     *
     * @param operation for example {@code SaveSmsConfig}; or {@code state}, {@code Authenticate}, {@code tokens}, {@code
     *     jwks}, {@code openid-configuration}, {@code session}, {@code logout}; 0 for a name the server does not know
     */
    public long requests(String operation) {
        LongAdder count = requests.get(operation);
        return count == null ? 0 : count.sum();
    }

    /** How often somebody asked for a ticket or an access token; a client that keeps what it gets asks once. */
    public long logins() {
        return requests("Authenticate") + requests("tokens");
    }

    /** How many saves of {@code tenant} are in the state file; counted before the answer leaves. */
    public long savesOf(TenantId tenant) {
        LongAdder count = saves.get(tenant);
        return count == null ? 0 : count.sum();
    }

    void requested(String operation) {
        requests.computeIfAbsent(operation, name -> new LongAdder()).increment();
    }

    void saved(TenantId tenant) {
        saves.computeIfAbsent(tenant, id -> new LongAdder()).increment();
    }
}
