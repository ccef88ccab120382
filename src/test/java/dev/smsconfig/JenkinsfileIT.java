package dev.smsconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every {@code sh} line of every path, executed for real in one workspace that the builds share, but for the one that makes
 * the program: {@link JenkinsfileBuildIT}.
 */
class JenkinsfileIT {

    private static final Map<String, String> ALL_AT_ONCE = Map.of("SMSCONFIG_MAX_CHANGES", "100%");

    @TempDir
    Path workspace;

    @TempDir
    Path home;

    private final List<String> builds = new ArrayList<>();

    @Test
    void everyPathRuns() throws IOException {
        Workspaces.copy(Path.of("configs"), workspace);
        Workspaces.copy(Path.of("target/smsconfig.jar"), workspace);
        Path report = workspace.resolve("target/smsconfig-report/apply");

        Pipeline pullRequest = build(true, Map.of());
        assertThat(pullRequest.text("result")).isEqualTo("SUCCESS");
        assertThat(pullRequest.list("echoed")).asString().contains("plan: differences found");
        assertThat(report).doesNotExist();

        Pipeline refused = build(false, Map.of());
        assertThat(refused.text("result")).isEqualTo("FAILURE");
        assertThat(refused.text("failure")).contains("refused before any write");

        Path secret = workspace.resolve("configs/secrets/twilio_auth_token");
        Path elsewhere = Files.move(secret, home.resolve("elsewhere"));
        Pipeline partial = build(false, ALL_AT_ONCE);
        assertThat(partial.text("result")).isEqualTo("UNSTABLE");
        assertThat(report.resolve("junit.xml")).content().contains("tests=\"27\" failures=\"");

        Files.move(elsewhere, secret);
        String run = new JsonMapper()
                .readTree(Files.readString(report.resolve("run.json")))
                .at("/run/id")
                .asString();
        Pipeline resumed = build(false, Map.of("RESUME_RUN", run));
        assertThat(resumed.text("result")).isEqualTo("SUCCESS");
        assertThat(report.resolve("run.json")).content().contains(run).contains("\"converged\":27");
        assertThat(report.resolve("junit.xml")).content().contains("tests=\"27\" failures=\"0\"");

        Pipeline quiet = build(false, Map.of());
        assertThat(quiet.text("result")).isEqualTo("SUCCESS");
        assertThat(quiet.list("echoed")).asString().isEqualTo("[]");
        assertThat(report.resolve("run.json")).content().contains("\"inSync\":27");
        assertThat(home.resolve("smsconfig/sms/repository.mv.db")).exists();

        // the report of an earlier build must not be taken for this one's
        assertThat(builds).isNotEmpty().allMatch(script -> script.contains(" clean "));
    }

    private Pipeline build(boolean changeRequest, Map<String, String> parameters) throws IOException {
        Map<String, String> env = new HashMap<>(Map.of("HOME", home.toString(), "JOB_NAME", "sms"));
        env.putAll(parameters);
        return Pipeline.evaluate(changeRequest, env, this::run);
    }

    private int run(String script, Map<String, String> variables) throws IOException, InterruptedException {
        if (script.startsWith("mvn")) {
            builds.add(script);
            // what is left of a build that cleans; JenkinsfileBuildIT really builds
            FileSystemUtils.deleteRecursively(workspace.resolve("target/smsconfig-report"));
            return 0;
        }
        return Workspaces.run(script, workspace, variables);
    }
}
