package dev.smsconfig.source;

import dev.smsconfig.state.LabelSelector;
import dev.smsconfig.state.ShareOrCount;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code fleet.yaml} says about all tenants together.
 *
 * @param defaultEnvironment the name of one of {@code environments}
 * @param environments by name, in the order of the file
 * @param maxChanged how much of the fleet one run may change
 * @param allowedSigners the file with the keys whose signatures on commits count, from the repository's root; or null
 */
public record Fleet(
        String defaultEnvironment,
        Map<String, Environment> environments,
        PlaintextPolicy plaintext,
        ShareOrCount maxChanged,
        Rollout rollout,
        @Nullable String allowedSigners) {

    public Fleet {
        environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
    }

    /** The environment of that name, or empty where the file defines none. */
    public Optional<Environment> environment(String name) {
        return Optional.ofNullable(environments.get(name));
    }

    /**
     * In which order tenants are saved and when that stops.
     *
     * @param waves at least one; a tenant belongs to the first that matches it, and the last matches every tenant
     */
    public record Rollout(List<Wave> waves, FailureBudget failureBudget) {

        public Rollout {
            waves = List.copyOf(waves);
        }
    }

    /** A part of the fleet that is saved before the next one begins. */
    public record Wave(String name, LabelSelector select) {}

    /**
     * How many tenants may fail before no further save begins; the lower of the two counts.
     *
     * @param max a number of tenants, at least 1, or null for no limit of that kind
     * @param percent of the inventory, 0 to 100
     */
    public record FailureBudget(@Nullable Integer max, int percent) {}
}
