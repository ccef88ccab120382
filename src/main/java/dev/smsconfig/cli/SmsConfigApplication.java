package dev.smsconfig.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.smsconfig.job.JobStore;
import dev.smsconfig.job.StopSignal;
import dev.smsconfig.report.ExitCode;
import java.util.Arrays;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** The program. */
public final class SmsConfigApplication {

    private SmsConfigApplication() {}

    public static void main(String[] args) {
        Shutdown shutdown = new Shutdown();
        shutdown.install();
        int code = run(args, Terminal.ofProcess(), shutdown.stop());
        shutdown.ended(code);
        System.exit(code);
    }

    /** One command, without ending the process. */
    static int run(String[] args, Terminal process, StopSignal stop) {
        Terminal terminal = process.called(args);
        EnvironmentDefaults defaults = new EnvironmentDefaults(terminal.environment());
        boolean verbose = Arrays.asList(args).contains("-v")
                || Arrays.asList(args).contains("--verbose")
                || defaults.isTrue("SMSCONFIG_VERBOSE");
        ((Logger) LoggerFactory.getLogger("dev.smsconfig")).setLevel(verbose ? Level.DEBUG : Level.WARN);
        ((Logger) LoggerFactory.getLogger("org.springframework")).setLevel(verbose ? Level.INFO : Level.OFF);
        CommandLine commandLine = commandLine(terminal, stop, terminal.arguments());
        commandLine.setDefaultValueProvider(defaults);
        commandLine.setParameterExceptionHandler(defaults.explaining(commandLine.getParameterExceptionHandler()));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        // @FILE is a list of tenants here, and no file with arguments
        commandLine.setExpandAtFiles(false);
        commandLine.setOut(new java.io.PrintWriter(terminal.out(), true));
        commandLine.setErr(new java.io.PrintWriter(terminal.err(), true));
        commandLine.setExecutionExceptionHandler((exception, command, result) -> explain(exception, terminal));
        return commandLine.execute(args);
    }

    /**
     * The commands, without what surrounds their execution.
     *
     * @param words of which the first ones may name the only command that is needed
     */
    static CommandLine commandLine(Terminal terminal, StopSignal stop, List<String> words) {
        return CommandTree.of(factory(terminal, stop), words);
    }

    private static int explain(Exception exception, Terminal terminal) {
        ExitCode code = exception instanceof CommandFailure failure ? failure.exitCode() : ExitCode.ERROR;
        LoggerFactory.getLogger(SmsConfigApplication.class).debug("the command failed", exception);
        terminal.err().println("error: " + text(exception));
        terminal.err().println(code.meaning());
        return code.number();
    }

    private static String text(Exception exception) {
        if (exception instanceof CommandFailure failure) {
            return failure.text();
        }
        if (JobStore.isUnreachable(exception)) {
            return "the job repository can't be reached any more; check it, then see 'smsconfig runs'";
        }
        // the message of an unknown exception may hold anything
        return "internal error " + exception.getClass().getName() + " at " + place(exception)
                + "; run again with -v and report it";
    }

    private static String place(Exception exception) {
        return Arrays.stream(exception.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("dev.smsconfig"))
                .findFirst()
                .map(StackTraceElement::toString)
                .orElse("an unknown place");
    }

    /** Commands take their terminal in the constructor; everything else picocli makes itself. */
    private static IFactory factory(Terminal terminal, StopSignal stop) {
        IFactory standard = CommandLine.defaultFactory();
        return new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                for (var constructor : type.getDeclaredConstructors()) {
                    Class<?>[] parameters = constructor.getParameterTypes();
                    if (Arrays.equals(parameters, new Class<?>[] {Terminal.class, StopSignal.class})) {
                        return type.cast(constructor.newInstance(terminal, stop));
                    }
                    if (Arrays.equals(parameters, new Class<?>[] {Terminal.class})) {
                        return type.cast(constructor.newInstance(terminal));
                    }
                }
                return standard.create(type);
            }
        };
    }
}
