package dev.smsconfig.cli;

import dev.smsconfig.source.TenantExport;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Writes exported tenants into a config folder: each file whole or not at all, and none over one that is there. */
final class ExportFolder {

    private static final String IGNORE = ".gitignore";
    private static final String EVERYTHING = "*\n";

    private final Path folder;
    private final boolean withSecrets;

    /** In lower case: where case does not count, a file of another case is the tenant's too. */
    private final Set<String> there = new HashSet<>();

    /** @throws IOException where the tenant files that are there can't be listed */
    ExportFolder(Path folder, boolean withSecrets) throws IOException {
        this.folder = folder;
        this.withSecrets = withSecrets;
        Path tenants = folder.resolve("tenants");
        if (Files.isDirectory(tenants)) {
            try (Stream<Path> files = Files.walk(tenants)) {
                files.forEach(file -> there.add(file.getFileName().toString().toLowerCase(Locale.ROOT)));
            } catch (UncheckedIOException e) {
                throw new IOException(e); // what the stream makes of it on the way
            }
        }
    }

    /** Whether the folder had a file for the tenant, wherever below {@code tenants}. */
    boolean has(TenantId tenant) {
        return there.contains((tenant.value() + ".yaml").toLowerCase(Locale.ROOT));
    }

    /** Writes the files of new groups, which have to be there before the first tenant names them. */
    void writeGroups(Map<String, String> groups) throws IOException {
        for (Map.Entry<String, String> group : groups.entrySet()) {
            Path file = Files.createDirectories(folder.resolve("groups")).resolve(group.getKey() + ".yaml");
            create(file, group.getValue(), "rw-r--r--");
        }
    }

    /** The secrets first: a tenant file never names one that is not there. */
    void write(TenantId tenant, Map<String, Secret> secrets, String text) throws IOException {
        if (withSecrets && !secrets.isEmpty()) {
            Path own = folder.resolve(TenantExport.SECRETS).resolve(tenant.value());
            keepOutOfGit(own);
            for (Map.Entry<String, Secret> secret : secrets.entrySet()) {
                create(folder.resolve(secret.getKey()), secret.getValue().expose(), "rw-------");
            }
        }
        Path tenants = Files.createDirectories(folder.resolve("tenants"));
        create(tenants.resolve(tenant.value() + ".yaml"), text, "rw-r--r--");
    }

    /**
     * Before the first secret lies there, so that not even a commit in between can take it along. Where the folder of all
     * secrets has a list of its own, which may admit anything, each tenant's folder gets one: the nearest counts.
     */
    private void keepOutOfGit(Path own) throws IOException {
        Path secrets = folder.resolve(TenantExport.SECRETS);
        Files.createDirectories(own, ownerOnly("rwx------"));
        Path ignore = secrets.resolve(IGNORE);
        if (!Files.exists(ignore, LinkOption.NOFOLLOW_LINKS)) {
            create(ignore, EVERYTHING, "rw-r--r--");
        } else if (!Files.isRegularFile(ignore, LinkOption.NOFOLLOW_LINKS)
                || !Files.readString(ignore).equals(EVERYTHING)) {
            create(own.resolve(IGNORE), EVERYTHING, "rw-r--r--");
        }
    }

    private static void create(Path file, String text, String permissions) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && Files.readString(file).equals(text)) {
                return; // of an export that was cut off
            }
            throw new FileAlreadyExistsException(file.toString());
        }
        Path half = file.resolveSibling("." + file.getFileName() + ".part");
        Files.deleteIfExists(half);
        try (FileChannel channel = FileChannel.open(
                half, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly(permissions))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
