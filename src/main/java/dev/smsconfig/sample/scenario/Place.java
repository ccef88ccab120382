package dev.smsconfig.sample.scenario;

import java.nio.file.Path;

/**
 * A place in a scenario file.
 *
 * @param keys with points between; empty for the whole file
 */
record Place(Path file, String keys) {

    static Place whole(Path file) {
        return new Place(file, "");
    }

    Place key(String key) {
        return new Place(file, keys.isEmpty() ? key : keys + "." + key);
    }

    /** @param number from 1 */
    Place entry(int number) {
        return new Place(file, keys + "[" + number + "]");
    }

    /** @param what is wrong and what to write instead */
    ScenarioException error(String what) {
        return new ScenarioException(file, keys, what);
    }
}
