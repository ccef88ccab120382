package dev.smsconfig.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is asked before a run saves anything. */
public enum Guard {
    /** How many tenants change. */
    MAX_CHANGED("maxChanged"),
    /** How many fields of one tenant change. */
    MAX_FIELDS("maxFields"),
    /** How many tenants get the same new value in the same field. */
    MAX_SAME_VALUE("maxSameValue"),
    /** How many of the chosen tenants could be read. */
    MIN_TENANTS("minTenants"),
    /** Whether the run changes far more than those before it, or tenants are missing. */
    UNUSUAL("unusual"),
    /** Whether now is a time in which nothing is saved. */
    FREEZE("freeze");

    private final String key;

    Guard(String key) {
        this.key = key;
    }

    /** Its name under {@code guards} in {@code fleet.yaml} and after {@code --override}. */
    public String key() {
        return key;
    }

    /** The guard of that name, or empty where there is none. */
    public static Optional<Guard> of(String key) {
        return Arrays.stream(values()).filter(guard -> guard.key.equals(key)).findFirst();
    }

    /** The names of all guards. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(Guard::key).toList();
    }
}
