package dev.smsconfig.auth;

import dev.smsconfig.state.Secret;
import dev.smsconfig.state.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The token of each tenant, for as long as it lives; those that want one at the same time share one exchange. */
final class TokenCache {

    /** Gets a token from the login server. */
    @FunctionalInterface
    interface Exchange {
        Issued run() throws NotSignedInException;
    }

    /** @param lifetime for how long the token may be used, a margin taken off */
    record Issued(Secret token, Duration lifetime) {}

    /** @param since when it was asked for or, where its lifetime slides, used last */
    private record Kept(Issued issued, Instant since) {}

    private final Map<TenantId, Kept> tokens = new ConcurrentHashMap<>();
    private final SharedCalls<TenantId, Secret> exchanges = new SharedCalls<>();
    private final Clock clock;
    private final boolean isSliding;

    /** @param isSliding whether each use begins a token's lifetime anew */
    TokenCache(Clock clock, boolean isSliding) {
        this.clock = clock;
        this.isSliding = isSliding;
    }

    /** The tenant's token, from the exchange only where none is kept. */
    Secret get(TenantId tenant, Exchange exchange) throws NotSignedInException {
        Secret kept = kept(tenant);
        return kept != null ? kept : exchanges.run(tenant, () -> renewed(tenant, exchange));
    }

    /** Forgets the tenant's token where it is this one: another may have come in its place meanwhile. */
    void forget(TenantId tenant, String token) {
        tokens.computeIfPresent(tenant, (key, kept) -> kept.issued.token().holds(token) ? null : kept);
    }

    private Secret renewed(TenantId tenant, Exchange exchange) throws NotSignedInException {
        // an exchange may have ended between the look above and this one's turn
        Secret kept = kept(tenant);
        if (kept != null) {
            return kept;
        }
        // from before it, since the server counts from some time during it
        Instant asked = clock.instant();
        Issued issued = exchange.run();
        tokens.put(tenant, new Kept(issued, asked));
        return issued.token();
    }

    private @Nullable Secret kept(TenantId tenant) {
        Instant now = clock.instant();
        Kept kept = tokens.computeIfPresent(
                tenant,
                (key, old) -> !now.isBefore(old.since.plus(old.issued.lifetime()))
                        ? null
                        : isSliding ? new Kept(old.issued, now) : old);
        return kept == null ? null : kept.issued.token();
    }
}
