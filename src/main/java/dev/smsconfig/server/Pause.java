package dev.smsconfig.server;

import java.time.Duration;

/** Waits between two attempts. */
@FunctionalInterface
public interface Pause {

    /** @return false where the run is being stopped: then nothing is tried again */
    boolean pause(Duration duration);
}
