package dev.smsconfig.cli;

import dev.smsconfig.report.ExitCode;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Tenants named on the command line: ids with commas between, or {@code @FILE} with one in each line. */
final class TenantList {

    private TenantList() {}

    /** @throws CommandFailure where the file can't be read, or a name is no tenant id */
    static List<TenantId> parse(String text) {
        Set<TenantId> tenants = new LinkedHashSet<>();
        try {
            names(text).forEach(name -> tenants.add(new TenantId(name)));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "the file of --tenants can't be read; see its name and rights");
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--tenants takes ids with commas between, or @FILE: " + e.getMessage());
        }
        if (tenants.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "--tenants names no tenant");
        }
        return List.copyOf(tenants);
    }

    private static Stream<String> names(String text) throws IOException {
        Stream<String> names = text.startsWith("@")
                ? Files.readAllLines(Path.of(text.substring(1))).stream()
                : Arrays.stream(text.split(","));
        return names.map(String::strip).filter(name -> !name.isEmpty() && !name.startsWith("#"));
    }
}
