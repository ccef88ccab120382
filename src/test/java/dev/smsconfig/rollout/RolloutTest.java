package dev.smsconfig.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.state.LabelSelector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RolloutTest {

    private final Rollout rollout = new Rollout(
            List.of(
                    Wave.of("canary", LabelSelector.parse("ring=canary")),
                    Wave.of("norway", LabelSelector.parse("country=no")),
                    Wave.of("rest", LabelSelector.everything())),
            new FailureBudget(null, 5));

    @Test
    void takesTheFirstWaveThatMatches() {
        assertThat(rollout.waveOf(Map.of("ring", "canary", "country", "no"))).isZero();
    }

    @Test
    void takesTheLastWaveForWhateverIsLeft() {
        assertThat(rollout.waveOf(Map.of())).isEqualTo(2);
    }

    @Test
    void refusesToLeaveTenantsOut() {
        assertThatThrownBy(() -> new Rollout(
                        List.of(Wave.of("canary", LabelSelector.parse("ring=canary"))), new FailureBudget(null, 5)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
