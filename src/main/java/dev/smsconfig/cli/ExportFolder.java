package dev.smsconfig.cli;

import dev.smsconfig.source.TenantExport;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Writes exported tenants into a config folder: each file whole or not at all, and none over one that is there. */
final class ExportFolder {

    private static final String IGNORE = ".gitignore";

    private final Path folder;
    private final boolean withSecrets;

    ExportFolder(Path folder, boolean withSecrets) {
        this.folder = folder;
        this.withSecrets = withSecrets;
    }

    /** Whether the folder has a file for the tenant, wherever below {@code tenants}. */
    boolean has(TenantId tenant) throws IOException {
        Path tenants = folder.resolve("tenants");
        if (!Files.isDirectory(tenants)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(tenants)) {
            String name = tenant.value() + ".yaml";
            return files.anyMatch(file -> file.getFileName().toString().equalsIgnoreCase(name));
        }
    }

    /** The secrets first: a tenant file never names one that is not there. */
    void write(TenantId tenant, TenantExport export, String text) throws IOException {
        if (withSecrets && !export.secrets().isEmpty()) {
            keepOutOfGit();
            for (Map.Entry<String, Secret> secret : export.secrets().entrySet()) {
                Path file = folder.resolve(secret.getKey());
                Files.createDirectories(file.getParent(), ownerOnly("rwx------"));
                create(file, secret.getValue().expose(), "rw-------");
            }
        }
        Path tenants = Files.createDirectories(folder.resolve("tenants"));
        create(tenants.resolve(tenant.value() + ".yaml"), text, "rw-r--r--");
    }

    /** Before the first secret lies there, so that not even a commit in between can take it along. */
    private void keepOutOfGit() throws IOException {
        Path secrets = folder.resolve(TenantExport.SECRETS);
        Files.createDirectories(secrets, ownerOnly("rwx------"));
        Path ignore = secrets.resolve(IGNORE);
        if (!Files.exists(ignore, LinkOption.NOFOLLOW_LINKS)) {
            create(ignore, "*\n", "rw-r--r--");
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
        return java.nio.file.FileSystems.getDefault()
                        .supportedFileAttributeViews()
                        .contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
