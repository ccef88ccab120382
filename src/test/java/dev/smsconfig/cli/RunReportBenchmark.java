package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.audit.Run;
import dev.smsconfig.job.FilledLedger;
import dev.smsconfig.job.JobStore;
import dev.smsconfig.report.NextCommand;
import dev.smsconfig.report.RunReport;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What it takes to write every form of a large run's report, beside one read of its ledger without writing anything. Runs
 * only where it is named; {@code src/docs/benchmarks.md} has the command and figures. How much heap it needs is found by
 * running it with less.
 */
class RunReportBenchmark {

    private static final int TENANTS = Integer.getInteger("tenants", 20_000);
    private static final int NIGHTS = Integer.getInteger("nights", 3);
    private static final int ROUNDS = 5;

    @TempDir
    Path folder;

    @Test
    void measure() throws Exception {
        Path work = Files.createDirectories(folder.resolve("work"));
        String id = FilledLedger.fill(work, NIGHTS, TENANTS);
        System.out.printf(
                Locale.ROOT,
                "%d tenants, %d nights, %d MiB of heap at most, load %.1f%n",
                TENANTS,
                NIGHTS,
                Runtime.getRuntime().maxMemory() >> 20,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        Path reports = folder.resolve("reports");
        try (JobStore store = JobStore.embedded(work, Clock.systemUTC())) {
            Run run = store.runs().find(id).orElseThrow();
            RunReport report = RunReports.of(store, run, new NextCommand("smsconfig", null));
            print("one read of the ledger", () -> {
                AtomicInteger tenants = new AtomicInteger();
                report.tenants().forEach(entry -> tenants.incrementAndGet());
                assertThat(tenants).hasValue(TENANTS);
            });
            ConfigPlaces places = new ConfigPlaces(Path.of("configs"), null);
            print("all forms", () -> new ReportWriter(store).write(report, places, reports));
        }
        sizes(reports);
    }

    /** The first round is a command's, which runs once; the fastest is what is left when the JVM has compiled all. */
    private static void print(String name, Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long first = 0;
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = threads.getCurrentThreadCpuTime();
            work.run();
            long used = threads.getCurrentThreadCpuTime() - begin;
            first = round == 0 ? used : first;
            best = Math.min(best, used);
        }
        System.out.printf(
                Locale.ROOT,
                "%-24s first %5d ms, best %5d ms of the thread's processor time%n",
                name,
                first / 1_000_000,
                best / 1_000_000);
    }

    private static void sizes(Path reports) throws IOException {
        try (Stream<Path> files = Files.list(reports).sorted()) {
            for (Path file : files.toList()) {
                System.out.printf(Locale.ROOT, "%-12s %8d KiB%n", file.getFileName(), Files.size(file) / 1024);
            }
        }
    }
}
