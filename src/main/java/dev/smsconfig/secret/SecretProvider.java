package dev.smsconfig.secret;

import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretUnavailableException;
import org.jspecify.annotations.Nullable;

/** One kind of place that secrets lie in. Safe for use by several threads. */
@FunctionalInterface
interface SecretProvider {

    /**
     * What lies somewhere.
     *
     * @param text may be empty or have several lines, which is for the caller to judge
     * @param version as {@link dev.smsconfig.state.SecretUse} has it
     */
    record Found(String text, @Nullable String version) {

        /** Not the text. */
        @Override
        public String toString() {
            return "Found(***)";
        }
    }

    /**
     * @param reference one of this provider's
     * @return what lies there, read anew
     * @throws SecretUnavailableException where there is no such secret, or it can't be read
     */
    Found read(SecretReference reference) throws SecretUnavailableException;
}
