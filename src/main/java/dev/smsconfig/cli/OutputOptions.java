package dev.smsconfig.cli;

import dev.smsconfig.report.Palette;
import picocli.CommandLine.Option;

/** How a command speaks. */
final class OutputOptions {

    enum Form {
        text,
        json
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "text",
            description = "what stdout carries: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    Form form = Form.text;

    @Option(names = "--no-color", description = "no colours; the variable NO_COLOR does the same")
    boolean noColor;

    @Option(names = "--quiet", description = "no progress and no notes on stderr, only errors and the summary")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "what the libraries log, on stderr")
    boolean verbose;

    Palette outPalette(Terminal terminal) {
        return new Palette(terminal.outIsTerminal() && mayColour(terminal));
    }

    Palette errPalette(Terminal terminal) {
        return new Palette(terminal.errIsTerminal() && mayColour(terminal));
    }

    private boolean mayColour(Terminal terminal) {
        return !noColor && !terminal.environment().containsKey("NO_COLOR");
    }
}
