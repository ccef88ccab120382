package dev.smsconfig.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the process was given: its streams and what stands at their other end, its environment, its command line.
 *
 * @param interactive whether a person can be asked: standard input and error are a terminal
 * @param outIsTerminal whether standard output is one
 * @param errIsTerminal whether standard error is one
 * @param arguments how the program was called
 */
record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean interactive,
        boolean outIsTerminal,
        boolean errIsTerminal,
        Map<String, String> environment,
        List<String> arguments) {

    /** One of a program that was called without a word. */
    Terminal(
            InputStream in,
            PrintStream out,
            PrintStream err,
            boolean interactive,
            boolean outIsTerminal,
            boolean errIsTerminal,
            Map<String, String> environment) {
        this(in, out, err, interactive, outIsTerminal, errIsTerminal, environment, List.of());
    }

    /** The same of a program that was called so. */
    Terminal called(String... words) {
        return new Terminal(in, out, err, interactive, outIsTerminal, errIsTerminal, environment, List.of(words));
    }

    static Terminal ofProcess() {
        boolean error = isTerminal(2);
        return new Terminal(
                System.in, System.out, System.err, isTerminal(0) && error, isTerminal(1), error, System.getenv());
    }

    /** The console tells only of input and output together, so where the system shows its descriptors, they are read. */
    private static boolean isTerminal(int descriptor) {
        try {
            String device = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null;
        }
    }
}
