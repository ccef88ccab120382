package dev.smsconfig.source;

import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.TenantId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files that say what was exported, over the layers that are there. What a tenant's layers give together is the same
 * with new groups and without.
 *
 * @param groups the text of each new group's file, by the group's name
 * @param tenants the text of each tenant's file; a tenant of which there is nothing to say has none
 */
public record ExportedFiles(Map<String, String> groups, Map<TenantId, String> tenants) {

    public ExportedFiles {
        groups = Collections.unmodifiableMap(new TreeMap<>(groups));
        tenants = Collections.unmodifiableMap(new TreeMap<>(tenants));
    }

    /**
     * @param exports each tenant once; their order makes no difference
     * @param given groups that every tenant gets, which {@link LowerLayers#objection} has nothing against
     * @param sharePercent how many of the tenants have to have a value for it to go into a new group, 51 to 100; null for
     *     no new groups
     */
    public static ExportedFiles of(
            List<TenantExport> exports, LowerLayers lower, List<String> given, @Nullable Integer sharePercent) {
        List<TenantExport> tenants =
                exports.stream().filter(export -> !export.isEmpty()).toList();
        SmsConfig base = lower.under(given);
        CommonGroups common =
                new CommonGroups(lower, given, new SharedValues(sharePercent == null ? 100 : sharePercent));
        if (sharePercent != null) {
            common.divide(tenants, base);
        }
        Map<String, String> groups = new TreeMap<>();
        common.missing().forEach((name, spec) -> groups.put(name, LayerText.ofGroup(name, spec)));
        Map<TenantId, String> texts = new TreeMap<>();
        for (TenantExport tenant : tenants) {
            List<String> names = new ArrayList<>(given);
            names.addAll(common.of(tenant.tenant()));
            texts.put(tenant.tenant(), text(tenant, names, common.under(tenant.tenant(), base)));
        }
        return new ExportedFiles(groups, texts);
    }

    private static String text(TenantExport tenant, List<String> groups, SmsConfig below) {
        TenantId id = tenant.tenant();
        Layer layer = Layer.tenant(id.value(), id.value());
        return LayerText.ofTenant(
                id,
                tenant.leftOut().stream()
                        .map(reason -> "Not managed: " + reason + ".")
                        .toList(),
                groups,
                Difference.between(TenantReferences.all(id, below), tenant.own(), layer));
    }
}
