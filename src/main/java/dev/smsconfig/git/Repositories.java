package dev.smsconfig.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/** Finds the repository that a folder lies in. */
final class Repositories {

    static {
        SystemReader.setInstance(new Discreet(SystemReader.getInstance()));
    }

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

    private static Path existing(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        Path parent = path.getParent();
        while (!Files.isDirectory(path) && parent != null) {
            path = parent;
            parent = path.getParent();
        }
        return path;
    }

    /** JGit measures file systems and would write what it finds into the user's home; we only look at repositories. */
    private static final class Discreet extends SystemReader.Delegate {

        Discreet(SystemReader reader) {
            super(reader);
        }

        @Override
        public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
            return new FileBasedConfig(parent, new File("jgit-config-in-memory"), fs) {

                @Override
                public void load() {
                    // there is no file
                }

                @Override
                public void save() {
                    // nothing is kept
                }

                @Override
                public boolean isOutdated() {
                    return false;
                }
            };
        }
    }
}
