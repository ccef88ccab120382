package dev.smsconfig.cli;

import dev.smsconfig.audit.CheckpointAnchor;
import dev.smsconfig.audit.CheckpointFolder;
import dev.smsconfig.git.AppendOnlyBranch;
import dev.smsconfig.source.Fleet;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where signed checkpoints are kept.
 *
 * @param configs the config folder
 * @param given a folder that was named on the command line, or null
 * @param fleet what {@code fleet.yaml} says
 */
record CheckpointPlace(
        Setting setting, Path configs, @Nullable Path given, Fleet.Audit fleet) {

    /** Whether somebody said where. */
    boolean isChosen() {
        return given != null || fleet.checkpoints() != null || fleet.branch() != null;
    }

    CheckpointAnchor anchor() {
        AppendOnlyBranch branch = branch();
        return branch == null ? new CheckpointFolder(folder()) : new BranchAnchor(branch);
    }

    private @Nullable AppendOnlyBranch branch() {
        String branch = fleet.branch();
        return given == null && branch != null ? new AppendOnlyBranch(configs, branch) : null;
    }

    private Path folder() {
        Path flag = given;
        if (flag != null) {
            return flag;
        }
        String named = fleet.checkpoints();
        return named == null ? setting.work().resolve("checkpoints") : Path.of(named);
    }

    void warnWhereBesideTheTrail() {
        Path work = setting.work().toAbsolutePath().normalize();
        AppendOnlyBranch branch = branch();
        if (branch == null && folder().toAbsolutePath().normalize().startsWith(work)) {
            setting.note("Warning: the checkpoints of the audit trail lie in " + folder()
                    + ", where whoever changes the trail can change them too; name a folder elsewhere with --checkpoints"
                    + " DIR, or audit.checkpoints or audit.branch in fleet.yaml.");
        } else if (branch != null && isIn(work, branch)) {
            setting.note("Warning: the git repository with the checkpoints of the audit trail lies in the work folder,"
                    + " where whoever changes the trail can change them too.");
        }
    }

    private static boolean isIn(Path work, AppendOnlyBranch branch) {
        try {
            return branch.repository().startsWith(work.toRealPath());
        } catch (IOException e) {
            return false; // bringing the first checkpoint there tells it
        }
    }
}
