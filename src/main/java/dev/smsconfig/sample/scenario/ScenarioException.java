package dev.smsconfig.sample.scenario;

import java.nio.file.Path;

/** A scenario file is not one. The message names file and place, says what to write, and repeats no value of the file. */
public final class ScenarioException extends Exception {

    /** @param place keys with a point between, for example {@code tenants.Cust00001.state}, or a line */
    ScenarioException(Path file, String place, String what) {
        super("the scenario file " + file + (place.isEmpty() ? "" : ", at " + place) + ": " + what);
    }
}
