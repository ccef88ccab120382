package dev.smsconfig.rollout;

import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.state.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One number for everything that a run plans, for people to approve and keys to sign: SHA-256 over a text with a line for
 * each tenant and each of its changes, ordered by tenant. Secrets are in it as their fingerprints.
 */
public final class PlanHash {

    private final Map<TenantId, String> tenants = new TreeMap<>();
    private final String head;

    /** @param commit null where no commit stands behind the plan */
    public PlanHash(String environment, @Nullable String commit) {
        head = "smsconfig-plan-v1\n" + cell(environment) + "\t" + cell(commit) + "\n";
    }

    /**
     * Adds a tenant that is to be saved, or that could not be read and is to be saved where it differs.
     *
     * @param desiredHash what git says of it, as a fingerprint
     */
    public void add(TenantId tenant, String desiredHash, List<FieldChange> changes) {
        StringBuilder text = new StringBuilder(cell(tenant.value()) + "\t" + cell(desiredHash) + "\n");
        for (FieldChange change : changes) {
            text.append('\t').append(cell(change.field()));
            text.append('\t').append(cell(change.from()));
            text.append('\t').append(cell(change.to())).append('\n');
        }
        tenants.put(tenant, text.toString());
    }

    /** 64 hexadecimal digits, in lower case. */
    public String hex() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(head.getBytes(StandardCharsets.UTF_8));
            tenants.values().forEach(text -> digest.update(text.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Nothing that a value holds looks like the end of it, and an empty one is not an absent one. */
    private static String cell(@Nullable String value) {
        return value == null
                ? "-"
                : "=" + value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }
}
