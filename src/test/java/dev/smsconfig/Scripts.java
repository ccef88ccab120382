package dev.smsconfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Starts scripts as Jenkins does: as a file, since for a single command after {@code -c} some shells exec by themselves. */
final class Scripts {

    private Scripts() {}

    static Process start(String script, Path workspace, Map<String, String> environment) throws IOException {
        // beside the workspace: a clean workspace has no such files in it
        Path file = Files.writeString(Files.createTempFile("step", ".sh"), script);
        file.toFile().deleteOnExit();
        ProcessBuilder shell = new ProcessBuilder("sh", "-xe", file.toString());
        shell.directory(workspace.toFile());
        shell.environment().putAll(environment);
        shell.redirectErrorStream(true);
        shell.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        return shell.start();
    }
}
