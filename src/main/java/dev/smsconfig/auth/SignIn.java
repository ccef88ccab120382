package dev.smsconfig.auth;

import dev.smsconfig.server.Failure;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What came of signing in. */
public sealed interface SignIn {

    /**
     * The request may leave with these headers.
     *
     * @param headers each by its name, in the clear: to be put on the request at once and not kept
     */
    record SignedIn(Map<String, String> headers) implements SignIn {

        public SignedIn {
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }

        /** Without the values: they are credentials. */
        @Override
        public String toString() {
            return "SignedIn" + headers.keySet();
        }
    }

    /** No request may leave. */
    record NotSignedIn(Failure failure) implements SignIn {}
}
