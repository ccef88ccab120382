package dev.smsconfig.reconcile;

import dev.smsconfig.server.Capability;
import dev.smsconfig.server.CapabilityProbe;
import dev.smsconfig.server.Retries;
import dev.smsconfig.server.SmsConfigWriter;
import dev.smsconfig.state.TenantId;

/** What it takes to save a tenant, beside reading it. A command that only looks for drift has none. */
public record TenantSaves(SmsConfigWriter writer, CapabilityProbe capabilities, Retries retries) {

    /** Asks with retries what the tenant's server can do. */
    Capability capability(TenantId tenant) {
        return retries.run(attempt -> capabilities.probe(tenant), Capability::failure)
                .result();
    }
}
