package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.report.ExitCode;
import dev.smsconfig.source.ConfigFolder;
import dev.smsconfig.source.FileTree;
import dev.smsconfig.source.Problem;
import dev.smsconfig.source.RepositoryLookup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows holds. {@link SamplesTest} runs its commands on the fleet. */
class ReadmeTest {

    private static final Pattern FILE =
            Pattern.compile("```yaml\n# (configs/[^\\s:]+)[^\n]*\n(.*?)```", Pattern.DOTALL);

    private static final Pattern ENVIRONMENTS = Pattern.compile("```yaml\n(environments:\n.*?)```", Pattern.DOTALL);
    private static final Pattern POLICIES = Pattern.compile("```yaml\n(guards:\n.*?)```", Pattern.DOTALL);
    private static final Pattern REPOSITORY = Pattern.compile("```yaml\n(repository:.*?)```", Pattern.DOTALL);
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]+Test)(?:#([A-Za-z0-9]+))?`");

    @TempDir
    Path folder;

    private static String text(String file) throws IOException {
        return Files.readString(Path.of(file));
    }

    @Test
    void theConfigFilesItShowsAreValid() throws IOException {
        List<MatchResult> files = FILE.matcher(text("README.md")).results().toList();
        assertThat(files).hasSize(3);
        for (MatchResult file : files) {
            Path path = folder.resolve(file.group(1));
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.group(2));
        }
        assertThat(ConfigFolder.read(folder.resolve("configs")).problems())
                .extracting(Problem::text)
                .isEmpty();
    }

    @Test
    void theEnvironmentsItShowsAreValid() throws IOException {
        List<MatchResult> blocks =
                ENVIRONMENTS.matcher(text("README.md")).results().toList();
        assertThat(blocks).hasSize(1);
        Path configs = Files.createDirectories(folder.resolve("configs").resolve("tenants"));
        Files.writeString(
                folder.resolve("configs").resolve("fleet.yaml"),
                "apiVersion: smsconfig/v1\nkind: Fleet\ndefaultEnvironment: onsite\n"
                        + blocks.get(0).group(1));
        Files.copy(Path.of("samples/valid/tenants/no/Alpha.yaml"), configs.resolve("Alpha.yaml"));
        assertThat(ConfigFolder.read(folder.resolve("configs")).problems())
                .extracting(Problem::text)
                .isEmpty();
    }

    @Test
    void thePoliciesItShowsAreValidInAFleetAndInAnEnvironment() throws IOException {
        List<MatchResult> blocks = POLICIES.matcher(text("README.md")).results().toList();
        assertThat(blocks).hasSize(1);
        String policies = blocks.get(0).group(1);
        Path configs = Files.createDirectories(folder.resolve("configs").resolve("tenants"));
        Files.copy(Path.of("samples/valid/tenants/no/Alpha.yaml"), configs.resolve("Alpha.yaml"));
        String ofEnvironment =
                policies.substring(0, policies.indexOf("schedule:")).indent(4);
        Files.writeString(
                folder.resolve("configs").resolve("fleet.yaml"),
                "apiVersion: smsconfig/v1\nkind: Fleet\ndefaultEnvironment: sample\nenvironments:\n  sample:\n"
                        + "    server: embedded\n" + ofEnvironment + policies);
        assertThat(ConfigFolder.read(folder.resolve("configs")).problems())
                .extracting(Problem::text)
                .isEmpty();
    }

    @Test
    void theRepositoryItShowsIsValid() throws IOException {
        List<MatchResult> blocks =
                REPOSITORY.matcher(text("README.md")).results().toList();
        assertThat(blocks).hasSize(1);
        Path configs = Files.createDirectories(folder.resolve("configs"));
        Files.writeString(configs.resolve("fleet.yaml"), blocks.get(0).group(1));
        assertThat(RepositoryLookup.in(configs, FileTree.onDisk(configs))).isInstanceOf(RepositoryLookup.Named.class);
    }

    @Test
    void theTestsItNamesExist() throws IOException {
        List<MatchResult> tests = TEST.matcher(text("README.md")).results().toList();
        assertThat(tests).hasSizeGreaterThan(20);
        for (MatchResult test : tests) {
            String source = sourceOf(test.group(1) + ".java");
            String method = test.group(2);
            assertThat(source).contains(method == null ? "class " + test.group(1) : "void " + method + "(");
        }
    }

    private static String sourceOf(String file) throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
            return Files.readString(sources.filter(path -> path.endsWith(file))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("there is no test " + file)));
        }
    }

    @Test
    void theTestCommandIsTheOneThatCiCalls() throws IOException {
        assertThat(text("README.md")).contains("\nmvn verify\n");
        assertThat(text(".ci/run")).contains("mvn -B -ntp verify");
    }

    @Test
    void everyExitCodeOfThisVersionIsExplained() throws IOException {
        String readme = text("README.md");
        for (ExitCode code : ExitCode.values()) {
            if (code != ExitCode.PAUSED) {
                assertThat(readme).contains("\n| " + code.number() + " | ");
            }
        }
    }

    @Test
    void everyCommandIsNamedInTheReadme() throws IOException {
        String readme = text("README.md");
        for (String command : List.of(
                "validate",
                "schema",
                "explain",
                "affected",
                "plan",
                "apply",
                "resume",
                "rollback",
                "runs",
                "show",
                "ping",
                "export",
                "secret",
                "sample-server")) {
            assertThat(new Commands().run(command, "--help").exitCode()).isZero();
            assertThat(readme).containsPattern("[`\\s]" + command);
        }
    }
}
