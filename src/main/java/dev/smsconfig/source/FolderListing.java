package dev.smsconfig.source;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the files of a config folder and refuses what must not be there, so that no file is passed over in silence. */
final class FolderListing {

    static final String FLEET = "fleet.yaml";
    static final String TENANTS = "tenants";
    static final String YAML = ".yaml";

    private static final String GROUPS = "groups";
    private static final Set<String> ADMITTED = Set.of(".gitkeep", "README.md");
    private static final Pattern LEFTOVER = Pattern.compile(".*(?:\\.orig|\\.rej|\\.bak|\\.sw[a-p]|~)");
    private static final Pattern YAML_FILE = Pattern.compile("(?i).*\\.ya?ml");

    private final Path root;
    private final String label;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Path> tenantFiles = new ArrayList<>();

    FolderListing(Path root) {
        this.root = root;
        this.label = slashed(root);
    }

    /** Looks through the folder; call once. */
    FolderListing look() {
        lookAtTop();
        Path tenants = root.resolve(TENANTS);
        if (Files.isSymbolicLink(tenants)) {
            refuse(tenants, Rule.FILE_SYMLINK, "a symbolic link; put the folder itself here");
        } else if (!Files.isDirectory(tenants)) {
            refuse(tenants, Rule.FOLDER_NO_TENANTS, "no such folder; create it with one YAML file for each tenant");
        } else {
            lookAtTenants(tenants);
        }
        return this;
    }

    List<Path> tenantFiles() {
        return tenantFiles;
    }

    List<Problem> problems() {
        return problems;
    }

    /** The path of a file of the folder as a user would type it. */
    String label(Path path) {
        String relative = origin(path);
        if (relative.isEmpty()) {
            return label.isEmpty() ? "." : label;
        }
        return label.isEmpty() ? relative : label.endsWith("/") ? label + relative : label + "/" + relative;
    }

    /** The path of a file relative to the folder. */
    String origin(Path path) {
        return slashed(root.relativize(path));
    }

    private static String slashed(Path path) {
        return Characters.printable(path.toString().replace(path.getFileSystem().getSeparator(), "/"));
    }

    private void lookAtTop() {
        try (Stream<Path> entries = Files.list(root)) {
            entries.forEach(entry -> {
                String name = name(entry);
                if (name.equals(GROUPS)) {
                    refuse(
                            entry,
                            Rule.CONFIG_NOT_YET_SUPPORTED,
                            "this version does not have the folder 'groups' yet; remove it");
                } else if (YAML_FILE.matcher(name).matches() && !name.equals(FLEET)) {
                    refuse(
                            entry,
                            Rule.FILE_NAME,
                            "not read here; name the fleet's file fleet.yaml and put tenant files into 'tenants'");
                }
            });
        } catch (IOException e) {
            refuse(root, Rule.FILE_UNREADABLE, "cannot be listed; check the folder's permissions");
        }
    }

    private void lookAtTenants(Path tenants) {
        int before = problems.size();
        try {
            Files.walkFileTree(tenants, new TenantFolderVisitor(tenants));
        } catch (IOException e) {
            refuse(tenants, Rule.FILE_UNREADABLE, "cannot be listed; check the folder's permissions");
        }
        if (tenantFiles.isEmpty() && problems.size() == before) {
            refuse(tenants, Rule.FOLDER_NO_TENANTS, "no tenant file in it; add one such as Cust00001.yaml");
        }
    }

    private final class TenantFolderVisitor extends SimpleFileVisitor<Path> {

        private final Path top;

        TenantFolderVisitor(Path top) {
            this.top = top;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (name(folder).startsWith(".") && !folder.equals(top)) {
                refuse(folder, Rule.FILE_HIDDEN, "a hidden folder; its files are not read, move or remove it");
                return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            look(file, attributes);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            refuse(file, Rule.FILE_UNREADABLE, "cannot be read; check the permissions");
            return FileVisitResult.CONTINUE;
        }
    }

    private void look(Path file, BasicFileAttributes attributes) {
        String name = name(file);
        if (attributes.isSymbolicLink()) {
            refuse(file, Rule.FILE_SYMLINK, "a symbolic link; put the file or folder itself here");
        } else if (ADMITTED.contains(name)) {
            return;
        } else if (LEFTOVER.matcher(name).matches()) {
            refuse(file, Rule.FILE_LEFTOVER, "left over from an editor or a merge; delete it");
        } else if (name.startsWith(".")) {
            if (YAML_FILE.matcher(name).matches()) {
                refuse(file, Rule.FILE_HIDDEN, "a hidden file; it would not be read, rename or delete it");
            }
        } else if (!attributes.isRegularFile()) {
            refuse(file, Rule.FILE_IRREGULAR, "not a regular file; remove it");
        } else if (!name.endsWith(YAML)) {
            refuse(file, Rule.FILE_NAME, "not a tenant file by its name; rename it to end with .yaml, or move it away");
        } else {
            tenantFiles.add(file);
        }
    }

    private void refuse(Path path, Rule rule, String message) {
        problems.add(new Problem(label(path), 1, 1, rule, Problem.Severity.ERROR, message));
    }

    static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }
}
