package dev.smsconfig.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files of one folder that are written at the same time; each is whole, or as it was before. */
public final class ReportFiles implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final Map<Path, Unchecked> open = new LinkedHashMap<>();

    /** @throws IOException where the folder can't be made */
    public ReportFiles(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /**
     * Begins a file that takes its name once {@link #keep} is called.
     *
     * @return what fails with an {@link UncheckedIOException}, so that writers of whatever library let it pass
     */
    public OutputStream open(String name) throws IOException {
        Path file = folder.resolve(name);
        Unchecked out = new Unchecked(new BufferedOutputStream(Files.newOutputStream(unfinished(file)), BUFFER));
        open.put(file, out);
        return out;
    }

    /** Gives the files their names, all that were begun. */
    public void keep() throws IOException {
        // first all, so that a full disk leaves every file as it was
        open.values().forEach(Unchecked::close);
        for (Path file : open.keySet()) {
            Files.move(unfinished(file), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Takes away what is not finished. */
    @Override
    public void close() throws IOException {
        for (Map.Entry<Path, Unchecked> entry : open.entrySet()) {
            try {
                entry.getValue().close();
            } catch (UncheckedIOException e) {
                // its rest can't be written: told already by what failed first
            }
            Files.deleteIfExists(unfinished(entry.getKey()));
        }
    }

    private static Path unfinished(Path file) {
        return file.resolveSibling(file.getFileName() + ".tmp");
    }

    private static final class Unchecked extends OutputStream {

        private final OutputStream out;

        Unchecked(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) {
            try {
                out.write(b);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void flush() {
            // when it is closed: writers flush more often than files need it
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
