package dev.smsconfig.cli;

import dev.smsconfig.audit.AnchorUnusableException;
import dev.smsconfig.audit.CheckpointAnchor;
import dev.smsconfig.audit.CheckpointConflictException;
import dev.smsconfig.audit.CheckpointLedger;
import dev.smsconfig.audit.StoredCheckpoint;
import dev.smsconfig.git.AppendOnlyBranch;
import dev.smsconfig.git.BranchUnusableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps checkpoints on a branch of the repository that the config folder lies in. */
record BranchAnchor(AppendOnlyBranch branch) implements CheckpointAnchor {

    @Override
    public String name() {
        return "the branch " + branch.branch();
    }

    @Override
    public String place() {
        return "branch " + branch.branch();
    }

    /** By what the branch has: another clone of the repository has another branch. */
    @Override
    public List<StoredCheckpoint> missing(CheckpointLedger ledger) throws IOException {
        Set<String> there = branch.names();
        String place = place() + "/";
        return ledger.all().stream()
                .filter(checkpoint -> !there.contains(checkpoint.fileName())
                        || !(place + checkpoint.fileName()).equals(checkpoint.exportedTo()))
                .toList();
    }

    @Override
    public void add(StoredCheckpoint checkpoint) throws IOException {
        String name = checkpoint.fileName();
        try {
            boolean added = branch.add(
                    name,
                    checkpoint.note().getBytes(StandardCharsets.UTF_8),
                    "Checkpoint of " + checkpoint.size() + " events, run " + checkpoint.runId() + "\n",
                    checkpoint.createdAt());
            if (!added) {
                throw new CheckpointConflictException(name);
            }
        } catch (BranchUnusableException e) {
            throw new AnchorUnusableException(e.reason());
        }
    }

    @Override
    public List<String> names() throws IOException {
        try {
            return List.copyOf(branch.names());
        } catch (BranchUnusableException e) {
            throw new AnchorUnusableException(e.reason());
        }
    }

    @Override
    public byte[] read(String name) throws IOException {
        return branch.read(name);
    }

    /** At one go: each look at a branch reads its tree. */
    @Override
    public Map<String, byte[]> files() throws IOException {
        try {
            return branch.files();
        } catch (BranchUnusableException e) {
            throw new AnchorUnusableException(e.reason());
        }
    }
}
