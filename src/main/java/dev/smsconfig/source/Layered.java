package dev.smsconfig.source;

import dev.smsconfig.state.Closest;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.TenantId;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a config folder says, and which layer says it. */
public final class Layered {

    private final Configuration configuration;
    private final Map<String, Path> files;
    private final Map<String, Tenant> tenants = new LinkedHashMap<>();

    /**
     * One tenant.
     *
     * @param name as its file is named
     * @param state null where the file or a layer has errors
     * @param layers what its layers write, its own last; empty where {@code state} is null for its file's errors
     */
    record Tenant(String name, @Nullable DesiredState state, List<Spec> layers) {}

    /** @param files every file that is a layer, by the path that problems show */
    Layered(Configuration configuration, List<Tenant> tenants, Map<String, Path> files) {
        this.configuration = configuration;
        this.files = Map.copyOf(files);
        tenants.forEach(tenant -> this.tenants.put(tenant.name(), tenant));
    }

    public Configuration configuration() {
        return configuration;
    }

    /** The file of a layer, as the tree names it that it was read from; empty for a layer of another folder. */
    public Optional<Path> file(Layer layer) {
        return Optional.ofNullable(files.get(layer.file()));
    }

    /**
     * The files that each tenant's configuration comes from, whether they set something or not: the fleet's, those of
     * its groups and of the groups they build on, and its own. A tenant with errors, or with a file whose name is
     * unclear, is left out.
     */
    public Map<TenantId, List<Path>> sources() {
        Map<TenantId, List<Path>> sources = new LinkedHashMap<>();
        for (Tenant tenant : tenants.values()) {
            List<Path> paths = tenant.layers().stream()
                    .flatMap(spec -> file(spec.layer()).stream())
                    .toList();
            if (tenant.state() != null && paths.size() == tenant.layers().size()) {
                sources.put(tenant.state().tenant(), paths);
            }
        }
        return sources;
    }

    /** Whether a file of this name is there, with errors or without. */
    public boolean hasTenant(String name) {
        return tenants.containsKey(name);
    }

    /** The tenant that was probably meant where there is none of this name. */
    public Optional<String> closestTenant(String name) {
        return Closest.to(name, tenants.keySet());
    }

    /** Where each of the tenant's values comes from; empty where there is no such tenant or its layers have errors. */
    public Optional<Explanation> explain(String name) {
        Tenant tenant = tenants.get(name);
        return tenant == null || tenant.state() == null
                ? Optional.empty()
                : Optional.of(new Provenance(tenant.state(), tenant.layers()).explain());
    }
}
