package dev.smsconfig.cli;

import dev.smsconfig.git.GitFolder;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.source.Affected;
import dev.smsconfig.source.ConfigFolder;
import dev.smsconfig.source.Configuration;
import dev.smsconfig.source.Layered;
import dev.smsconfig.source.Problem;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * What became of tenants since an earlier revision.
 *
 * @param commit the id of the earlier commit
 */
record ChangesSince(String commit, List<Affected> affected) {

    /**
     * @param now what the folder says now, without errors
     * @param err where problems of the earlier revision are printed
     * @throws CommandFailure where there is no such revision, or its fleet can't be read
     */
    static ChangesSince of(Path folder, String revision, Configuration now, PrintStream err) {
        try (GitFolder files = new FolderChoice(folder, null, revision, null).open()) {
            Layered before = ConfigFolder.layers(folder, files.files());
            if (before.configuration().fleet() == null) {
                throw broken(
                        before.configuration(),
                        folder,
                        "has a fleet.yaml with errors, or none, at the revision to compare with",
                        err);
            }
            return new ChangesSince(files.commitId().orElseThrow(), Affected.between(before, now));
        }
    }

    static CommandFailure broken(Configuration configuration, Path folder, String what, PrintStream err) {
        ProblemLines.print(
                configuration.problems().stream().filter(Problem::isError).toList(), err);
        return new CommandFailure(
                ExitCode.ERROR,
                "the config folder " + folder + " " + what + ", so nobody can say which tenants differ; correct it, or"
                        + " name another revision");
    }
}
