package dev.smsconfig.plan;

import org.jspecify.annotations.Nullable;

/**
 * One field that differs. Everything in it may be shown: a sensitive value stands there as its fingerprint.
 *
 * @param field the property's name, for a provider setting {@code NsPluginConfig.key}
 * @param from what the server holds, {@value #MASKED} where it does not show it, or null where it holds nothing
 * @param to what it should hold, or null where it should hold nothing
 * @param sensitive whether {@code from} and {@code to} are fingerprints
 */
public record FieldChange(
        String field, @Nullable String from, @Nullable String to, boolean sensitive, Cause cause) {

    /** Stands for a value that the server blanks or masks. */
    public static final String MASKED = "(masked)";
}
