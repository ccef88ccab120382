package dev.smsconfig.git;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** Undoes what git's {@code core.autocrlf} does to a file on its way to the disk. */
final class LineEnds {

    private LineEnds() {}

    /**
     * Content as it would be committed: with LF alone where the commit has no CRLF.
     *
     * @param committed null for a file that the commit does not have
     */
    static byte[] asIn(byte @Nullable [] committed, byte[] onDisk) {
        return committed == null || hasCrlf(committed) ? onDisk : withoutCr(onDisk);
    }

    private static boolean hasCrlf(byte[] content) {
        for (int i = 1; i < content.length; i++) {
            if (content[i] == '\n' && content[i - 1] == '\r') {
                return true;
            }
        }
        return false;
    }

    private static byte[] withoutCr(byte[] content) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(content.length);
        for (int i = 0; i < content.length; i++) {
            if (content[i] != '\r' || i + 1 == content.length || content[i + 1] != '\n') {
                kept.write(content[i]);
            }
        }
        return kept.toByteArray();
    }
}
