package dev.smsconfig.state;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The last state of a tenant that was verified to equal the desired state, by a save or by observation.
 *
 * @param fields each managed field's text, or its fingerprint where the field is sensitive
 */
public record LastApplied(Map<String, String> fields) {

    public LastApplied {
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    }
}
