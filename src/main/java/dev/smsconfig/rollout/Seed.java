package dev.smsconfig.rollout;

import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Puts tenants into an order that looks like chance and is the same each time it is asked: where the first of a wave
 * fail, it is not always the beginning of the alphabet. A tenant's place among others does not depend on who they are.
 *
 * @param text 16 hexadecimal digits, as it is recorded
 */
public record Seed(String text) {

    private static final int DIGITS = 16;

    /** The seed of a run: anybody who has its id can check the order. */
    public static Seed of(String runId) {
        return new Seed(hash(runId).substring(0, DIGITS));
    }

    /** The tenants by SHA-256 of {@code seed:tenant}. */
    List<DesiredState> ordered(Collection<DesiredState> fleet) {
        Map<TenantId, String> ranks = new HashMap<>();
        fleet.forEach(desired ->
                ranks.put(desired.tenant(), hash(text + ":" + desired.tenant().value())));
        List<DesiredState> ordered = new ArrayList<>(fleet);
        ordered.sort(Comparator.comparing(desired -> ranks.getOrDefault(desired.tenant(), "")));
        return ordered;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
