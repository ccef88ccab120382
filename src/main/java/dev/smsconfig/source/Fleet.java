package dev.smsconfig.source;

import dev.smsconfig.rollout.Policies;
import dev.smsconfig.rollout.Schedule;
import dev.smsconfig.state.SecretReference;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code fleet.yaml} says about all tenants together, key by key.
 *
 * @param defaultEnvironment the name of one of {@code environments}
 * @param environments by name, in the order of the file
 * @param policies how each environment is changed, by its name
 * @param schedule when a run is due, or null where nothing is expected
 * @param allowedSigners the file with the keys whose signatures on commits count, from the repository's root; or null
 * @param evidence where the installation's keys lie, and what is kept as proof
 */
public record Fleet(
        String defaultEnvironment,
        Map<String, Environment> environments,
        PlaintextPolicy plaintext,
        Map<String, Policies> policies,
        @Nullable Schedule schedule,
        @Nullable String allowedSigners,
        Evidence evidence) {

    public Fleet {
        environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
        policies = Map.copyOf(policies);
        if (!policies.keySet().equals(environments.keySet())) {
            throw new IllegalArgumentException("each environment has its policies");
        }
    }

    /** The environment of that name, or empty where the file defines none. */
    public Optional<Environment> environment(String name) {
        return Optional.ofNullable(environments.get(name));
    }

    /** What makes the installation's word hold. */
    public record Evidence(Keys keys, Audit audit) {}

    public Keys keys() {
        return evidence.keys();
    }

    public Audit audit() {
        return evidence.audit();
    }

    /**
     * Where proof of the audit trail is kept.
     *
     * @param checkpoints the whole path of a folder outside of the job repository, or null
     * @param branch the name of a branch of the config folder's git repository instead of a folder, or null
     * @param origin the name under which the trail is signed, or null
     */
    public record Audit(
            @Nullable String checkpoints,
            @Nullable String branch,
            @Nullable String origin) {

        public static final Audit NONE = new Audit(null, null, null);
    }

    /**
     * Keys of the installation that outlive a work folder. Each is one for all tenants.
     *
     * @param fingerprint the keys that make fingerprints, in Base64, one a line, the newest last; null for those of the
     *     work folder
     * @param signing the Ed25519 key that seals what the installation says, PKCS#8 in PEM; or null
     * @param audit the Ed25519 key that signs checkpoints of the audit trail, in the same form; null for the work folder's
     */
    public record Keys(
            @Nullable SecretReference fingerprint,
            @Nullable SecretReference signing,
            @Nullable SecretReference audit) {

        public static final Keys NONE = new Keys(null, null, null);
    }

    /** How that environment is changed. */
    public Policies policies(String environment) {
        Policies own = policies.get(environment);
        if (own == null) {
            throw new IllegalArgumentException("the fleet has no such environment");
        }
        return own;
    }
}
