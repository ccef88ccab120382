package dev.smsconfig.cli;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;

/** How this program is started. */
final class Program {

    private static final String BUILT = "java -jar target/smsconfig.jar";

    private Program() {}

    /** With the jar that runs, as somebody in the current folder would name it. */
    static String command() {
        CodeSource source = Program.class.getProtectionDomain().getCodeSource();
        try {
            Path from =
                    source == null ? Path.of("") : Path.of(source.getLocation().toURI());
            if (!from.toString().endsWith(".jar")) {
                return BUILT;
            }
            Path here = Path.of("").toAbsolutePath();
            return "java -jar " + (from.startsWith(here) ? here.relativize(from) : from);
        } catch (URISyntaxException | IllegalArgumentException e) {
            return BUILT;
        }
    }
}
