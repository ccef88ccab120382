package dev.smsconfig.state;

/**
 * What a field of a configuration holds. Closed: a text that may be shown, a {@link Secret}, a {@link SecretReference}
 * that still has to be resolved, or something the server holds but does not show.
 */
public sealed interface Value permits Value.Text, Value.Masked, Secret, SecretReference {

    static Value text(String text) {
        return new Text(text);
    }

    /** Whether it must never be shown, not even in part. */
    default boolean isSensitive() {
        return true;
    }

    /** A value that may be shown. */
    record Text(String text) implements Value {
        @Override
        public boolean isSensitive() {
            return false;
        }
    }

    /** A secret that the server blanks or masks when it is read: it may hold anything. */
    record Masked() implements Value {}
}
