package dev.smsconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JenkinsfileTest {

    private static final Map<String, String> ENV = Map.of("HOME", "/home/ci", "JOB_NAME", "sms");

    private static Pipeline nightly(int applyExit) throws IOException {
        return nightly(applyExit, Map.of());
    }

    private static Pipeline nightly(int applyExit, Map<String, String> more) throws IOException {
        Map<String, String> env = new HashMap<>(ENV);
        env.putAll(more);
        return Pipeline.evaluate(false, env, (script, variables) -> script.contains("--yes") ? applyExit : 0);
    }

    @Test
    void runsEveryNight() throws IOException {
        assertThat(nightly(0).text("cron")).isEqualTo("H 2 * * *");
    }

    @Test
    void aNightValidatesPlansAndApplies() throws IOException {
        Pipeline pipeline = nightly(0);
        assertThat(pipeline.list("stages")).asString().isEqualTo("[Build, Validate, Plan, Apply]");
        assertThat(pipeline.text("result")).isEqualTo("SUCCESS");
        assertThat(pipeline.list("echoed")).isEmpty();
    }

    @Test
    void aPullRequestOnlyValidatesAndPlans() throws IOException {
        Pipeline pipeline = Pipeline.evaluate(true, ENV, (script, variables) -> 0);
        assertThat(pipeline.list("stages")).asString().isEqualTo("[Build, Validate, Plan]");
        assertThat(pipeline.list("sh")).noneMatch(JenkinsfileTest::mayWrite);
        assertThat(pipeline.list("archived")).hasSize(1);
        assertThat(pipeline.list("junit")).hasSize(1);
    }

    /** A pull request's build has the name of its branch, and may hand a run to resume to the job. */
    @Test
    void aPullRequestNeverWritesWhateverItIsGiven() throws IOException {
        Map<String, String> env = new HashMap<>(ENV);
        env.putAll(Map.of("BRANCH_NAME", "PR-7", "BRANCH_IS_PRIMARY", "true", "RESUME_RUN", "r1"));
        assertThat(Pipeline.evaluate(true, env, (script, variables) -> 0).list("sh"))
                .hasSize(3)
                .noneMatch(JenkinsfileTest::mayWrite);
    }

    /** In a multibranch project every pushed branch is built, and every night: what it holds is not yet agreed on. */
    @Test
    void ofManyBranchesOnlyThePrimaryOneIsApplied() throws IOException {
        assertThat(nightly(0, Map.of("BRANCH_NAME", "new-provider")).list("sh")).noneMatch(JenkinsfileTest::mayWrite);
        assertThat(nightly(0, Map.of("BRANCH_NAME", "main", "BRANCH_IS_PRIMARY", "true"))
                        .list("sh"))
                .anyMatch(JenkinsfileTest::mayWrite);
    }

    private static boolean mayWrite(Object script) {
        return script.toString().matches("(?s).*(?:apply|sync|resume|--yes|--auto-approve).*");
    }

    @Test
    void aRunIsResumedWhereOneIsNamed() throws IOException {
        String typed = "2026-x; touch typed";
        assertThat(nightly(0, Map.of("RESUME_RUN", typed)).list("sh"))
                .last()
                .asString()
                .isEqualTo("exec java -jar target/smsconfig.jar resume \"$RESUME_RUN\" --yes"
                        + " --report target/smsconfig-report/apply");
    }

    @Test
    void buildsDoNotOverlapNorRunForEver() throws IOException {
        assertThat(nightly(0).list("options"))
                .asString()
                .isEqualTo("[disableConcurrentBuilds, buildDiscarder, timeout, timestamps]");
    }

    @Test
    void anAbortedBuildKeepsItsReportsAndSaysHowToGoOn() throws IOException {
        Pipeline pipeline = Pipeline.evaluate(false, ENV, (script, variables) -> {
            if (script.contains("apply")) {
                throw new InterruptedException();
            }
            return 0;
        });
        assertThat(pipeline.text("result")).isEqualTo("ABORTED");
        assertThat(pipeline.list("echoed")).last().asString().contains("stopped; to go on, build with RESUME_RUN");
        assertThat(pipeline.list("archived")).hasSize(1);
        assertThat(pipeline.list("junit")).hasSize(1);
    }

    @Test
    void credentialsAreMountedAsFilesAndTheRepositoryOutlivesTheWorkspace() throws IOException {
        Pipeline pipeline = Pipeline.evaluate(false, ENV, (script, variables) -> {
            assertThat(variables).containsEntry("SMSCONFIG_WORK", "/home/ci/smsconfig/sms");
            if (script.contains("apply")) {
                assertThat(variables).containsEntry("ONSITE_PASSWORD_FILE", "/mounted/smsconfig-onsite-password");
            }
            return 0;
        });
        assertThat(pipeline.list("credentials")).hasSize(2);
    }

    /** A java that ends with 5 on a signal stands in for ours; KillAndResumeIT shows that ours does. */
    @ParameterizedTest
    @ValueSource(strings = {"plan", "apply", "resume"})
    void theSignalOfAnAbortReachesJava(String command, @TempDir Path workspace) throws Exception {
        Path java = Files.writeString(workspace.resolve("java"), """
                #!/bin/sh
                trap 'exit 5' TERM
                touch begun
                while :; do sleep 0.05; done
                """);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Map<String, String> env = command.equals("resume") ? Map.of("RESUME_RUN", "r1") : Map.of();
        String script = nightly(0, env).list("sh").stream()
                .map(Object::toString)
                .filter(line -> line.contains("smsconfig.jar " + command + " "))
                .findFirst()
                .orElseThrow();

        Process shell = Scripts.start(
                script, workspace, Map.of("PATH", workspace + ":" + System.getenv("PATH"), "RESUME_RUN", "r1"));
        try {
            while (shell.isAlive() && !Files.exists(workspace.resolve("begun"))) {
                shell.waitFor(10, TimeUnit.MILLISECONDS);
            }
            shell.destroy();
            assertThat(shell.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(shell.exitValue()).isEqualTo(5);
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, SUCCESS, null",
        "3, SUCCESS, null",
        "4, UNSTABLE, null",
        "5, ABORTED, apply: stopped by a signal",
        "6, FAILURE, 'apply: refused before any write; read the plan, then build once with SMSCONFIG_MAX_CHANGES'",
        "7, UNSTABLE, null",
        "1, FAILURE, apply: exit 1; see the log"
    })
    void anExitCodeBecomesAResult(int code, String result, String failure) throws IOException {
        Pipeline pipeline = nightly(code);
        assertThat(pipeline.text("result")).isEqualTo(result);
        assertThat(pipeline.text("failure")).isEqualTo(failure);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 7})
    void anUnfinishedRunSaysHowToGoOn(int code) throws IOException {
        assertThat(nightly(code).list("echoed")).last().asString().contains("build with RESUME_RUN set to the run");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 6, 7})
    void reportsAreKeptWhenApplyFails(int code) throws IOException {
        Pipeline pipeline = nightly(code);
        assertThat(pipeline.list("archived")).asString().contains("target/smsconfig-report/**");
        assertThat(pipeline.list("junit")).asString().contains("junit.xml");
    }

    @Test
    void reportsAreShownBesideTheBuildWhereJenkinsCan() throws IOException {
        assertThat(nightly(4).list("published")).asString().isEqualTo("[apply/index.html,plan/index.html]");
        Pipeline without = nightly(4, Map.of("NO_HTML_PUBLISHER", "yes"));
        assertThat(without.list("published")).isEmpty();
        assertThat(without.list("archived")).asString().contains("target/smsconfig-report/**");
        assertThat(without.list("echoed")).asString().contains("smsconfig-report/apply/index.html");
        assertThat(without.text("result")).isEqualTo("UNSTABLE");
    }

    @Test
    void aFailedValidationEndsTheBuildBeforeAnythingIsReached() throws IOException {
        Pipeline pipeline = Pipeline.evaluate(false, ENV, (script, variables) -> script.contains("validate") ? 1 : 0);
        assertThat(pipeline.list("stages")).asString().isEqualTo("[Build, Validate]");
        assertThat(pipeline.text("result")).isEqualTo("FAILURE");
    }
}
