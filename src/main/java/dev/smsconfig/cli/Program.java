package dev.smsconfig.cli;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/** How this program is started. */
final class Program {

    private static final String BUILT = "java -jar target/smsconfig.jar";

    private Program() {}

    /** With the jar that runs, as somebody in the current folder would name it. */
    static String command() {
        Path jar = jar();
        if (jar == null) {
            return BUILT;
        }
        Path here = Path.of("").toAbsolutePath();
        return "java -jar " + (jar.startsWith(here) ? here.relativize(jar) : jar);
    }

    /** The jar that runs, or null where it runs from classes. */
    static @Nullable Path jar() {
        CodeSource source = Program.class.getProtectionDomain().getCodeSource();
        try {
            Path from = source == null ? null : Path.of(source.getLocation().toURI());
            return from == null || !from.toString().endsWith(".jar") ? null : from;
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }
}
