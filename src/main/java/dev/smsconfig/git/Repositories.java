package dev.smsconfig.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.RawParseUtils;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/** Finds the repository that a folder lies in. */
final class Repositories {

    /** The coarsest of the file systems in use: FAT. */
    static final Duration TIMESTAMP_RESOLUTION = Duration.ofSeconds(2);

    static {
        SystemReader.setInstance(new Discreet(SystemReader.getInstance()));
    }

    private static final byte[] PARENT = Constants.encodeASCII("parent ");

    private Repositories() {}

    /** @return null where the folder lies in none; has to be closed otherwise */
    static @Nullable Repository around(Path folder) throws IOException {
        FileRepositoryBuilder builder = new FileRepositoryBuilder();
        builder.findGitDir(existing(folder).toRealPath().toFile());
        return builder.getGitDir() == null ? null : builder.build();
    }

    /**
     * The path of a folder in a repository that has a working tree.
     *
     * @param folder need not exist
     */
    static String pathIn(Repository repository, Path folder) throws IOException {
        Path there = existing(folder);
        Path real = there.toRealPath()
                .resolve(there.relativize(folder.toAbsolutePath().normalize()))
                .normalize();
        Path top = repository.getWorkTree().toPath().toRealPath();
        return top.relativize(real).toString().replace(File.separatorChar, '/');
    }

    /** The commits that a shallow clone ends with: they have parents, and the clone has not. */
    static Set<ObjectId> ends(Repository repository) throws IOException {
        Set<ObjectId> ends = new HashSet<>();
        for (ObjectId commit : repository.getObjectDatabase().getShallowCommits()) {
            // git lists a root commit too; what it lists, JGit takes for one without parents
            byte[] raw = repository.open(commit, Constants.OBJ_COMMIT).getCachedBytes();
            if (RawParseUtils.match(raw, RawParseUtils.nextLF(raw, 0), PARENT) >= 0) {
                ends.add(commit);
            }
        }
        return ends;
    }

    private static Path existing(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        Path parent = path.getParent();
        while (!Files.isDirectory(path) && parent != null) {
            path = parent;
            parent = path.getParent();
        }
        return path;
    }

    /**
     * JGit measures how finely a file system keeps time, with files that it writes into the repository, and keeps the
     * result in the user's home. We only look, so it is told a coarse value instead: a file that is younger is compared
     * by its content.
     */
    private static final class Discreet extends SystemReader.Delegate {

        Discreet(SystemReader reader) {
            super(reader);
        }

        @Override
        public StoredConfig getUserConfig() throws ConfigInvalidException, IOException {
            return new UserConfig(super.getUserConfig());
        }
    }

    private static final class UserConfig extends StoredConfig {

        UserConfig(Config own) {
            super(own);
        }

        @Override
        public long getTimeUnit(String section, String subsection, String name, long otherwise, TimeUnit unit) {
            return section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
                    ? unit.convert(TIMESTAMP_RESOLUTION)
                    : super.getTimeUnit(section, subsection, name, otherwise, unit);
        }

        @Override
        public void load() {
            // what it stands before is loaded
        }

        @Override
        public void save() {
            // nothing is kept
        }
    }
}
