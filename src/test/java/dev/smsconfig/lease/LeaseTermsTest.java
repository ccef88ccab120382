package dev.smsconfig.lease;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaseTermsTest {

    @ParameterizedTest
    @CsvSource({"60, 30, 30", "60, 40, 30", "30, 10, 30", "20, 10, 30", "60, 0, 30", "60, -1, 30"})
    void refusesTermsUnderWhichALeaseWouldBeTrustedPastItsEndOrRenewedTooLate(int length, int beat, int trust) {
        assertThatThrownBy(() -> new LeaseTerms(
                        Duration.ofSeconds(length), Duration.ofSeconds(beat), Duration.ofSeconds(trust), "now"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
