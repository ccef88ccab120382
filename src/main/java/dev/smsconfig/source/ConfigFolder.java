package dev.smsconfig.source;

import dev.smsconfig.source.Node.Mapping;
import dev.smsconfig.source.Problem.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The folder that holds {@code fleet.yaml}, {@code groups} and {@code tenants}. */
public final class ConfigFolder {

    private final FileTree tree;
    private final FolderListing listing;
    private final boolean denyPlaintext;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Due> due = new ArrayList<>();

    private ConfigFolder(FileTree tree, FolderListing listing, boolean denyPlaintext) {
        this.tree = tree;
        this.listing = listing;
        this.denyPlaintext = denyPlaintext;
    }

    /** Reads the files on disk. */
    public static Configuration read(Path folder) {
        return read(folder, FileTree.onDisk(folder));
    }

    /** Reads the files on disk, and keeps which layer has what. */
    static Layered layers(Path folder) {
        return layers(folder, FileTree.onDisk(folder));
    }

    /**
     * Reads every file and gathers every problem; resolves no secret and reaches no server.
     *
     * @param folder as the user named it: problems show paths that begin with it
     * @param tree where its files come from
     * @return never fails: a folder that is missing is a problem too
     */
    public static Configuration read(Path folder, FileTree tree) {
        return layers(folder, tree).configuration();
    }

    /** The same, and a literal in a sensitive field is an error whatever {@code secrets.plaintext} says. */
    public static Configuration readStrictly(Path folder, FileTree tree) {
        return read(folder, tree, true).configuration();
    }

    /** As {@link #read(Path, FileTree)}, and keeps which layer has what, to explain it. */
    public static Layered layers(Path folder, FileTree tree) {
        return read(folder, tree, false);
    }

    /**
     * Reads {@code fleet.yaml} and the groups only.
     *
     * @param folder one without errors
     */
    public static LowerLayers lowerLayers(Path folder, FileTree tree) {
        ConfigFolder configs = new ConfigFolder(tree, new FolderListing(folder, tree), false);
        FleetReader.Reading fleet = configs.readFleet(folder.resolve(FolderListing.FLEET));
        configs.listing.look();
        return new LowerLayers(fleet.spec(), configs.readGroups(fleet.plaintext()));
    }

    /**
     * Reads {@code fleet.yaml} only.
     *
     * @return no tenants, and the problems of that file
     */
    public static Configuration fleet(Path folder, FileTree tree) {
        ConfigFolder configs = new ConfigFolder(tree, new FolderListing(folder, tree), false);
        FleetReader.Reading reading = configs.readFleet(folder.resolve(FolderListing.FLEET));
        return new Configuration(reading.fleet(), List.of(), configs.problems, configs.due);
    }

    private static Layered read(Path folder, FileTree tree, boolean denyPlaintext) {
        FolderListing listing = new FolderListing(folder, tree);
        if (listing.kind(folder) != FileTree.Kind.FOLDER) {
            Problem missing = new Problem(
                    listing.label(folder),
                    1,
                    1,
                    Rule.FOLDER_MISSING,
                    Severity.ERROR,
                    "no such folder; create it, or name the config folder with --configs DIR");
            return new Layered(new Configuration(null, List.of(), List.of(missing), List.of()), List.of(), Map.of());
        }
        return new ConfigFolder(tree, listing, denyPlaintext).readAll(folder.resolve(FolderListing.FLEET));
    }

    private Layered readAll(Path fleetFile) {
        FleetReader.Reading fleet = readFleet(fleetFile);
        listing.look();
        Groups groups = readGroups(fleet.plaintext());
        // the files do not depend on each other, and reading them is most of the time of 'validate'
        List<TenantFile> files = listing.tenantFiles().parallelStream()
                .map(path -> readTenant(path, fleet.plaintext()))
                .toList();
        refuseDuplicates(files);
        Layering layering = new Layering(fleet, groups);
        List<Layered.Tenant> tenants = layering.tenants(files);
        problems.addAll(layering.findings());
        files.forEach(file -> problems.addAll(file.problems().list()));
        groups.all().forEach(group -> problems.addAll(group.problems().list()));
        problems.addAll(listing.problems());
        Collections.sort(problems);
        Configuration configuration = new Configuration(
                fleet.fleet(),
                tenants.stream()
                        .map(Layered.Tenant::state)
                        .filter(Objects::nonNull)
                        .toList(),
                problems,
                due);
        return new Layered(configuration, tenants, layerFiles(fleetFile));
    }

    private Map<String, Path> layerFiles(Path fleetFile) {
        Map<String, Path> files = new HashMap<>();
        Set<String> unclear = new HashSet<>();
        Stream.of(Stream.of(fleetFile), listing.groupFiles().stream(), listing.tenantFiles().stream())
                .flatMap(paths -> paths)
                .forEach(path -> {
                    if (files.put(listing.label(path), path) != null) {
                        unclear.add(listing.label(path));
                    }
                });
        // characters that can't be shown are all shown as one
        files.keySet().removeAll(unclear);
        return files;
    }

    private FleetReader.Reading readFleet(Path file) {
        FileProblems found = new FileProblems(listing.label(file));
        FleetReader.Reading reading = FleetReader.Reading.nothing(found.file());
        if (listing.kind(file) != FileTree.Kind.MISSING) {
            Mapping root = ConfigFile.fleet(tree, file).read(found);
            if (root != null) {
                reading = new FleetReader(found, denyPlaintext).read(root);
            }
        } else {
            found.error(
                    Rule.FOLDER_NO_FLEET,
                    Position.START,
                    "no such file; create it with apiVersion, kind: Fleet, defaultEnvironment and environments");
        }
        problems.addAll(found.list());
        due.addAll(found.due());
        return reading;
    }

    private Groups readGroups(PlaintextPolicy plaintext) {
        return new Groups(listing.groupFiles().stream()
                .map(path -> readGroup(path, plaintext))
                .toList());
    }

    private Group readGroup(Path path, PlaintextPolicy plaintext) {
        FileProblems found = new FileProblems(listing.label(path));
        Mapping root = ConfigFile.tenant(tree, path).read(found);
        return new GroupReader(plaintext, found).read(root, baseName(path));
    }

    private TenantFile readTenant(Path path, PlaintextPolicy plaintext) {
        FileProblems found = new FileProblems(listing.label(path));
        String baseName = baseName(path);
        Mapping root = ConfigFile.tenant(tree, path).read(found);
        TenantReader.Reading reading = root == null
                ? TenantReader.Reading.NOTHING
                : new TenantReader(plaintext, found).read(root, baseName, listing.origin(path));
        return new TenantFile(baseName, found, reading);
    }

    private static String baseName(Path path) {
        String name = FolderListing.name(path);
        return name.substring(0, name.length() - FolderListing.YAML.length());
    }

    /** Case does not tell tenants apart: on some file systems and some servers it is not seen. */
    private static void refuseDuplicates(List<TenantFile> files) {
        Map<String, List<TenantFile>> byName = new HashMap<>();
        for (TenantFile file : files) {
            byName.computeIfAbsent(file.baseName().toLowerCase(Locale.ROOT), k -> new ArrayList<>())
                    .add(file);
        }
        for (List<TenantFile> same : byName.values()) {
            for (int i = 0; same.size() > 1 && i < same.size(); i++) {
                TenantFile other = same.get(i == 0 ? 1 : 0);
                Position at = other.reading().tenantAt();
                same.get(i)
                        .problems()
                        .error(
                                Rule.TENANT_DUPLICATE,
                                same.get(i).reading().tenantAt(),
                                "the tenant has another file, "
                                        + other.problems().file() + ":" + at.line() + ":" + at.column()
                                        + "; keep one of the two");
            }
        }
    }
}
