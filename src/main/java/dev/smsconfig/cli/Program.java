package dev.smsconfig.cli;

import dev.smsconfig.report.NextCommand;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/** How this program is started. */
final class Program {

    private static final String BUILT = "java -jar target/smsconfig.jar";

    /** The launcher says here how it was called. */
    private static final String CALLED = "smsconfig.called";

    private Program() {}

    /** As somebody in the current folder would start it again: by the launcher, or with the jar that runs. */
    static String command() {
        String called = System.getProperty(CALLED);
        if (called != null) {
            return NextCommand.quoted(called);
        }
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
