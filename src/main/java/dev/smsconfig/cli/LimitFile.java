package dev.smsconfig.cli;

import dev.smsconfig.report.ExitCode;
import dev.smsconfig.report.ReportedTenants;
import dev.smsconfig.state.TenantId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The file of {@code --limit @FILE}: tenant ids, one in each line, with comments after {@code #}; or the JSON report of a
 * run, of which the tenants count that are not where git wants them.
 */
final class LimitFile {

    private final String option;
    private final Path file;

    private LimitFile(String option, Path file) {
        this.option = option;
        this.file = file;
    }

    /**
     * @param value as given: {@code @} and the file's name
     * @param environment the one that is selected from; a report of another is refused
     * @throws CommandFailure where the file can't be read, or is neither
     */
    static Set<TenantId> read(String value, String environment) {
        if (!value.startsWith("@") || value.length() == 1) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--limit takes @ and the name of a file: tenant ids, one in each line, or the run.json of a run;"
                            + " for single tenants there is --tenant");
        }
        return new LimitFile("--limit " + value, Path.of(value.substring(1))).read(environment);
    }

    private Set<TenantId> read(String environment) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw wrong("can't be read; see its name and rights");
        }
        try {
            return isJson(bytes) ? reported(bytes, environment) : TenantIds.parse(bytes);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isJson(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return b == '{' || b == '[';
            }
        }
        return false;
    }

    private Set<TenantId> reported(byte[] bytes, String environment) {
        ReportedTenants report = ReportedTenants.read(new ByteArrayInputStream(bytes))
                .orElseThrow(() -> wrong("is no whole report of a run; name a run.json that --report DIR wrote, or what"
                        + " 'smsconfig show RUN -o json' prints"));
        if (!report.environment().equals(environment)) {
            throw wrong("is the report of a run in another environment; name it with --env, or write the ids into a"
                    + " list");
        }
        if (report.incomplete().isEmpty()) {
            throw wrong("is the report of a run that left no tenant incomplete, so nothing is left to do");
        }
        return report.incomplete();
    }

    private CommandFailure wrong(String what) {
        return new CommandFailure(ExitCode.USAGE, option + ": the file " + what);
    }
}
