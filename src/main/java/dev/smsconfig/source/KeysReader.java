package dev.smsconfig.source;

import dev.smsconfig.state.SecretReference;
import org.jspecify.annotations.Nullable;

/** Reads {@code keys} of a fleet: where the installation's keys lie that outlive a work folder. */
final class KeysReader {

    static final Schema KEYS = Schema.of("fingerprint", "signing", "audit");

    private final FileProblems problems;

    KeysReader(FileProblems problems) {
        this.problems = problems;
    }

    Fleet.Keys read(@Nullable Fields keys) {
        return keys == null
                ? Fleet.Keys.NONE
                : new Fleet.Keys(
                        reference(keys.optional("fingerprint")),
                        reference(keys.optional("signing")),
                        reference(keys.optional("audit")));
    }

    private @Nullable SecretReference reference(@Nullable Node node) {
        // a literal is refused whatever the fleet says about plain text
        if (node == null
                || !(new Values(PlaintextPolicy.DENY, problems).reference(node) instanceof SecretReference reference)) {
            return null;
        }
        if (reference.isPerTenant()) {
            problems.error(Rule.SECRET_REFERENCE, node.at(), "one key serves all tenants; write it without {tenant}");
            return null;
        }
        return reference;
    }
}
