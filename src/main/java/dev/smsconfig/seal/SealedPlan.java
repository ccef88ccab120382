package dev.smsconfig.seal;

import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.state.SealPublicKey;
import dev.smsconfig.state.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A plan as a file holds it: what was found in each tenant, for an apply to carry out exactly that.
 *
 * @param tenants wave by wave, in the order in which they are saved; each once
 * @param sha256 the hash of every byte before the file's last line, in lower-case hexadecimal
 * @param signature over that hash, or null where the file carries none
 */
public record SealedPlan(
        Header header,
        List<Tenant> tenants,
        String sha256,
        @Nullable Signature signature) {

    /** The only format that this version writes and reads. */
    public static final String FORMAT_VERSION = "1";

    /** Keeps the signature from being taken for one over something else that is signed with the same key. */
    private static final String PURPOSE = "smsconfig-sealed-plan-v1";

    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9-]{1,40}");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,39}");
    private static final Pattern SEED = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern DESIRED = Pattern.compile("hmac:[A-Za-z0-9]{1,12}:[A-Za-z0-9_-]{22}");

    public SealedPlan {
        tenants = List.copyOf(tenants);
    }

    /**
     * Where the plan comes from and what it is about.
     *
     * @param keyCheck tells whether fingerprints in the plan can be compared with those made elsewhere
     */
    public record Header(Origin origin, Place place, Scope scope, String keyCheck) {}

    /**
     * What the plan was made from.
     *
     * @param run the run that made it
     * @param madeAt when that run began
     * @param commit what the config folder was read from, or null
     * @param dirty whether the folder differed from that commit
     */
    public record Origin(
            String run, Instant madeAt, @Nullable String commit, boolean dirty) {

        public Origin {
            require(RUN, run);
            // git would read other texts as expressions
            if (commit != null) {
                require(COMMIT, commit);
            }
        }
    }

    /**
     * Where its tenants live.
     *
     * @param environment the environment's name
     * @param address the template of their addresses, or {@code embedded}
     */
    public record Place(String environment, String address) {

        public Place {
            require(NAME, environment);
        }
    }

    /**
     * Which tenants it is about.
     *
     * @param selection how they were chosen, as one would write it on the command line; null for all of them
     * @param fleet how many tenants the environment had, chosen or not
     * @param seed what puts the tenants of a wave in order: 16 hexadecimal digits
     */
    public record Scope(@Nullable String selection, int fleet, String seed) {

        public Scope {
            require(SEED, seed);
        }
    }

    /**
     * One tenant.
     *
     * @param file where its configuration stands, relative to the config folder
     * @param desired the keyed hash of what git said
     */
    public record Tenant(TenantId tenant, String wave, String file, String desired, Finding finding) {

        public Tenant {
            require(NAME, wave);
            require(DESIRED, desired);
        }
    }

    /**
     * What was found in it. Fields that git manages and that are not named here held what git said.
     *
     * @param changes secrets as fingerprints
     * @param unverifiable fields that the server masks
     */
    public record Finding(OutcomeKind outcome, List<FieldChange> changes, List<String> unverifiable) {

        public Finding {
            changes = List.copyOf(changes);
            unverifiable = List.copyOf(unverifiable);
        }

        /** Whether the plan is to save the tenant. */
        public boolean isToBeSaved() {
            return outcome == OutcomeKind.PLANNED;
        }
    }

    /**
     * A signature made with an installation's own key.
     *
     * @param key the key's id
     * @param base64 the signature: Ed25519 (RFC 8032), 64 bytes
     */
    public record Signature(String key, String base64) {}

    /** Whether the file carries a signature over its hash that the owner of this key made. */
    public boolean isSignedBy(SealPublicKey key) {
        Signature carried = signature;
        return carried != null
                && carried.key().equals(key.id())
                && key.verify(signed(sha256), Base64.getDecoder().decode(carried.base64()));
    }

    private static void require(Pattern form, String text) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException("not of the form " + form);
        }
    }

    /** The bytes under a signature. */
    static byte[] signed(String sha256) {
        return (PURPOSE + "\n" + sha256 + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
