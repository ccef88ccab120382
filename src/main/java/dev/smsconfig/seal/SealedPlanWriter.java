package dev.smsconfig.seal;

import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.state.SealKey;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a plan line by line: the header, a line a tenant, and the seal, which holds the hash of every byte before its
 * line. Holds no tenant.
 */
public final class SealedPlanWriter {

    private final OutputStream out;
    private final MessageDigest digest = Sha256.digest();

    /** @param out is left open */
    public SealedPlanWriter(OutputStream out, SealedPlan.Header header) throws IOException {
        this.out = out;
        write(PlanJson.header(header));
    }

    /**
     * Adds a tenant; they come wave by wave, in the order in which they are to be saved.
     *
     * @param references of the secrets that the tenant is to have, by field: where each one lies
     */
    public void add(LedgerEntry entry, Map<String, String> references) throws IOException {
        write(PlanJson.tenant(entry, references));
    }

    /**
     * Ends the plan. Nothing may be added afterwards.
     *
     * @param key signs the hash; or null
     * @return the hash, in lower-case hexadecimal
     */
    public String seal(@Nullable SealKey key) throws IOException {
        String sha256 = HexFormat.of().formatHex(digest.digest());
        SealedPlan.Signature signature = key == null
                ? null
                : new SealedPlan.Signature(
                        key.publicKey().id(), Base64.getEncoder().encodeToString(key.sign(SealedPlan.signed(sha256))));
        out.write(PlanJson.seal(sha256, signature));
        out.write('\n');
        return sha256;
    }

    private void write(byte[] line) throws IOException {
        digest.update(line);
        digest.update((byte) '\n');
        out.write(line);
        out.write('\n');
    }
}
