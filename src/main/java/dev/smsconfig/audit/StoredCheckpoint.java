package dev.smsconfig.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signed checkpoint of the trail as it stands in the repository.
 *
 * @param size how many events the trail had
 * @param root the root hash over them
 * @param frontier the right edge of the tree at that size, as {@link dev.smsconfig.tlog.Frontier} writes it
 * @param runId the run in which it was signed
 * @param keyName name and id of the key that signed
 * @param note the signed note
 * @param createdAt when the last of its events happened
 * @param exportedTo the file outside of the repository that has it, or null
 */
// 8 parameters: the columns of the table
public record StoredCheckpoint(
        long size,
        byte[] root,
        byte[] frontier,
        String runId,
        String keyName,
        String note,
        Instant createdAt,
        @Nullable String exportedTo) {

    /** The name of the file that has it outside of the repository. */
    public String fileName() {
        return fileName(size, runId);
    }

    public static String fileName(long size, String runId) {
        return size + "-" + runId + ".note";
    }
}
