package dev.smsconfig.evidence;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The files of a bundle that somebody handed over: a folder or a zip. Nothing of it is trusted. */
interface BundleFiles extends Closeable {

    /** What a file that is read whole may have at most. */
    int LONGEST = 64 * 1024 * 1024;

    /** The names of all files, with slashes. */
    SortedSet<String> names() throws IOException;

    /** A file, or null where there is none of that name. */
    @Nullable
    InputStream open(String name) throws IOException;

    /** A file as a whole, or null where there is none of that name. What is too long is cut. */
    default byte @Nullable [] read(String name) throws IOException {
        try (InputStream in = open(name)) {
            return in == null ? null : in.readNBytes(LONGEST);
        }
    }

    /** @throws IOException where there is no such folder or file, or it is no zip */
    static BundleFiles of(Path path) throws IOException {
        return Files.isDirectory(path) ? new InFolder(path) : new InZip(new ZipFile(path.toFile()));
    }

    /** In a folder. */
    record InFolder(Path root) implements BundleFiles {

        @Override
        public SortedSet<String> names() throws IOException {
            SortedSet<String> names = new TreeSet<>();
            try (Stream<Path> walk = Files.walk(root)) {
                walk.filter(Files::isRegularFile)
                        .forEach(file ->
                                names.add(root.relativize(file).toString().replace('\\', '/')));
            }
            return names;
        }

        @Override
        public @Nullable InputStream open(String name) throws IOException {
            Path file = root.resolve(name).normalize();
            return file.startsWith(root.normalize()) && Files.isRegularFile(file) ? Files.newInputStream(file) : null;
        }

        @Override
        public void close() {}
    }

    /** In a zip. */
    record InZip(ZipFile zip) implements BundleFiles {

        @Override
        public SortedSet<String> names() {
            SortedSet<String> names = new TreeSet<>();
            zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .forEach(names::add);
            return names;
        }

        @Override
        public @Nullable InputStream open(String name) throws IOException {
            ZipEntry entry = zip.getEntry(name);
            return entry == null ? null : zip.getInputStream(entry);
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }
}
