package dev.smsconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JenkinsfileTest {

    private static final Map<String, String> ENV = Map.of("HOME", "/home/ci", "JOB_NAME", "sms");

    private static Pipeline nightly(int applyExit) throws IOException {
        return Pipeline.evaluate(
                false, ENV, (script, variables) -> script.contains("smsconfig.jar apply") ? applyExit : 0);
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
    }

    @Test
    void aPullRequestOnlyValidatesAndPlans() throws IOException {
        Pipeline pipeline = Pipeline.evaluate(true, ENV, (script, variables) -> 0);
        assertThat(pipeline.list("stages")).asString().isEqualTo("[Build, Validate, Plan]");
        assertThat(pipeline.list("sh")).noneMatch(script -> script.toString().contains("apply"));
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

    @Test
    void theSignalOfAnAbortReachesJava() throws IOException {
        assertThat(nightly(0).list("sh"))
                .filteredOn(script -> script.toString().contains("apply"))
                .allMatch(script -> script.toString().startsWith("exec java "));
    }

    @ParameterizedTest
    @CsvSource({
        "0, SUCCESS, null",
        "3, SUCCESS, null",
        "4, UNSTABLE, null",
        "5, ABORTED, apply: stopped; the log names the run to resume",
        "6, FAILURE, 'apply: refused before any write; read the plan, then build once with SMSCONFIG_MAX_CHANGES'",
        "1, FAILURE, apply: exit 1; see the log"
    })
    void anExitCodeBecomesAResult(int code, String result, String failure) throws IOException {
        Pipeline pipeline = nightly(code);
        assertThat(pipeline.text("result")).isEqualTo(result);
        assertThat(pipeline.text("failure")).isEqualTo(failure);
    }

    @Test
    void reportsAreKeptWhenApplyFails() throws IOException {
        Pipeline pipeline = nightly(1);
        assertThat(pipeline.list("archived")).asString().contains("target/smsconfig-report/**");
        assertThat(pipeline.list("junit")).asString().contains("junit.xml");
    }

    @Test
    void aFailedValidationEndsTheBuildBeforeAnythingIsReached() throws IOException {
        Pipeline pipeline = Pipeline.evaluate(false, ENV, (script, variables) -> script.contains("validate") ? 1 : 0);
        assertThat(pipeline.list("stages")).asString().isEqualTo("[Build, Validate]");
        assertThat(pipeline.text("result")).isEqualTo("FAILURE");
    }
}
