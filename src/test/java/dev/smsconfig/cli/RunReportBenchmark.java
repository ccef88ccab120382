package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.job.FilledLedger;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What it takes to write every form of a large run's report: {@code show RUN --report DIR} as a process of its own, beside
 * {@code runs}, which opens the same job repository and reads next to nothing. Runs only where it is named;
 * {@code src/docs/benchmarks.md} has the command and figures.
 */
class RunReportBenchmark {

    private static final int TENANTS = Integer.getInteger("tenants", 20_000);
    private static final int NIGHTS = Integer.getInteger("nights", 3);
    private static final int ROUNDS = 3;
    private static final int POLL_MILLIS = 10;

    @TempDir
    Path folder;

    @Test
    void measure() throws Exception {
        Path work = Files.createDirectories(folder.resolve("work"));
        String run = FilledLedger.fill(work, NIGHTS, TENANTS);
        Path reports = folder.resolve("reports");
        List<String> show = List.of("show", run, "-o", "json", "--work", work.toString());
        List<String> report = new ArrayList<>(show);
        report.addAll(List.of("--report", reports.toString()));
        System.out.printf(
                Locale.ROOT,
                "%d tenants, %d nights, %d processors%n",
                TENANTS,
                NIGHTS,
                Runtime.getRuntime().availableProcessors());
        print("runs --last 1", List.of("runs", "--last", "1", "--work", work.toString()));
        print("show RUN -o json", show);
        print("show RUN -o json --report DIR", report);
        for (int heap : new int[] {512, 256, 128, 96, 64, 48, 32}) {
            if (start(report, heap).waitFor() != 0) {
                System.out.println("-Xmx" + heap + "m does not suffice");
                break;
            }
            System.out.println("-Xmx" + heap + "m suffices");
        }
        try (Stream<Path> files = Files.list(reports).sorted()) {
            for (Path file : files.toList()) {
                System.out.printf(Locale.ROOT, "%-12s %8d KiB%n", file.getFileName(), Files.size(file) / 1024);
            }
        }
    }

    private static void print(String name, List<String> arguments) throws Exception {
        long[] millis = new long[ROUNDS];
        long cpu = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            Process process = start(arguments, 512);
            long used = 0;
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                // what it used so far: once it has ended, nobody can say
                used = process.info().totalCpuDuration().map(Duration::toMillis).orElse(used);
            }
            assertThat(process.exitValue()).as(name).isZero();
            millis[round] = (System.nanoTime() - begin) / 1_000_000;
            cpu = Math.min(cpu, used);
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%-30s %6d ms (%d to %d), %d ms of processor time%n",
                name,
                millis[ROUNDS / 2],
                millis[0],
                millis[ROUNDS - 1],
                cpu);
        System.out.flush();
    }

    private static Process start(List<String> arguments, int heap) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap + "m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SmsConfigApplication.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
    }
}
