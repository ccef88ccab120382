package dev.smsconfig.state;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What git says a tenant's configuration should be.
 *
 * @param config the properties that git manages; its secrets are literals or references, not yet resolved
 * @param labels the tenant's labels, for example {@code ring=canary}
 * @param origin the file it came from, relative to the config folder, with {@code /} between the parts
 */
public record DesiredState(TenantId tenant, SmsConfig config, Map<String, String> labels, String origin) {

    public DesiredState {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }
}
