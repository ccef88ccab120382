package dev.smsconfig.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The streams of the process and what stands at their other end.
 *
 * @param interactive whether a person can be asked: standard input and error are a terminal
 * @param outIsTerminal whether standard output is one
 * @param errIsTerminal whether standard error is one
 */
record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean interactive,
        boolean outIsTerminal,
        boolean errIsTerminal,
        Map<String, String> environment) {

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
