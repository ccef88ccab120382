package dev.smsconfig.server;

import java.time.Duration;

/** Waits between two attempts. */
@FunctionalInterface
public interface Pause {

    /** @return false where the run is being stopped, so that no further attempt is made */
    boolean pause(Duration duration);
}
