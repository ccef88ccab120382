package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.audit.Personal;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildFactsTest {

    @Test
    void namesTheBuildOfJenkins() {
        assertThat(BuildFacts.of(Map.of(
                        "JENKINS_URL", "https://ci.example.com/",
                        "JOB_NAME", "sms/nightly",
                        "BUILD_NUMBER", "17",
                        "BUILD_TAG", "jenkins-sms-nightly-17",
                        "BUILD_URL", "https://ci.example.com/job/sms/17/",
                        "BUILD_USER_ID", "bo")))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "system", "JENKINS",
                        "JOB_NAME", "sms/nightly",
                        "BUILD_NUMBER", "17",
                        "BUILD_TAG", "jenkins-sms-nightly-17",
                        "BUILD_URL", "https://ci.example.com/job/sms/17/",
                        "BUILD_USER_ID", Personal.name("bo")));
    }

    @Test
    void namesThePipelineOfGitlabAndTheRunOfGithub() {
        assertThat(BuildFacts.of(Map.of("GITLAB_CI", "true", "CI_PIPELINE_ID", "5", "GITLAB_USER_LOGIN", "bo")))
                .containsEntry("system", "GITLAB")
                .containsEntry("CI_PIPELINE_ID", "5")
                .containsEntry("GITLAB_USER_LOGIN", Personal.name("bo"));
        assertThat(BuildFacts.of(Map.of("GITHUB_ACTIONS", "true", "GITHUB_RUN_ID", "9", "GITHUB_ACTOR", "bo")))
                .containsEntry("system", "GITHUB")
                .containsEntry("GITHUB_RUN_ID", "9")
                .containsEntry("GITHUB_ACTOR", Personal.name("bo"));
    }

    @Test
    void saysNothingOutsideOfABuild() {
        assertThat(BuildFacts.of(Map.of("BUILD_TAG", "left-over", "BUILD_URL", "https://ci.example.com/")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://bo:Zq7@ci.example.com:8443/job/17/?token=Zq7#Zq7, https://ci.example.com:8443/job/17/",
        "https://ci.example.com, https://ci.example.com",
        "not an address Zq7, ",
        "file:///Zq7, ",
    })
    void anAddressIsWrittenWithoutUserAndQuery(String given, String recorded) {
        Map<String, String> environment = new HashMap<>(Map.of("JENKINS_URL", "x", "BUILD_URL", given));
        assertThat(BuildFacts.of(environment).get("BUILD_URL")).isEqualTo(recorded);
        assertThat(BuildFacts.of(environment).toString()).doesNotContain("Zq7");
    }
}
