package dev.smsconfig.reconcile;

import dev.smsconfig.server.Attempted;
import dev.smsconfig.server.Observation;
import dev.smsconfig.server.Retries;
import dev.smsconfig.server.SmsConfigReader;
import dev.smsconfig.state.TenantId;

/** The servers of an environment's tenants as somebody sees them who can't save, with how often a call is tried. */
public record TenantReads(SmsConfigReader reader, Retries retries) {

    /** Observes with retries: a read changes nothing, so it may be repeated as it is. */
    public Attempted<Observation> observe(TenantId tenant) {
        return retries.run(attempt -> reader.observe(tenant), Observation::failure);
    }
}
