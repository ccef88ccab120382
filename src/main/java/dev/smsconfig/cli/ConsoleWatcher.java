package dev.smsconfig.cli;

import dev.smsconfig.job.JobStore;
import dev.smsconfig.job.RunWatcher;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.report.PlanText;
import dev.smsconfig.state.Durations;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Shows a run on the console: a bar on a terminal, else a line a phase; the plan; the question before the first save. */
final class ConsoleWatcher implements RunWatcher {

    private final Setting setting;
    private final Terminal terminal;
    private final OutputOptions output;
    private final JobStore store;
    private final boolean assumeYes;
    private final AtomicInteger incomplete = new AtomicInteger();
    private volatile @Nullable Progress progress;
    private boolean soaking;

    /** @param assumeYes whether consent was given with the command */
    ConsoleWatcher(Setting setting, JobStore store, boolean assumeYes) {
        this.setting = setting;
        this.terminal = setting.terminal();
        this.output = setting.output();
        this.store = store;
        this.assumeYes = assumeYes;
    }

    @Override
    public void began(String name, int tenants) {
        incomplete.set(0);
        String title = name.equals("observe") ? "Observing" : "Saving wave " + name;
        progress = Progress.begin(terminal, output, title, tenants);
    }

    @Override
    public void probes(String wave, int tenants) {
        incomplete.set(0);
        progress = Progress.begin(terminal, output, "Observing wave " + wave + " again", tenants);
    }

    @Override
    public void soaking(String wave, Instant until, Duration left) {
        boolean first = !soaking;
        soaking = true;
        if (output.quiet) {
            return;
        }
        if (terminal.errIsTerminal()) {
            // the same line again: a countdown
            terminal.err().print("\rWave " + wave + " soaks for another " + Durations.print(left) + "   ");
            terminal.err().flush();
        } else if (first) {
            terminal.err().println("Wave " + wave + " soaks until " + until.truncatedTo(ChronoUnit.SECONDS));
        }
    }

    @Override
    public void soaked() {
        if (soaking && !output.quiet && terminal.errIsTerminal()) {
            terminal.err().println();
        }
        soaking = false;
    }

    @Override
    public void done(Outcome outcome) {
        int failures = outcome.kind().isIncomplete() ? incomplete.incrementAndGet() : incomplete.get();
        Progress current = progress;
        if (current != null) {
            current.step();
            if (failures > 0) {
                current.failed(failures);
            }
        }
    }

    @Override
    public void ended() {
        Progress current = progress;
        progress = null;
        if (current != null) {
            current.close();
        }
    }

    @Override
    public void planned(String runId) {
        if (output.form == OutputOptions.Form.text) {
            print(runId, terminal.out(), new PlanText(output.outPalette(terminal)));
        } else if (!assumeYes) {
            print(runId, terminal.err(), new PlanText(output.errPalette(terminal)));
        }
    }

    private void print(String runId, PrintStream stream, PlanText text) {
        text.lines(RunReports.of(store, store.runs().find(runId).orElseThrow(), setting.next()))
                .forEach(stream::println);
    }

    @Override
    public boolean consents(String runId) {
        if (assumeYes) {
            return true;
        }
        terminal.err().print("Save these changes? Type yes to go on: ");
        terminal.err().flush();
        try {
            String answer = new BufferedReader(
                            new InputStreamReader(terminal.in(), java.nio.charset.Charset.defaultCharset()))
                    .readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).equals("yes");
        } catch (IOException e) {
            return false;
        }
    }
}
