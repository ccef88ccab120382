package dev.smsconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long commands take by {@code java -jar}, by the launcher, and by the launcher with an archive of the classes, in turns.
 * Not run with the other tests: {@code mvn -q -DskipTests package && mvn -q surefire:test -Dtest=LauncherBenchmark}.
 */
class LauncherBenchmark {

    private static final int ROUNDS = 7;

    @TempDir
    Path folder;

    private record Took(double wall, double processor) {}

    @Test
    void measure() throws Exception {
        Path home = Distribution.unpack(Files.createDirectories(folder.resolve("home")));
        Path archived = Distribution.unpack(Files.createDirectories(folder.resolve("archived")));
        took(List.of(archived.resolve("bin/smsconfig-archive").toString()));
        Map<String, List<String>> programs = new LinkedHashMap<>();
        programs.put(
                "java -jar",
                List.of("java", "-jar", home.resolve("lib/smsconfig.jar").toString()));
        programs.put("launcher", List.of(home.resolve("bin/smsconfig").toString()));
        programs.put("with archive", List.of(archived.resolve("bin/smsconfig").toString()));
        String configs = home.resolve("configs").toString();
        String work = folder.resolve("work").toString();
        took(with(
                programs.get("launcher"),
                "apply",
                "--yes",
                "--max-changes",
                "100%",
                "--configs",
                configs,
                "--work",
                work));
        for (List<String> command : List.of(
                List.of("--version"),
                List.of("validate", "--configs", configs),
                List.of("plan", "--configs", configs, "--work", work),
                List.of("runs", "--configs", configs, "--work", work),
                List.of("audit", "verify", "--work", work))) {
            Map<String, List<Took>> rounds = new LinkedHashMap<>();
            for (int round = 0; round < ROUNDS; round++) {
                for (Map.Entry<String, List<String>> program : programs.entrySet()) {
                    rounds.computeIfAbsent(program.getKey(), name -> new ArrayList<>())
                            .add(took(with(program.getValue(), command.toArray(String[]::new))));
                }
            }
            double floor = median(rounds.get("java -jar").stream().map(Took::wall));
            rounds.forEach((name, all) -> System.out.printf(
                    "%-14s %-13s %.2f s, processor %.2f s, %.2f of java -jar%n",
                    command.get(0),
                    name,
                    median(all.stream().map(Took::wall)),
                    median(all.stream().map(Took::processor)),
                    median(all.stream().map(Took::wall)) / floor));
        }
    }

    private static double median(Stream<Double> figures) {
        return figures.sorted().toList().get(ROUNDS / 2);
    }

    private static List<String> with(List<String> program, String... arguments) {
        return Stream.concat(program.stream(), Stream.of(arguments)).toList();
    }

    private Took took(List<String> command) throws Exception {
        List<String> timed = new ArrayList<>(
                List.of("bash", "-c", "TIMEFORMAT='%R %U %S'; time \"$@\" >/dev/null 2>\"$0\"", folder + "/err"));
        timed.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(timed).redirectErrorStream(true).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("err")))
                .isIn(0, 3);
        String[] figures = out.strip().split(" ");
        return new Took(
                Double.parseDouble(figures[0]), Double.parseDouble(figures[1]) + Double.parseDouble(figures[2]));
    }
}
