package dev.smsconfig.cli;

import dev.smsconfig.job.Census;
import dev.smsconfig.plan.CoveragePolicy;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.source.FileTree;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file that names the tenants that there are: of the commit that is read where its path begins in the config folder,
 * else on disk.
 */
record InventoryFile(Path configs, FileTree files) {

    private static final int MOST_BYTES = 16 * 1024 * 1024;

    /** @throws CommandFailure where it can't be read, or names nobody: an inventory that is cut short covers nothing */
    Census census(CoveragePolicy policy, Set<TenantId> withFile) {
        String named = policy.inventory();
        if (named == null) {
            return new Census(withFile, null);
        }
        Set<TenantId> tenants;
        try {
            byte[] bytes = bytes(named);
            if (bytes == null) {
                throw wrong(named, "can't be read; see its name, its rights and its size");
            }
            tenants = TenantIds.parse(bytes);
        } catch (IOException e) {
            throw wrong(named, "can't be read; see its name, its rights and its size");
        } catch (IllegalArgumentException e) {
            throw wrong(named, String.valueOf(e.getMessage()));
        }
        if (tenants.isEmpty()) {
            throw wrong(named, "names no tenant; write one id in each line, or remove 'inventory'");
        }
        return new Census(withFile, tenants);
    }

    private byte @Nullable [] bytes(String named) throws IOException {
        Path file = configs.resolve(named);
        if (Path.of(named).isAbsolute()) {
            return Files.size(file) > MOST_BYTES ? null : Files.readAllBytes(file);
        }
        return files.kind(file) == FileTree.Kind.FILE ? files.read(file, MOST_BYTES) : null;
    }

    private static CommandFailure wrong(String named, String what) {
        return new CommandFailure(
                ExitCode.ERROR,
                "coverage.inventory of fleet.yaml: the file " + named + " " + what + "; no tenant was reached");
    }
}
