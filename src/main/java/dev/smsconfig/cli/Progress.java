package dev.smsconfig.cli;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far work on many tenants is: a bar on a terminal, else one line at its beginning, nothing where that is wanted. */
final class Progress implements AutoCloseable {

    private final @Nullable ProgressBar bar;

    private Progress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /** @param title what is done, for example {@code Observing} */
    static Progress begin(Terminal terminal, OutputOptions output, String title, int tenants) {
        if (output.quiet) {
            return new Progress(null);
        }
        if (!terminal.errIsTerminal()) {
            terminal.err().println(title + ": " + tenants + " tenants");
            return new Progress(null);
        }
        return new Progress(new ProgressBarBuilder()
                .setTaskName(title)
                .setInitialMax(tenants)
                .setUnit(" tenants", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .showSpeed()
                .setConsumer(new ConsoleProgressBarConsumer(terminal.err()))
                .build());
    }

    void step() {
        if (bar != null) {
            bar.step();
        }
    }

    void failed(int failures) {
        if (bar != null) {
            bar.setExtraMessage(failures + " failed");
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
