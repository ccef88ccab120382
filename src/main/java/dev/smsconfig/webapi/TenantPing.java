package dev.smsconfig.webapi;

import dev.smsconfig.http.Transport;
import dev.smsconfig.server.Capability;
import dev.smsconfig.server.CapabilityProbe;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.SmsConfigReader;
import dev.smsconfig.server.TenantStatus;
import dev.smsconfig.server.TenantStatus.Credential;
import dev.smsconfig.state.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Finds out how tenants' servers stand; changes nothing, and tries everything once. Safe for use by several threads. */
public final class TenantPing {

    private final TenantDirectory directory;
    private final CapabilityProbe capabilities;
    private final SmsConfigReader reader;
    private final Clock clock;

    /** @param clock measures the latency */
    public TenantPing(TenantDirectory directory, CapabilityProbe capabilities, SmsConfigReader reader, Clock clock) {
        this.directory = directory;
        this.capabilities = capabilities;
        this.reader = reader;
        this.clock = clock;
    }

    /** Never throws for anything the network or a server does. */
    public TenantStatus ping(TenantId tenant) {
        TenantDirectory.Location location = directory.locate(tenant);
        if (location instanceof TenantDirectory.NotLocated nowhere) {
            return new TenantStatus(
                    tenant,
                    null,
                    nowhere.state(),
                    Capability.notProbed(nowhere.failure()),
                    Credential.UNTOLD,
                    null,
                    nowhere.failure());
        }
        Instant begun = clock.instant();
        Failure unread = reader.observe(tenant).failure();
        Duration latency = unread == null ? Duration.between(begun, clock.instant()) : null;
        Capability capability = capabilities.probe(tenant);
        // a tenant that moved meanwhile is where the calls found it
        TenantDirectory.Located located = directory.locate(tenant) instanceof TenantDirectory.Located now
                ? now
                : (TenantDirectory.Located) location;
        return new TenantStatus(
                tenant,
                Transport.hostAndPort(located.api()),
                located.state(),
                capability,
                credential(unread),
                latency,
                unread == null ? capability.failure() : unread);
    }

    private static Credential credential(@Nullable Failure failure) {
        if (failure == null) {
            return Credential.ACCEPTED;
        }
        return switch (failure.kind()) {
            case UNAUTHENTICATED, NOT_SIGNED_IN -> Credential.REFUSED;
            case FORBIDDEN -> Credential.WITHOUT_RIGHT;
            default -> Credential.UNTOLD;
        };
    }
}
