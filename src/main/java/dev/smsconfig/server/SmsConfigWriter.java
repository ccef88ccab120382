package dev.smsconfig.server;

import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.TenantId;

/** Writes configurations: the one interface behind which another way to save would go. */
public interface SmsConfigWriter {

    /**
     * One attempt, without retries: at most one request leaves, and another only where the server refused the first one
     * unread, for its credential (401) or its host (421). Never throws for anything the network or the server does.
     *
     * @param config the whole configuration, since a save replaces all four properties; without references and without
     *     masked values
     */
    SaveResult save(TenantId tenant, SmsConfig config);
}
