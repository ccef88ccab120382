package dev.smsconfig.secret;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The files of a config folder as the commit has them that a run reads. Has to be safe for use by several threads. */
@FunctionalInterface
public interface CommittedFiles {

    /**
     * @param path from the config folder, without {@code ..} in it
     * @return the content, or null where it has more bytes than {@code limit}
     * @throws java.nio.file.NoSuchFileException where the commit has no file there: nothing, a folder, a link
     */
    byte @Nullable [] read(String path, int limit) throws IOException;
}
