package dev.smsconfig.lease;

import org.jspecify.annotations.Nullable;

/**
 * A process as others can find it again.
 *
 * @param host the machine's name, for people; two machines may share one
 * @param space what process ids count in and who sees them: boot, namespace and user; null where that is not known
 * @param started tells processes apart that had the same id one after the other; null where that is not known
 */
public record ProcessIdentity(
        String host,
        @Nullable String space,
        long pid,
        @Nullable String started) {

    /** For people. */
    @Override
    public String toString() {
        return "host " + host + ", process " + pid;
    }
}
