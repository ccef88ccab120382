package dev.smsconfig.source;

import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.SmsConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes of the layers what each tenant is to have, and reports what only shows where they lie over each other. */
final class Layering {

    private static final SmsConfig NOTHING = new SmsConfig(Map.of(), null);

    private final LayerLint lint = new LayerLint();
    private final Spec fleet;
    private final Groups groups;

    /** Whether all that lies under the tenants is known: else there is nothing to say about what it lacks. */
    private final boolean sound;

    /** What the fleet and a list of groups give, by the names: thousands of tenants share a few lists. */
    private final Map<List<String>, SmsConfig> bases = new HashMap<>();

    /** The places of each group that have removed nothing so far. */
    private final Map<Group, Set<Position>> idle = new IdentityHashMap<>();

    Layering(FleetReader.Reading fleet, Groups groups) {
        this.fleet = fleet.spec();
        this.groups = groups;
        this.sound = fleet.fleet() != null && !groups.hasErrors();
    }

    /** By id; a tenant without a state where its file or a layer of it has errors. Call once. */
    List<Layered.Tenant> tenants(List<TenantFile> files) {
        Map<String, Layered.Tenant> tenants = new TreeMap<>();
        boolean allListsKnown = true;
        for (TenantFile file : files) {
            List<GroupName> names = file.reading().groups();
            List<Group> order = names == null ? null : groups.order(names, file.problems());
            allListsKnown &= names != null;
            tenants.put(file.baseName(), tenant(file, order));
        }
        if (allListsKnown) {
            groups.warnOfUnused();
        }
        if (sound) {
            warnOfIdle();
        }
        return List.copyOf(tenants.values());
    }

    /** What is doubtful in the whole that the layers give; known once {@link #tenants} was called. */
    Set<Problem> findings() {
        return lint.problems();
    }

    private Layered.Tenant tenant(TenantFile file, @Nullable List<Group> order) {
        TenantReader.Tenant tenant = file.reading().tenant();
        FileProblems problems = file.problems();
        if (tenant == null || order == null || problems.hasErrors()) {
            return new Layered.Tenant(file.baseName(), null, List.of());
        }
        SmsConfig merged = Merge.over(base(order), tenant.spec(), at -> {
            if (sound) {
                warnOfIdle(problems, at);
            }
        });
        if (sound && merged.properties().isEmpty() && merged.pluginConfig() == null) {
            problems.error(
                    Rule.CONFIG_EMPTY_SPEC,
                    tenant.specAt(),
                    "neither this file nor its groups nor the fleet set a property; add one, or remove the file");
        }
        List<Spec> layers = new ArrayList<>();
        layers.add(fleet);
        order.forEach(group -> layers.add(group.spec()));
        layers.add(tenant.spec());
        SmsConfig config = new TenantReferences(tenant.id(), layers).in(merged, problems);
        boolean wrong = sound && lint.judge(config, layers);
        DesiredState state = wrong || problems.hasErrors()
                ? null
                : new DesiredState(tenant.id(), config, tenant.labels(), tenant.origin());
        return new Layered.Tenant(file.baseName(), state, layers);
    }

    private SmsConfig base(List<Group> order) {
        return bases.computeIfAbsent(order.stream().map(Group::name).toList(), names -> {
            SmsConfig base = Merge.over(NOTHING, fleet, at -> {}); // the fleet's reader has warned of these
            for (Group group : order) {
                Set<Position> found = new HashSet<>();
                base = Merge.over(base, group.spec(), found::add);
                idle.computeIfAbsent(group, g -> new HashSet<>(found)).retainAll(found);
            }
            return base;
        });
    }

    /** A group's null has a point if it removes something for one tenant. */
    private void warnOfIdle() {
        idle.forEach((group, places) -> places.forEach(at -> warnOfIdle(group.problems(), at)));
    }

    static void warnOfIdle(FileProblems problems, Position at) {
        problems.warning(
                Rule.LAYER_IDLE_NULL, at, "null removes nothing here: no lower layer sets this; remove the line");
    }
}
