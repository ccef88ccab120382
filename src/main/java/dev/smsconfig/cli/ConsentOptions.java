package dev.smsconfig.cli;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Consent to what a command is going to save. */
final class ConsentOptions {

    @Option(
            names = {"--yes", "--auto-approve"},
            description = "saves without asking")
    boolean yes;

    void requireSomebodyToAsk(Terminal terminal, CommandLine command) {
        if (!yes && !terminal.interactive()) {
            throw new ParameterException(command, "there is no terminal to ask on; look at the plan, then add --yes");
        }
    }
}
