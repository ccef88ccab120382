package dev.smsconfig.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command without a subcommand. */
@Command(
        name = "smsconfig",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        description = "Makes every tenant's SMS configuration what git says it should be, and proves it.")
final class SmsConfigCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command");
    }
}
