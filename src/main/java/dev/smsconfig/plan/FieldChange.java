package dev.smsconfig.plan;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One field that differs. Everything in it may be shown: a sensitive value stands there as its fingerprint.
 *
 * @param field the property's name, for a provider setting {@code NsPluginConfig.key}
 * @param from what the server holds, {@value #MASKED} where it does not show it, or null where it holds nothing
 * @param to what it should hold, or null where it should hold nothing
 * @param sensitive whether {@code from} and {@code to} are fingerprints
 * @param treatment what is done about it; null is read as HEAL, as records of earlier versions have none
 */
public record FieldChange(
        String field, @Nullable String from, @Nullable String to, boolean sensitive, Cause cause, Treatment treatment) {

    /** Stands for a value that the server blanks or masks. */
    public static final String MASKED = "(masked)";

    // 6 parameters: what a difference is (5) and what is done about it, which everyone shows together

    @SuppressWarnings("ConstantValue")
    public FieldChange {
        treatment = Objects.requireNonNullElse(treatment, Treatment.HEAL);
    }

    /** A difference that is healed. */
    public static FieldChange healed(
            String field, @Nullable String from, @Nullable String to, boolean sensitive, Cause cause) {
        return new FieldChange(field, from, to, sensitive, cause, Treatment.HEAL);
    }

    /** The same difference, treated otherwise. */
    public FieldChange treated(Treatment other) {
        return new FieldChange(field, from, to, sensitive, cause, other);
    }
}
