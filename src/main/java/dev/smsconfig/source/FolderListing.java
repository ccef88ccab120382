package dev.smsconfig.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the files of a config folder and refuses what must not be there, so that no file is passed over in silence. */
final class FolderListing {

    static final String FLEET = "fleet.yaml";
    static final String TENANTS = "tenants";
    static final String YAML = ".yaml";
    static final String SYMBOLIC_LINK =
            "a symbolic link; put what it leads to here (copy a Kubernetes mount first: cp -rL MOUNT FOLDER)";

    private static final String GROUPS = "groups";
    private static final Set<String> ADMITTED = Set.of(".gitkeep", "README.md");
    private static final Pattern LEFTOVER = Pattern.compile(".*(?:\\.orig|\\.rej|\\.bak|\\.sw[a-p]|~)");
    private static final Pattern YAML_FILE = Pattern.compile("(?i).*\\.ya?ml");

    private final Path root;
    private final FileTree tree;
    private final String label;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Path> tenantFiles = new ArrayList<>();
    private final List<Path> groupFiles = new ArrayList<>();

    FolderListing(Path root, FileTree tree) {
        this.root = root;
        this.tree = tree;
        this.label = slashed(root);
    }

    /** Looks through the folder; call once. */
    FolderListing look() {
        lookAtTop();
        Path tenants = root.resolve(TENANTS);
        switch (kind(tenants)) {
            case SYMBOLIC_LINK -> refuse(tenants, Rule.FILE_SYMLINK, SYMBOLIC_LINK);
            case SUBMODULE -> refuseSubmodule(tenants);
            case FOLDER -> lookAtTenants(tenants);
            default ->
                refuse(tenants, Rule.FOLDER_NO_TENANTS, "no such folder; create it with one YAML file for each tenant");
        }
        lookAtGroups(root.resolve(GROUPS));
        return this;
    }

    List<Path> tenantFiles() {
        return tenantFiles;
    }

    List<Path> groupFiles() {
        return groupFiles;
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
        for (Path entry : list(root)) {
            String name = name(entry);
            if (YAML_FILE.matcher(name).matches() && !name.equals(FLEET)) {
                refuse(
                        entry,
                        Rule.FILE_NAME,
                        "not read here; name the fleet's file fleet.yaml, put tenant files into 'tenants' and group files"
                                + " into 'groups'");
            }
        }
    }

    private List<Path> list(Path folder) {
        try {
            return tree.list(folder);
        } catch (IOException e) {
            refuse(folder, Rule.FILE_UNREADABLE, "cannot be listed; " + tree.adviceWhereUnreadable());
            return List.of();
        }
    }

    private void lookAtTenants(Path tenants) {
        int before = problems.size();
        // not by recursion: a tree in git may be deeper than the stack
        Deque<Path> folders = new ArrayDeque<>(List.of(tenants));
        while (!folders.isEmpty()) {
            for (Path entry : list(folders.pop())) {
                FileTree.Kind kind = kind(entry);
                if (kind != FileTree.Kind.FOLDER) {
                    look(entry, kind, tenantFiles);
                } else if (name(entry).startsWith(".")) {
                    refuse(entry, Rule.FILE_HIDDEN, "a hidden folder; its files are not read, move or remove it");
                } else {
                    folders.push(entry);
                }
            }
        }
        if (tenantFiles.isEmpty() && problems.size() == before) {
            refuse(tenants, Rule.FOLDER_NO_TENANTS, "no tenant file in it; add one such as Cust00001.yaml");
        }
    }

    /** Groups lie beside each other: their names tell them apart, so folders would only hide that. */
    private void lookAtGroups(Path groups) {
        switch (kind(groups)) {
            case MISSING -> {}
            case SYMBOLIC_LINK -> refuse(groups, Rule.FILE_SYMLINK, "a symbolic link; put the folder itself here");
            case SUBMODULE -> refuseSubmodule(groups);
            case FOLDER -> {
                for (Path entry : list(groups)) {
                    FileTree.Kind kind = kind(entry);
                    if (kind == FileTree.Kind.FOLDER) {
                        refuse(entry, Rule.FILE_NAME, "not read here; put group files into 'groups' itself");
                    } else {
                        look(entry, kind, groupFiles);
                    }
                }
            }
            default ->
                refuse(groups, Rule.FILE_IRREGULAR, "not a folder; make it one that holds a file for each group");
        }
    }

    /** What cannot be told counts as a file: reading it says what is wrong. */
    FileTree.Kind kind(Path path) {
        try {
            return tree.kind(path);
        } catch (IOException e) {
            return FileTree.Kind.FILE;
        }
    }

    private void look(Path file, FileTree.Kind kind, List<Path> found) {
        String name = name(file);
        if (kind == FileTree.Kind.SYMBOLIC_LINK) {
            refuse(file, Rule.FILE_SYMLINK, SYMBOLIC_LINK);
        } else if (kind == FileTree.Kind.SUBMODULE) {
            refuseSubmodule(file);
        } else if (ADMITTED.contains(name)) {
            return;
        } else if (LEFTOVER.matcher(name).matches()) {
            refuse(file, Rule.FILE_LEFTOVER, "left over from an editor or a merge; delete it");
        } else if (name.startsWith(".")) {
            if (YAML_FILE.matcher(name).matches()) {
                refuse(file, Rule.FILE_HIDDEN, "a hidden file; it would not be read, rename or delete it");
            }
        } else if (kind != FileTree.Kind.FILE) {
            refuse(file, Rule.FILE_IRREGULAR, "not a regular file; remove it");
        } else if (!name.endsWith(YAML)) {
            refuse(file, Rule.FILE_NAME, "not a config file by its name; rename it to end with .yaml, or move it away");
        } else {
            found.add(file);
        }
    }

    private void refuseSubmodule(Path path) {
        refuse(path, Rule.FILE_SUBMODULE, "a repository of its own (a submodule); put its files here instead");
    }

    private void refuse(Path path, Rule rule, String message) {
        problems.add(new Problem(label(path), 1, 1, rule, Problem.Severity.ERROR, message));
    }

    static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }
}
