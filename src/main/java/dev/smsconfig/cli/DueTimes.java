package dev.smsconfig.cli;

import dev.smsconfig.rollout.Schedule;
import dev.smsconfig.source.ConfigFolder;
import dev.smsconfig.source.Fleet;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** When nights are due, as the fleet on disk says. */
final class DueTimes {

    private DueTimes() {}

    /**
     * @param configs null for the default, which may be missing
     * @return null where it does not say, or can't be read: that keeps nobody from evidence
     */
    static @Nullable Schedule of(@Nullable Path configs) {
        Path folder = configs == null ? FolderOptions.DEFAULT_CONFIGS : configs;
        if (!Files.exists(folder.resolve("fleet.yaml"))) {
            return null;
        }
        Fleet fleet = ConfigFolder.read(folder).fleet();
        return fleet == null ? null : fleet.schedule();
    }
}
