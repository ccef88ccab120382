package dev.smsconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stage that builds, executed for real: it needs nothing but what is in the repository. */
class JenkinsfileBuildIT {

    @TempDir
    Path workspace;

    private final List<String> others = new ArrayList<>();

    @Test
    void whatItBuildsIsWhatTheOtherStagesRun() throws IOException {
        for (String part : new String[] {"pom.xml", ".mvn", "src/main", "configs"}) {
            Workspaces.copy(Path.of(part), workspace);
        }
        // the build that this is a part of has checked the same sources, and packed them
        Files.writeString(
                workspace.resolve(".mvn/maven.config"),
                "-Dcompiler.checks=-parameters\n-Dassembly.skipAssembly=true\n");
        Path old = Files.createDirectories(workspace.resolve("target/smsconfig-report/apply"));

        Pipeline built = Pipeline.evaluate(true, Map.of("HOME", workspace.toString(), "JOB_NAME", "sms"), this::run);

        assertThat(built.text("result")).isEqualTo("SUCCESS");
        assertThat(old).doesNotExist();
        assertThat(others).isNotEmpty().allMatch(script -> script.contains("java -jar target/smsconfig.jar "));
        assertThat(workspace.resolve("target/smsconfig.jar")).isNotEmptyFile();
    }

    private int run(String script, Map<String, String> variables) throws IOException, InterruptedException {
        // the quickest of the others shows that the program starts
        boolean here = script.startsWith("mvn") || script.contains(" validate");
        if (!script.startsWith("mvn")) {
            others.add(script);
        }
        return here ? Workspaces.run(script, workspace, variables) : 0;
    }
}
