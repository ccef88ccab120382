package dev.smsconfig.cli;

import dev.smsconfig.report.ExitCode;

/** Ends a command: what went wrong and what to do next, in words that may be shown. */
final class CommandFailure extends RuntimeException {

    private final ExitCode exitCode;
    private final String text;

    CommandFailure(ExitCode exitCode, String text) {
        super(text);
        this.exitCode = exitCode;
        this.text = text;
    }

    ExitCode exitCode() {
        return exitCode;
    }

    String text() {
        return text;
    }
}
