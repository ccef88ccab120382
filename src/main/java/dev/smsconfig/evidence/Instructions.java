package dev.smsconfig.evidence;

import dev.smsconfig.tlog.VerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.stream.Collectors;

/** What tells a reader how to check evidence without us: the steps, and the public keys. */
final class Instructions {

    private Instructions() {}

    /**
     * @param kind of evidence: {@code bundle}, {@code proof}, {@code sample} or {@code pack}
     * @param keys that signed what it takes to verify it
     */
    static void add(EvidenceFiles files, String kind, Collection<VerifierKey> keys) throws IOException {
        files.add(
                BundleExport.KEYS,
                keys.stream().map(VerifierKey::text).distinct().sorted().collect(Collectors.joining("\n", "", "\n")));
        try (InputStream in = Instructions.class.getResourceAsStream(kind + ".md")) {
            if (in == null) {
                throw new IllegalStateException("the instructions are not in the jar");
            }
            files.add("README.md", in.readAllBytes());
        }
    }
}
