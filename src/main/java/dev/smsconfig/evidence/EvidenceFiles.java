package dev.smsconfig.evidence;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Files on their way to an auditor: a folder, or a zip where the path says so. They are gathered beside it and appear there
 * at once, when all are written; where they are not, nothing is there. The same files give the same bytes.
 */
final class EvidenceFiles implements AutoCloseable {

    static final String MANIFEST = "manifest.json";

    private final Path result;
    private final Path gathered;

    private EvidenceFiles(Path result, Path gathered) {
        this.result = result;
        this.gathered = gathered;
    }

    /**
     * @param result a path where nothing is yet, or an empty folder
     * @throws NoEvidenceException where something is there: evidence is never mixed, nor replaced
     */
    static EvidenceFiles into(Path result) throws IOException {
        if (Files.exists(result) && !isEmptyFolder(result)) {
            throw new NoEvidenceException(result + " is there already; name a path where nothing is");
        }
        Path folder = result.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path name = result.getFileName();
        return new EvidenceFiles(result, Files.createTempDirectory(folder, "." + name + "."));
    }

    private static boolean isEmptyFolder(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.findAny().isEmpty();
        }
    }

    void add(String name, byte[] content) throws IOException {
        try (OutputStream out = open(name)) {
            out.write(content);
        }
    }

    void add(String name, String content) throws IOException {
        add(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Where somebody else writes a file of that name. */
    Path path(String name) {
        return gathered.resolve(name);
    }

    /** For a file that need not fit into memory. */
    OutputStream open(String name) throws IOException {
        Path file = gathered.resolve(name);
        Files.createDirectories(file.getParent());
        return new BufferedOutputStream(Files.newOutputStream(file));
    }

    /**
     * Adds {@code manifest.json} and puts everything where it belongs.
     *
     * @param head what the manifest says beside the files
     */
    void finish(Map<String, ?> head) throws IOException {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (Path file : files()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("path", nameOf(file));
            entry.put("bytes", Files.size(file));
            entry.put("sha256", hash(file));
            entries.add(entry);
        }
        Map<String, Object> manifest = new LinkedHashMap<>(head);
        manifest.put("files", entries);
        add(MANIFEST, PlainJson.bytes(manifest));
        if (isZip(result)) {
            PlainZip.write(gathered, files(), result);
        } else {
            Files.deleteIfExists(result); // an empty folder
            Files.move(gathered, result, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    static boolean isZip(Path path) {
        return path.toString().endsWith(".zip");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> walk = Files.walk(gathered)) {
            return walk.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(this::nameOf))
                    .toList();
        }
    }

    private String nameOf(Path file) {
        return gathered.relativize(file).toString().replace('\\', '/');
    }

    private static String hash(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        if (!Files.exists(gathered)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(gathered)) {
            for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
