package dev.smsconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What is handed over, unpacked. */
class LauncherIT {

    private record Ended(int code, String out, String err) {}

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void unpack() throws Exception {
        home = Distribution.unpack(Files.createDirectories(folder.resolve("place")));
    }

    private Ended run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(command))
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        return new Ended(
                process.exitValue(), Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
    }

    private Ended smsconfig(String... arguments) throws IOException, InterruptedException {
        return run(
                Map.of(),
                Stream.concat(Stream.of(home.resolve("bin/smsconfig").toString()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    @Test
    void theProgramStartsWithAnArchiveOfItsClassesWithoutAndWithOneThatIsNone() throws Exception {
        Path archive = home.resolve("lib/smsconfig.jsa");
        Path called = Files.createSymbolicLink(folder.resolve("called"), home.resolve("bin/smsconfig"));
        Ended plain = run(Map.of(), called.toString(), "--version");
        assertThat(plain.code()).isZero();
        assertThat(plain.out()).startsWith("smsconfig ");
        assertThat(plain.err()).isEmpty();

        Ended made = run(Map.of(), home.resolve("bin/smsconfig-archive").toString());
        assertThat(made).isEqualTo(new Ended(0, "made " + archive.toRealPath() + "\n", ""));
        Ended valid = smsconfig("validate", "--configs", home.resolve("configs").toString(), "-o", "json");
        assertThat(valid.code()).as(valid.err()).isZero();
        assertThat(new JsonMapper()
                        .readTree(valid.out())
                        .path("summary")
                        .path("tenants")
                        .asInt())
                .isEqualTo(27);
        Ended shared = run(
                Map.of("SMSCONFIG_JAVA_OPTS", "-Xlog:class+load:stderr"),
                home.resolve("bin/smsconfig").toString(),
                "--version");
        assertThat(shared.err()).containsPattern("SmsConfigApplication source: shared objects file");
        assertThat(shared.out()).isEqualTo(plain.out());

        Files.delete(archive);
        Files.writeString(archive, "no archive");
        assertThat(smsconfig("--version")).isEqualTo(plain);
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("README.md", "bin", "configs", "docs", "lib", "samples");
        }
    }

    @Test
    void aWrongJavaHomeIsNamed() throws Exception {
        Ended none = run(
                Map.of("JAVA_HOME", folder.resolve("nowhere").toString()),
                home.resolve("bin/smsconfig").toString(),
                "--version");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.out()).isEmpty();
        assertThat(none.err()).contains("there is no Java at", "nowhere/bin/java", "JAVA_HOME", "17 or newer");
    }

    @Test
    void spacesInTheNameOfItsFolderAndInArgumentsAreKeptAndSoIsTheExitCode() throws Exception {
        home = Files.move(home, folder.resolve("a place"));
        Ended missing =
                smsconfig("validate", "--configs", folder.resolve("not there").toString());
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).contains("not there");
    }
}
