package dev.smsconfig.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Zip files whose bytes depend on their content only. Nothing is compressed: what a compressor makes of it differs from one
 * Java platform to the next.
 */
final class PlainZip {

    /** The earliest time that the format can write, without a zone. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private PlainZip() {}

    /**
     * @param root what names are relative to
     * @param files in the order that they get
     * @param zip a file that is whole or not there
     */
    static void write(Path root, List<Path> files, Path zip) throws IOException {
        Path unfinished = zip.resolveSibling("." + zip.getFileName() + ".tmp");
        try {
            try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(unfinished))) {
                out.setMethod(ZipOutputStream.STORED);
                for (Path file : files) {
                    add(out, root.relativize(file).toString().replace('\\', '/'), file);
                }
            }
            Files.move(unfinished, zip, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void add(ZipOutputStream out, String name, Path file) throws IOException {
        CRC32 crc = new CRC32();
        try (InputStream in = new CheckedInputStream(Files.newInputStream(file), crc)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        entry.setSize(Files.size(file));
        entry.setCompressedSize(Files.size(file));
        entry.setCrc(crc.getValue());
        out.putNextEntry(entry);
        Files.copy(file, out);
        out.closeEntry();
    }
}
