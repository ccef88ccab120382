package dev.smsconfig.source;

import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Puts what tenants have in common into groups as people would: {@code common} for what holds for all, then a group for
 * each provider with its settings, then one for each phone prefix. A provider's settings are never parted from its name,
 * so that no tenant of another one has to remove them again.
 */
final class CommonGroups {

    /** Of what comes from a value: with what stands before and after it, a name has at most 64 characters. */
    private static final int LONGEST_PART = 40;

    private static final Spec EMPTY = Spec.empty(Layer.group("", ""));

    private final LowerLayers lower;
    private final SharedValues shared;

    /** Names that a new group cannot have. */
    private final Set<String> taken;

    private final Map<String, Spec> specs = new TreeMap<>();
    private final Map<TenantId, List<String>> groupsOf = new HashMap<>();

    /** @param given the groups that every tenant has already */
    CommonGroups(LowerLayers lower, List<String> given, SharedValues shared) {
        this.lower = lower;
        this.shared = shared;
        this.taken = new HashSet<>(lower.reachedFrom(given));
    }

    /** The groups to write, by name: one that the folder has alike already is used as it is. */
    Map<String, Spec> missing() {
        Map<String, Spec> missing = new TreeMap<>(specs);
        missing.keySet().removeIf(name -> lower.group(name) != null);
        return missing;
    }

    /** The new groups of a tenant in the order of merging. */
    List<String> of(TenantId tenant) {
        return groupsOf.getOrDefault(tenant, List.of());
    }

    /** What the new groups make of {@code base} for a tenant. */
    SmsConfig under(TenantId tenant, SmsConfig base) {
        SmsConfig config = base;
        for (String group : of(tenant)) {
            config = Merge.over(config, specs.getOrDefault(group, EMPTY), at -> {});
        }
        return config;
    }

    /**
     * Call once.
     *
     * @param tenants in any order: the same ones always give the same groups
     * @param base what they have in any case
     */
    void divide(List<TenantExport> tenants, SmsConfig base) {
        boolean oneProvider = SharedValues.byAll(tenants, SmsProperty.NET_SERVER_SMS_PROVIDER);
        SmsConfig common =
                shared.of(tenants, List.of(SmsProperty.DEFAULT_SMS_COUNTRY, SmsProperty.NS_PLUGIN_SENDER), base);
        if (oneProvider) {
            common = provider(tenants, common);
        }
        add("common", tenants, base, common);
        if (!oneProvider) {
            addEach("provider", SmsProperty.NET_SERVER_SMS_PROVIDER, tenants, common, this::provider);
        }
        addEach(
                "prefix",
                SmsProperty.DEFAULT_SMS_COUNTRY,
                tenants,
                common,
                (members, below) -> shared.of(members, List.of(SmsProperty.DEFAULT_SMS_COUNTRY), below));
    }

    /** Tenants of one provider often send under one name too. */
    private SmsConfig provider(List<TenantExport> members, SmsConfig below) {
        return shared.withSettings(
                members,
                shared.of(members, List.of(SmsProperty.NET_SERVER_SMS_PROVIDER, SmsProperty.NS_PLUGIN_SENDER), below));
    }

    private void addEach(
            String kind,
            SmsProperty property,
            List<TenantExport> tenants,
            SmsConfig below,
            BiFunction<List<TenantExport>, SmsConfig, SmsConfig> wanted) {
        SharedValues.byText(tenants, property).forEach((text, members) -> {
            if (members.size() >= SharedValues.FEWEST) {
                add(kind + "-" + plain(text), members, below, wanted.apply(members, below));
            }
        });
    }

    private void add(String name, List<TenantExport> members, SmsConfig below, SmsConfig wanted) {
        Spec spec = Difference.between(below, wanted, Layer.group(name, name));
        if (spec.isEmpty()) {
            return;
        }
        String free = name;
        for (int i = 2; isTaken(free, spec); i++) {
            free = name + "-" + i;
        }
        taken.add(free);
        specs.put(free, spec);
        for (TenantExport member : members) {
            groupsOf.computeIfAbsent(member.tenant(), t -> new ArrayList<>()).add(free);
        }
    }

    private boolean isTaken(String name, Spec spec) {
        Group there = lower.group(name);
        return taken.contains(name)
                || there != null
                        && (!there.buildsOn().isEmpty() || !there.spec().saysTheSameAs(spec));
    }

    /** A value as a part of a group's name, which says what it can in lower-case letters, digits and '-'. */
    private static String plain(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        if (plain.isEmpty()) {
            return text.isBlank() ? "none" : "other";
        }
        return plain.substring(0, Math.min(plain.length(), LONGEST_PART));
    }
}
