package dev.smsconfig.cli;

import dev.smsconfig.audit.SecretUses;
import dev.smsconfig.job.StopSignal;
import dev.smsconfig.report.NextCommand;
import java.nio.file.Path;

/**
 * What every command with a job repository runs in.
 *
 * @param uses what the command reads of secrets
 */
record Setting(Terminal terminal, StopSignal stop, Path work, OutputOptions output, SecretUses uses) {

    Setting(Terminal terminal, StopSignal stop, Path work, OutputOptions output) {
        this(terminal, stop, work, output, new SecretUses());
    }

    /** A line for people that is no error. */
    void note(String text) {
        if (!output.quiet) {
            terminal.err().println(text);
        }
    }

    /** The commands that people are told to type next, with this work folder. */
    NextCommand next() {
        return new NextCommand(Program.command(), work.equals(WorkOptions.DEFAULT) ? null : work);
    }
}
