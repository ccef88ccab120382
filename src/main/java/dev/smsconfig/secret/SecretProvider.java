package dev.smsconfig.secret;

import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretUnavailableException;

/** One kind of place that secrets lie in. Safe for use by several threads. */
@FunctionalInterface
interface SecretProvider {

    /**
     * @param reference one of this provider's
     * @return what lies there, read anew; may be empty or have several lines, which is for the caller to judge
     * @throws SecretUnavailableException where there is no such secret, or it can't be read
     */
    String read(SecretReference reference) throws SecretUnavailableException;
}
