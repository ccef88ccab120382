package dev.smsconfig.server;

import dev.smsconfig.state.TenantId;

/** Finds out what a tenant's server can do, without changing anything. */
public interface CapabilityProbe {

    /**
     * One attempt, without retries; a tenant whose server answered is not asked again. Never throws for anything the
     * network or the server does.
     */
    Capability probe(TenantId tenant);
}
