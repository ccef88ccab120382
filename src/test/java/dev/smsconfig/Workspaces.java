package dev.smsconfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A folder in which a pipeline would work. */
final class Workspaces {

    private Workspaces() {}

    /** @param source a file or folder of this project, which comes to the same place in the workspace */
    static void copy(Path source, Path workspace) throws IOException {
        try (Stream<Path> paths = Files.walk(source)) {
            for (Path path : paths.toList()) {
                Path copy = workspace.resolve(path.toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else {
                    Files.createDirectories(copy.getParent());
                    Files.copy(path, copy);
                }
            }
        }
    }

    /** @return how the script ended */
    static int run(String script, Path workspace, Map<String, String> variables)
            throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(variables);
        // Maven's own home stays the real one
        environment.remove("HOME");
        // what src/docs/benchmarks.md recommends to pipelines
        environment.put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
        Process process = Scripts.start(script, workspace, environment);
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("still running: " + script);
        }
        return process.exitValue();
    }
}
