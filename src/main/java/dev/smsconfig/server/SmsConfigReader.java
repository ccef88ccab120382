package dev.smsconfig.server;

import dev.smsconfig.state.TenantId;

/** Reads configurations. A failed, short or odd read is never "absent": it is a {@link Failure}. */
public interface SmsConfigReader {

    /** One attempt, without retries. Never throws for anything the network or the server does. */
    Observation observe(TenantId tenant);
}
