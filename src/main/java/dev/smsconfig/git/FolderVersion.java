package dev.smsconfig.git;

import dev.smsconfig.state.Provenance;
import org.jspecify.annotations.Nullable;

/**
 * What git knows of a config folder as it was read.
 *
 * @param provenance the commit it was read from, or the one it differs from where it is dirty; null where no commit
 *     stands behind it
 * @param dirty whether the files on disk were read because they differ from the commit
 * @param note what people should know about it, or null
 */
public record FolderVersion(
        @Nullable Provenance provenance,
        boolean dirty,
        @Nullable String note) {

    /** Whether what was read is exactly what a commit holds. */
    public boolean isCommitted() {
        return provenance != null && !dirty;
    }
}
