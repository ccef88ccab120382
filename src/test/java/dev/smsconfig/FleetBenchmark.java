package dev.smsconfig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.git.TestRepository;
import dev.smsconfig.source.LayeredFleet;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long the commands that read the whole config folder take on a large fleet, as a user waits for them: each a process
 * of its own, of the jar that was built. Runs only where it is named; {@code src/docs/benchmarks.md} has the command and
 * figures.
 */
class FleetBenchmark {

    private static final int TENANTS = 10_000;
    private static final int ROUNDS = 5;
    private static final int POLL_MILLIS = 10;
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    Path folder;

    @Test
    void measure() throws Exception {
        Path jar = Path.of("target", "smsconfig.jar").toAbsolutePath();
        assertThat(jar).as("built by: mvn -q -DskipTests package").exists();
        TestRepository repository = TestRepository.in(folder.resolve("repository"));
        repository.git("config", "gc.auto", "0"); // nothing in the background
        Path configs = repository.configs();
        LayeredFleet.write(configs, TENANTS);
        repository.commit("Begin");
        TreeSet<TenantId> concerned = LayeredFleet.editBase(configs, TENANTS);
        repository.commit("Edit the base");
        repository.git("repack", "-a", "-d", "-q"); // as a clone has it
        Path outside = folder.resolve("outside");
        LayeredFleet.write(outside, TENANTS);

        System.out.println(machine());
        Figure floor = median("java -version", List.of(JAVA, "-version"), null);
        System.out.println(floor.line(floor));
        System.out.println(reading(configs).line(floor));
        String program = jar.toString();
        Figure validate = median(
                "validate, from the commit",
                List.of(JAVA, "-jar", program, "validate", "--configs", configs.toString()),
                folder.resolve("validate"));
        System.out.println(validate.line(floor));
        System.out.println(median(
                        "validate, from the disk",
                        List.of(JAVA, "-jar", program, "validate", "--configs", outside.toString()),
                        folder.resolve("validate-disk"))
                .line(floor));
        Path affected = folder.resolve("affected");
        System.out.println(median(
                        "affected --since HEAD~1",
                        List.of(
                                JAVA,
                                "-jar",
                                program,
                                "affected",
                                "--since",
                                "HEAD~1",
                                "--configs",
                                configs.toString()),
                        affected)
                .line(floor));
        assertThat(Files.readAllLines(affected).stream()
                        .filter(line -> !line.startsWith("Affected: "))
                        .map(line -> new TenantId(line.substring(0, line.indexOf(' '))))
                        .toList())
                .as("exactly the tenants that end up with something else")
                .containsExactlyElementsOf(concerned);
        System.out.println(median(
                        "explain of one tenant",
                        List.of(JAVA, "-jar", program, "explain", "Cust005007", "--configs", configs.toString()),
                        folder.resolve("explain"))
                .line(floor));
        System.out.println("load at the end: " + load());
    }

    /**
     * What the rounds took.
     *
     * @param cpuMillis the least processor time of a round, which says more than the clock where others are at work
     */
    private record Figure(String name, long medianMillis, long fastest, long slowest, long cpuMillis) {

        String line(Figure floor) {
            return String.format(
                    Locale.ROOT,
                    "%-26s %6d ms (%d to %d), %5d ms of processor time, %.1f x %s",
                    name,
                    medianMillis,
                    fastest,
                    slowest,
                    cpuMillis,
                    (double) medianMillis / floor.medianMillis,
                    floor.name);
        }

        static Figure of(String name, long[] nanos, long cpuMillis) {
            long[] millis =
                    Arrays.stream(nanos).map(n -> n / 1_000_000).sorted().toArray();
            return new Figure(name, millis[millis.length / 2], millis[0], millis[millis.length - 1], cpuMillis);
        }
    }

    /** @param out where the last round's output stays, or null */
    private static Figure median(String name, List<String> command, @Nullable Path out) throws Exception {
        long[] nanos = new long[ROUNDS];
        long cpu = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectError(Redirect.DISCARD)
                    .redirectOutput(out == null ? Redirect.DISCARD : Redirect.to(out.toFile()));
            long begin = System.nanoTime();
            Process process = builder.start();
            long used = 0;
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                // what it used so far: once it has ended, nobody can say
                used = process.info().totalCpuDuration().map(Duration::toMillis).orElse(used);
            }
            nanos[round] = System.nanoTime() - begin;
            cpu = Math.min(cpu, used);
            assertThat(process.exitValue()).as(name).isZero();
        }
        return Figure.of(name, nanos, cpu);
    }

    /** What no reader can undercut: every file's bytes, one after the other. */
    private static Figure reading(Path configs) throws IOException {
        List<Path> files;
        try (Stream<Path> paths = Files.walk(configs)) {
            files = new ArrayList<>(paths.filter(Files::isRegularFile).toList());
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        long[] nanos = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            long bytes = 0;
            for (Path file : files) {
                bytes += Files.readAllBytes(file).length;
            }
            nanos[round] = System.nanoTime() - begin;
            assertThat(bytes).isPositive();
        }
        long cpu = (threads.getCurrentThreadCpuTime() - before) / ROUNDS / 1_000_000;
        return Figure.of("reading " + files.size() + " files", nanos, cpu);
    }

    private static String machine() throws IOException {
        Path cpus = Path.of("/proc/cpuinfo");
        String model = Files.exists(cpus)
                ? Files.readAllLines(cpus).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse("")
                : System.getProperty("os.arch");
        return Runtime.getRuntime().availableProcessors() + " x " + model + ", JDK "
                + System.getProperty("java.version") + ", load at the beginning: " + load();
    }

    private static String load() {
        return String.format(
                Locale.ROOT,
                "%.1f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
