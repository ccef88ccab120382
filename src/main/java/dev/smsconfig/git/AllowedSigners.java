package dev.smsconfig.git;

import java.nio.file.Path;

/** Where the keys stand whose signatures count, in the format that {@link PinnedKeys} reads. */
public sealed interface AllowedSigners {

    /**
     * A file outside of the repository: nothing that a commit holds can change it.
     *
     * @param file has to lie outside of the repository's working tree
     */
    record Outside(Path file) implements AllowedSigners {}

    /**
     * A file of the repository. It is read from every parent of the commit in question, never from that commit, so a
     * commit that adds a key is not vouched for by it.
     *
     * @param path from the repository's root
     */
    record InRepository(String path) implements AllowedSigners {}
}
