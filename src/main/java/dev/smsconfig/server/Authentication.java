package dev.smsconfig.server;

import dev.smsconfig.state.TenantId;
import java.util.Map;

/** How requests prove who sends them. */
@FunctionalInterface
public interface Authentication {

    /** The headers for a request to this tenant. */
    Map<String, String> headersFor(TenantId tenant);
}
