package dev.smsconfig.evidence;

import dev.smsconfig.audit.CheckpointAnchor;
import dev.smsconfig.tlog.VerifierKey;
import dev.smsconfig.verification.Fault;
import dev.smsconfig.verification.Finding;
import dev.smsconfig.verification.Verification;
import dev.smsconfig.verification.Verifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Verifies a bundle as it was handed over, without a database. */
public final class BundleVerification {

    private final BundleFiles files;
    private final BundleManifest manifest;

    private BundleVerification(BundleFiles files, BundleManifest manifest) {
        this.files = files;
        this.manifest = manifest;
    }

    /**
     * @param bundle a folder, or a zip
     * @param outside checkpoints that were kept elsewhere
     * @param keys that are trusted
     * @throws NoEvidenceException where it is no bundle, so that nothing can be verified
     */
    public static Verification verify(Path bundle, List<CheckpointAnchor.Kept> outside, List<VerifierKey> keys)
            throws IOException {
        try (BundleFiles files = BundleFiles.of(bundle)) {
            byte[] json = files.read(EvidenceFiles.MANIFEST);
            BundleManifest manifest = json == null ? null : BundleManifest.parse(json);
            if (manifest == null) {
                throw new NoEvidenceException(bundle + " is no bundle of 'smsconfig audit export': it has no "
                        + EvidenceFiles.MANIFEST + " of one");
            }
            return new BundleVerification(files, manifest).verify(outside, keys);
        }
    }

    private Verification verify(List<CheckpointAnchor.Kept> outside, List<VerifierKey> keys) throws IOException {
        List<CheckpointAnchor.Kept> inside = checkpoints();
        List<CheckpointAnchor.Kept> all = new ArrayList<>(inside);
        all.addAll(outside);
        Verification found;
        try (BundleSource source = new BundleSource(files, manifest)) {
            found = new Verifier(source, all, keys).verify();
        }
        List<Finding> findings = new ArrayList<>(found.findings());
        long events = manifest.first() + found.events();
        if (findings.stream().noneMatch(finding -> finding.fault().isProof())) {
            addCut(findings, events, inside);
        }
        if (findings.stream().noneMatch(finding -> finding.fault().isProof())) {
            addChanged(findings);
        }
        return new Verification(
                found.events(),
                found.begin(),
                found.vouched(),
                found.checkpoints(),
                Math.max(0, found.outside() - inside.size()),
                findings,
                found.nothingChecked());
    }

    /** Whether the bundle has as many events as it says, and as its checkpoints are about. */
    private void addCut(List<Finding> findings, long end, List<CheckpointAnchor.Kept> inside) {
        boolean beyond = inside.stream().anyMatch(checkpoint -> checkpoint.size() > end);
        if (end < manifest.end() || beyond) {
            findings.add(new Finding(Fault.TRUNCATED, end, "the last events are missing, from event " + end + " on"));
        } else if (end > manifest.end()) {
            findings.add(new Finding(
                    Fault.INSERTED, manifest.end(), "events were added after the bundle's end at " + manifest.end()));
        }
    }

    private void addChanged(List<Finding> findings) throws IOException {
        SortedSet<String> names = new TreeSet<>(manifest.files().keySet());
        names.addAll(files.names());
        names.remove(EvidenceFiles.MANIFEST);
        for (String name : names) {
            String expected = manifest.files().get(name);
            if (expected == null || !expected.equals(hash(name))) {
                findings.add(new Finding(
                        Fault.EDITED,
                        manifest.first(),
                        "a file of the bundle was changed, removed or added since it was written: " + printable(name)));
            }
        }
    }

    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }

    private @Nullable String hash(String name) throws IOException {
        InputStream file = files.open(name);
        if (file == null) {
            return null;
        }
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new DigestInputStream(file, digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private List<CheckpointAnchor.Kept> checkpoints() throws IOException {
        List<CheckpointAnchor.Kept> kept = new ArrayList<>();
        for (String name : files.names()) {
            if (name.startsWith(BundleExport.CHECKPOINTS)) {
                byte[] note = files.read(name);
                CheckpointAnchor.Kept.named(
                                name.substring(BundleExport.CHECKPOINTS.length()), note == null ? new byte[0] : note)
                        .ifPresent(kept::add);
            }
        }
        return kept;
    }
}
