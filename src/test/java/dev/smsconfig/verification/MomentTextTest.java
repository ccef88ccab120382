package dev.smsconfig.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MomentTextTest {

    /** Also before 1970 and beyond four digits of a year, with fractions of every length, many in the same second. */
    @Test
    void anyMomentIsWrittenAsInstantWritesIt() {
        Random random = new Random(3339);
        MomentText text = new MomentText();
        for (int round = 0; round < 20_000; round++) {
            long second = round % 3 == 0 ? random.nextLong() >> 24 : 1_764_000_000L + random.nextInt(3);
            int unit = new int[] {1_000_000_000, 100_000_000, 1_000_000, 10_000, 1_000, 1}[random.nextInt(6)];
            Instant moment = Instant.ofEpochSecond(second, (long) random.nextInt(1_000_000_000 / unit) * unit);
            assertThat(text.of(moment)).isEqualTo(moment.toString());
        }
    }
}
