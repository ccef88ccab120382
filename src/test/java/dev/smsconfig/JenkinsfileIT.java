package dev.smsconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every {@code sh} line of both paths, executed for real in a fresh workspace. */
class JenkinsfileIT {

    @TempDir
    Path workspace;

    @TempDir
    Path home;

    @Test
    void bothPathsRun() throws IOException {
        for (String part : new String[] {"pom.xml", ".mvn", "src/main", "configs"}) {
            copy(Path.of(part));
        }
        Map<String, String> env = Map.of("HOME", home.toString(), "JOB_NAME", "sms", "SMSCONFIG_MAX_CHANGES", "100%");

        Pipeline pullRequest = Pipeline.evaluate(true, env, this::run);
        assertThat(pullRequest.text("result")).isEqualTo("SUCCESS");
        assertThat(pullRequest.list("echoed")).asString().contains("plan: differences found");

        Pipeline night = Pipeline.evaluate(false, env, this::run);
        assertThat(night.text("result")).isEqualTo("SUCCESS");
        assertThat(workspace.resolve("target/smsconfig-report/apply/junit.xml"))
                .content()
                .contains("tests=\"27\" failures=\"0\"");
        assertThat(home.resolve("smsconfig/sms/repository.mv.db")).exists();

        Pipeline quiet = Pipeline.evaluate(false, Map.of("HOME", home.toString(), "JOB_NAME", "sms"), this::run);
        assertThat(quiet.text("result")).isEqualTo("SUCCESS");
        assertThat(quiet.list("echoed")).asString().isEqualTo("[]");
    }

    private int run(String script, Map<String, String> variables) throws IOException, InterruptedException {
        ProcessBuilder bash = new ProcessBuilder("bash", "-e", "-c", script);
        bash.directory(workspace.toFile());
        Map<String, String> environment = new HashMap<>(variables);
        // Maven's own home stays the real one
        environment.remove("HOME");
        bash.environment().putAll(environment);
        bash.redirectErrorStream(true);
        Path log = Files.createTempFile(home, "sh", ".log");
        bash.redirectOutput(log.toFile());
        Process process = bash.start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("still running: " + script);
        }
        return process.exitValue();
    }

    private void copy(Path source) throws IOException {
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
}
