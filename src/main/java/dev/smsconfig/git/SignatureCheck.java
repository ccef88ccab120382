package dev.smsconfig.git;

import dev.smsconfig.state.Provenance.Evidence;
import dev.smsconfig.state.Provenance.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.GpgConfig;
import org.eclipse.jgit.lib.GpgConfig.GpgFormat;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.SignatureVerifier.SignatureVerification;
import org.eclipse.jgit.lib.SignatureVerifier.TrustLevel;
import org.eclipse.jgit.lib.SignatureVerifiers;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a commit's signature is worth.
 *
 * @param now the time at which OpenPGP keys have to be valid
 */
record SignatureCheck(Repository repository, @Nullable AllowedSigners signers, Instant now) {

    private static final int MOST_BYTES = 1024 * 1024;

    Signature of(RevCommit commit) {
        try {
            return check(commit);
        } catch (IOException e) {
            return claimed(
                    null, "the allowed signers can't be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private Signature check(RevCommit commit) throws IOException {
        byte[] signature = commit.getRawGpgSignature();
        if (signature == null) {
            return Signature.ABSENT;
        }
        GpgFormat format = SignatureVerifiers.getFormat(signature);
        if (format != GpgFormat.SSH && format != GpgFormat.OPENPGP) {
            return claimed(null, "only SSH and OpenPGP signatures can be verified, and this is neither");
        }
        return weigh(commit, (pinned, against) -> verify(pinned, commit, against));
    }

    /**
     * What a signature is worth that approves what the commit brings. The same keys count as for the commit:
     * one that it adds does not.
     *
     * @param namespace what the signature has to be made for
     */
    Signature over(byte[] signed, String namespace, byte[] armored, RevCommit commit) {
        SshTextSignature signature = SshTextSignature.parse(armored);
        if (signature == null) {
            return claimed(null, "it is no SSH signature");
        }
        try {
            return weigh(
                    commit,
                    (pinned, against) -> withFile(
                            pinned,
                            file -> new TextCheck(repository, file, against, now).of(signature, signed, namespace)));
        } catch (IOException e) {
            return claimed(
                    null, "the allowed signers can't be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** Checks a signature against one file of allowed signers. */
    private interface Check {
        Signature against(PinnedKeys pinned, String name) throws IOException;
    }

    /** Checks an SSH signature against a file in the format of ssh-keygen. */
    private interface Verification {
        Signature against(Path allowed) throws IOException;
    }

    private Signature weigh(RevCommit commit, Check check) throws IOException {
        if (signers instanceof AllowedSigners.Outside outside) {
            return against(outside.file(), check);
        }
        if (signers instanceof AllowedSigners.InRepository inside) {
            return againstParents(inside.path(), commit, check);
        }
        return claimed(null, "no allowed signers are given");
    }

    private Signature against(Path file, Check check) throws IOException {
        if (!Files.isRegularFile(file)) {
            return claimed(null, "there is no file " + file);
        }
        Path top = repository.getWorkTree().toPath().toRealPath();
        if (file.toRealPath().startsWith(top)) {
            return claimed(null, file + " lies in the repository, where a commit could vouch for itself");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return against(in.readNBytes(MOST_BYTES + 1), file.toString(), check);
        }
    }

    private Signature againstParents(String path, RevCommit commit, Check check) throws IOException {
        if (repository.getObjectDatabase().getShallowCommits().contains(commit)) {
            return claimed(null, "the clone is shallow and lacks the commit before it, whose " + path + " counts");
        }
        if (commit.getParentCount() == 0) {
            return claimed(null, "there is no commit before it whose " + path + " could vouch for it");
        }
        Signature worst = null;
        for (RevCommit parent : commit.getParents()) {
            Signature one = againstParent(path, parent, check);
            if (worst == null || one.state() != Evidence.VERIFIED) {
                worst = one;
            } else if (worst.state() == Evidence.VERIFIED && !Objects.equals(worst.signer(), one.signer())) {
                worst = claimed(one.key(), "the commits before it name different signers for the key");
            }
        }
        return Objects.requireNonNull(worst);
    }

    private Signature againstParent(String path, RevCommit parent, Check check) throws IOException {
        byte[] content;
        try (RevWalk walk = new RevWalk(repository)) {
            content = file(path, walk.parseCommit(parent.getId()));
        } catch (IOException e) {
            return claimed(null, "commit " + parent.name() + " before it is not in this clone");
        }
        String name = path + " of commit " + parent.name();
        return content == null
                ? claimed(null, path + " is not in commit " + parent.name() + " before it")
                : against(content, name, check);
    }

    /** @return null where there is none; of one that is too large, one byte more than is admitted */
    private byte @Nullable [] file(String path, RevCommit commit) throws IOException {
        try (TreeWalk walk = TreeWalk.forPath(repository, path, commit.getTree())) {
            if (walk == null || (walk.getRawMode(0) & FileMode.TYPE_MASK) != FileMode.TYPE_FILE) {
                return null;
            }
            ObjectLoader loader = repository.open(walk.getObjectId(0));
            try (ObjectStream in = loader.openStream()) {
                return in.readNBytes(MOST_BYTES + 1);
            }
        }
    }

    private static Signature against(byte[] allowed, String name, Check check) throws IOException {
        if (allowed.length > MOST_BYTES) {
            return claimed(null, name + " is larger than 1 MiB");
        }
        try {
            return check.against(PinnedKeys.parse(allowed), name);
        } catch (SignersMalformedException e) {
            return claimed(null, "not verified against " + name + ", which has a fault: " + e.getMessage());
        }
    }

    private Signature verify(PinnedKeys pinned, RevCommit commit, String against) throws IOException {
        if (SignatureVerifiers.getFormat(commit.getRawGpgSignature()) == GpgFormat.OPENPGP) {
            SignedCommit signed = SignedCommit.of(commit.getRawBuffer());
            return signed == null
                    ? claimed(null, "it is not signed exactly once")
                    : new OpenPgpCheck(pinned.openPgp(), against, now).of(signed.payload(), signed.signature());
        }
        return withFile(pinned, file -> verifySsh(file, commit, against));
    }

    /** The verifiers take no bytes. */
    private static Signature withFile(PinnedKeys pinned, Verification verification) throws IOException {
        Path file = Files.createTempFile("allowed_signers", null);
        try {
            Files.write(file, pinned.sshBytes());
            return verification.against(file.toRealPath());
        } finally {
            Files.delete(file);
        }
    }

    private Signature verifySsh(Path allowed, RevCommit commit, String against) throws IOException {
        Config config = new Config();
        config.setString(
                "gpg", "ssh", "allowedSignersFile", allowed.toRealPath().toString());
        SignatureVerification found;
        try {
            found = SignatureVerifiers.verify(repository, new GpgConfig(config), commit);
        } catch (RuntimeException e) {
            // the verifier parses what anybody may have written; what it trips over is no proof
            return claimed(null, "the signature can't be read");
        }
        if (found == null) {
            return claimed(null, "the signature can't be read");
        }
        String signer = found.keyUser();
        if (found.verified() && found.trustLevel() == TrustLevel.FULL && signer != null) {
            return new Signature(Evidence.VERIFIED, signer, found.keyFingerprint(), "against " + against);
        }
        return claimed(found.keyFingerprint(), "not verified against " + against + ": " + reason(found));
    }

    private static String reason(SignatureVerification found) {
        if (found.trustLevel() == TrustLevel.UNKNOWN) {
            return "the key is not in it";
        }
        String message = found.message();
        return message == null ? "the signature does not belong to the commit" : message;
    }

    static Signature claimed(@Nullable String key, String note) {
        return new Signature(Evidence.CLAIMED, null, key, note);
    }
}
