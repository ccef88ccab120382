package dev.smsconfig.rollout;

import java.time.Duration;

/**
 * What stands around a wave.
 *
 * @param soak how long the wave's tenants are left alone after the last save, before they are observed again and the
 *     next wave may begin; zero for not at all
 * @param approval whether somebody has to approve before the wave begins
 */
public record Gate(Duration soak, boolean approval) {

    public static final Gate OPEN = new Gate(Duration.ZERO, false);

    public Gate {
        if (soak.isNegative()) {
            throw new IllegalArgumentException("a soak takes no negative time");
        }
    }
}
