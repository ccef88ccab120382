package dev.smsconfig.reconcile;

import dev.smsconfig.server.Attempted;
import dev.smsconfig.server.Capability;
import dev.smsconfig.server.CapabilityProbe;
import dev.smsconfig.server.Observation;
import dev.smsconfig.server.Retries;
import dev.smsconfig.server.SmsConfigReader;
import dev.smsconfig.server.SmsConfigWriter;
import dev.smsconfig.state.TenantId;

/** The servers of an environment's tenants, with how often a call to them is tried. */
public record RemoteTenants(
        SmsConfigReader reader, SmsConfigWriter writer, CapabilityProbe capabilities, Retries retries) {

    /** Observes with retries: a read changes nothing, so it may be repeated as it is. */
    Attempted<Observation> observe(TenantId tenant) {
        return retries.run(attempt -> reader.observe(tenant), Observation::failure);
    }

    /** Asks with retries what the tenant's server can do. */
    Capability capability(TenantId tenant) {
        return retries.run(attempt -> capabilities.probe(tenant), Capability::failure)
                .result();
    }
}
