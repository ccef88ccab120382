package dev.smsconfig.git;

import dev.smsconfig.state.Provenance.Evidence;
import dev.smsconfig.state.Provenance.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.GpgConfig;
import org.eclipse.jgit.lib.GpgConfig.GpgFormat;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.SignatureVerifier.SignatureVerification;
import org.eclipse.jgit.lib.SignatureVerifier.TrustLevel;
import org.eclipse.jgit.lib.SignatureVerifiers;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** Tells what a commit's signature is worth. */
record SignatureCheck(Repository repository, @Nullable AllowedSigners signers) {

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
        if (SignatureVerifiers.getFormat(signature) != GpgFormat.SSH) {
            return claimed(null, "only SSH signatures can be verified, and this is none");
        }
        if (signers instanceof AllowedSigners.Outside outside) {
            return against(outside.file(), commit);
        }
        if (signers instanceof AllowedSigners.InRepository inside) {
            return againstParents(inside.path(), commit);
        }
        return claimed(null, "no allowed signers are given");
    }

    private Signature against(Path file, RevCommit commit) throws IOException {
        if (!Files.isRegularFile(file)) {
            return claimed(null, "there is no file " + file);
        }
        Path top = repository.getWorkTree().toPath().toRealPath();
        if (file.toRealPath().startsWith(top)) {
            return claimed(null, file + " lies in the repository, where a commit could vouch for itself");
        }
        return verify(file, commit, file.toString());
    }

    private Signature againstParents(String path, RevCommit commit) throws IOException {
        if (repository.getObjectDatabase().getShallowCommits().contains(commit)) {
            return claimed(null, "the clone is shallow and lacks the commit before it, whose " + path + " counts");
        }
        if (commit.getParentCount() == 0) {
            return claimed(null, "there is no commit before it whose " + path + " could vouch for it");
        }
        Signature worst = null;
        for (RevCommit parent : commit.getParents()) {
            Signature one = againstParent(path, parent, commit);
            if (worst == null || one.state() != Evidence.VERIFIED) {
                worst = one;
            } else if (worst.state() == Evidence.VERIFIED && !Objects.equals(worst.signer(), one.signer())) {
                worst = claimed(one.key(), "the commits before it name different signers for the key");
            }
        }
        return Objects.requireNonNull(worst);
    }

    private Signature againstParent(String path, RevCommit parent, RevCommit commit) throws IOException {
        byte[] content;
        try (RevWalk walk = new RevWalk(repository)) {
            content = file(path, walk.parseCommit(parent.getId()));
        } catch (IOException e) {
            return claimed(null, "commit " + parent.name() + " before it is not in this clone");
        }
        if (content == null) {
            return claimed(null, path + " is not in commit " + parent.name() + " before it");
        }
        // the verifier takes no bytes
        Path file = Files.createTempFile("allowed_signers", null);
        try {
            Files.write(file, content);
            return verify(file, commit, path + " of commit " + parent.name());
        } finally {
            Files.delete(file);
        }
    }

    private byte @Nullable [] file(String path, RevCommit commit) throws IOException {
        try (TreeWalk walk = TreeWalk.forPath(repository, path, commit.getTree())) {
            if (walk == null || (walk.getRawMode(0) & FileMode.TYPE_MASK) != FileMode.TYPE_FILE) {
                return null;
            }
            ObjectLoader loader = repository.open(walk.getObjectId(0));
            return loader.getSize() > MOST_BYTES ? null : loader.getBytes(MOST_BYTES);
        }
    }

    private Signature verify(Path allowed, RevCommit commit, String against) throws IOException {
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

    private static Signature claimed(@Nullable String key, String note) {
        return new Signature(Evidence.CLAIMED, null, key, note);
    }
}
