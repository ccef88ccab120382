package dev.smsconfig.job;

import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where secrets come from that a run replaced: the record has their fingerprints only. */
@FunctionalInterface
public interface EarlierSecrets {

    /** For runs that replaced none. */
    EarlierSecrets UNKNOWN = (tenant, replaced) -> {
        Map<String, String> missing = new LinkedHashMap<>();
        replaced.forEach(change -> missing.put(change.field(), "nobody knows the secret that was there before"));
        return new Found(Map.of(), missing);
    };

    /**
     * What became of looking for a tenant's secrets.
     *
     * @param values by field, as a commit has them: those asked for, and others of the tenant
     * @param missing by field, why one asked for is not to be had
     */
    record Found(Map<String, Value> values, Map<String, String> missing) {}

    /** @param replaced the fields asked for; {@code to} is the fingerprint of the secret that was there before */
    Found of(TenantId tenant, List<FieldChange> replaced);
}
