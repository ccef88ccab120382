package dev.smsconfig.cli;

import dev.smsconfig.source.Fleet;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where signed checkpoints are kept.
 *
 * @param given on the command line, or null
 * @param fleet what {@code fleet.yaml} says
 */
record CheckpointPlace(Setting setting, @Nullable Path given, Fleet.Audit fleet) {

    /** Whether somebody said where. */
    boolean isChosen() {
        return given != null || fleet.checkpoints() != null;
    }

    Path folder() {
        Path flag = given;
        if (flag != null) {
            return flag;
        }
        String named = fleet.checkpoints();
        return named == null ? setting.work().resolve("checkpoints") : Path.of(named);
    }

    void warnWhereBesideTheTrail() {
        Path work = setting.work().toAbsolutePath().normalize();
        if (folder().toAbsolutePath().normalize().startsWith(work)) {
            setting.note("Warning: the checkpoints of the audit trail lie in " + folder()
                    + ", where whoever changes the trail can change them too; name a folder elsewhere with --checkpoints"
                    + " DIR, or audit.checkpoints in fleet.yaml.");
        }
    }
}
