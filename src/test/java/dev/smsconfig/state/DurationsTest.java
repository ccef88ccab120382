package dev.smsconfig.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({"90s,PT1M30S", "10m,PT10M", "1h30m,PT1H30M", "2d,PT48H", "1d2h3m4s,PT26H3M4S", "0s,PT0S", "90m,PT1H30M"
    })
    void readsEveryUnit(String text, String iso) {
        assertThat(Durations.parse(text)).isEqualTo(Duration.parse(iso));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "m", "1.5h", "-1m", "1m1h", "1m1m", "1 h", "1H", "PT1H", "1w", "1234567s", "1h "})
    void refusesEverythingElseWithoutRepeatingIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parse(text))
                .withMessage("write a duration such as 90s, 10m, 1h30m or 2d");
    }

    @ParameterizedTest
    @CsvSource({"PT90S,1m30s", "PT48H,2d", "PT0S,0s", "PT0.9S,0s", "PT25H,1d1h"})
    void printsTheLargestUnits(String iso, String text) {
        assertThat(Durations.print(Duration.parse(iso))).isEqualTo(text);
    }

    @Test
    void readsWhatItPrints() {
        Random random = new Random(20261124);
        for (int i = 0; i < 1_000; i++) {
            Duration duration = Duration.ofSeconds(random.nextLong(400L * 24 * 3600));
            assertThat(Durations.parse(Durations.print(duration))).isEqualTo(duration);
        }
    }
}
