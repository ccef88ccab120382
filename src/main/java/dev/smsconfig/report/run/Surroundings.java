package dev.smsconfig.report.run;

import dev.smsconfig.audit.RunFigures;
import java.nio.file.Path;
import java.util.List;

/**
 * What a report tells besides its run.
 *
 * @param places where in the config folder things are written
 * @param trend the run and those like it before it, oldest first
 * @param version of this program
 * @param workingFolder to which files are named relative, where they lie in it
 */
public record Surroundings(Places places, List<RunFigures> trend, String version, Path workingFolder) {

    public Surroundings {
        trend = List.copyOf(trend);
    }
}
