package dev.smsconfig.sample.login;

import dev.smsconfig.state.TenantId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tickets, or access tokens, or sessions: opaque texts that open one tenant for some time. Thread-safe. */
public final class IssuedTokens {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 32;

    /** Above this many, issuing removes what has expired. */
    private static final int WORTH_SWEEPING = 10_000;

    private final ConcurrentHashMap<String, Entry> byFingerprint = new ConcurrentHashMap<>();
    private final Duration lifetime;
    private final boolean slides;
    private final Clock clock;

    private IssuedTokens(Duration lifetime, boolean slides, Clock clock) {
        this.lifetime = lifetime;
        this.slides = slides;
        this.clock = clock;
    }

    /** Such as tickets: each use prolongs them. */
    public static IssuedTokens sliding(Duration lifetime, Clock clock) {
        return new IssuedTokens(lifetime, true, clock);
    }

    /** Such as access tokens: they end on time. */
    public static IssuedTokens fixed(Duration lifetime, Clock clock) {
        return new IssuedTokens(lifetime, false, clock);
    }

    /** A new one, {@code prefix} and 256 random bits; for example {@code 7T:} makes a ticket. */
    public String issue(String prefix, Grant grant) {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        String token = prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        add(token, grant);
        return token;
    }

    /** Makes {@code token} one of them, from now on. */
    public void add(String token, Grant grant) {
        Instant now = clock.instant();
        if (byFingerprint.size() > WORTH_SWEEPING) {
            byFingerprint.values().removeIf(entry -> entry.hasEnded(now));
        }
        byFingerprint.put(ConstantTime.fingerprint(token), new Entry(grant, now.plus(lifetime)));
    }

    /** What {@code token} opens; asking is a use. Empty where it is unknown, has ended or was revoked. */
    public Optional<Grant> use(String token) {
        Instant now = clock.instant();
        Entry entry = byFingerprint.computeIfPresent(
                ConstantTime.fingerprint(token),
                (fingerprint, found) ->
                        found.hasEnded(now) ? null : slides ? new Entry(found.grant(), now.plus(lifetime)) : found);
        return Optional.ofNullable(entry).map(Entry::grant);
    }

    /** @return whether there was one */
    public boolean revoke(String token) {
        return byFingerprint.remove(ConstantTime.fingerprint(token)) != null;
    }

    /** Ends all of one tenant. */
    public void revokeAll(TenantId tenant) {
        byFingerprint.values().removeIf(entry -> tenant.equals(entry.grant().tenant()));
    }

    private record Entry(Grant grant, Instant end) {
        private boolean hasEnded(Instant now) {
            return !now.isBefore(end);
        }
    }
}
