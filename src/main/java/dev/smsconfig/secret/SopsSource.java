package dev.smsconfig.secret;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a SOPS file is read from. Two that are equal are about the same file. */
sealed interface SopsSource {

    /** The last part of its path. */
    String name();

    /** Equal to an earlier one where the file is still the same. */
    Object stamp() throws IOException;

    /** @return null where it has more bytes than {@code limit} */
    byte @Nullable [] read(int limit) throws IOException;

    /** Lets the sops program open it, with the arguments of {@link SopsProgram#value}. */
    String ask(SopsProgram program, List<String> keys, String cause) throws IOException, SopsRefusal;

    /** A file on disk. */
    record OnDisk(Path path) implements SopsSource {

        private record Stamp(
                long size, FileTime modified, @Nullable Object key) {}

        @Override
        public String name() {
            return String.valueOf(path.getFileName());
        }

        @Override
        public Object stamp() throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
        }

        @Override
        public byte @Nullable [] read(int limit) throws IOException {
            try (InputStream in = Files.newInputStream(path)) {
                byte[] bytes = in.readNBytes(limit + 1);
                return bytes.length > limit ? null : bytes;
            }
        }

        @Override
        public String ask(SopsProgram program, List<String> keys, String cause) throws SopsRefusal {
            return program.value(path, keys, cause);
        }
    }

    /** A file of the commit that is read, which does not change. */
    record InCommit(String path, CommittedFiles files) implements SopsSource {

        private static final int MOST_BYTES = 16 * 1024 * 1024;

        @Override
        public String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        @Override
        public Object stamp() {
            return "";
        }

        @Override
        public byte @Nullable [] read(int limit) throws IOException {
            return files.read(path, limit);
        }

        /** The program reads files only; what is written for it is as encrypted as in the commit. */
        @Override
        public String ask(SopsProgram program, List<String> keys, String cause) throws IOException, SopsRefusal {
            byte[] bytes = files.read(path, MOST_BYTES);
            if (bytes == null) {
                throw SopsRefusal.of("the file is larger than 16 MiB; divide it");
            }
            Path folder = Files.createTempDirectory("sops");
            Path file = folder.resolve(name()); // the program tells the format by the name
            try {
                Files.write(file, bytes);
                return program.value(file, keys, cause);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        }
    }
}
