package dev.smsconfig.cli;

import dev.smsconfig.report.Palette;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How {@code validate} speaks. */
final class ValidateOptions {

    enum Form {
        text,
        json,
        sarif
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "text",
            description = "what is written: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    Form form = Form.text;

    @Option(names = "--out", paramLabel = "FILE", description = "write into this file instead of stdout")
    @Nullable
    Path out;

    @Option(names = "--no-color", description = "no colours; the variable NO_COLOR does the same")
    boolean noColor;

    @Option(names = "--quiet", description = "no warnings in the text, only errors and the summary")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "what the libraries log, on stderr")
    boolean verbose;

    Palette palette(Terminal terminal) {
        return new Palette(out == null
                && terminal.outIsTerminal()
                && !noColor
                && !terminal.environment().containsKey("NO_COLOR"));
    }
}
