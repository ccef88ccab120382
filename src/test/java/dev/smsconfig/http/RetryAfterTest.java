package dev.smsconfig.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);

    private static @Nullable Duration of(Map<String, String> headers) {
        return RetryAfter.of(new Answer(503, headers, new byte[0]), CLOCK);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "2,2", "' 120 ',120", "-1,0", "-99999999999999999999,0", "2147483647,2147483647"})
    void readsSeconds(String header, int seconds) {
        assertThat(of(Map.of("retry-after", header))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Tue, 24 Nov 2026 09:01:30 GMT", "Tuesday, 24-Nov-26 09:01:30 GMT", "Tue Nov 24 09:01:30 2026"})
    void readsDates(String header) {
        assertThat(of(Map.of("Retry-After", header))).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void readsTheOldestFormWithADayOfOneDigit() {
        assertThat(of(Map.of("Retry-After", "Tue Dec  1 09:00:00 2026"))).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void trustsTheServersClockMoreThanOurs() {
        String inTenSeconds = "Fri, 27 Nov 2026 12:00:10 GMT";
        assertThat(of(Map.of("Retry-After", inTenSeconds, "Date", "Fri, 27 Nov 2026 12:00:00 GMT")))
                .isEqualTo(Duration.ofSeconds(10));
        assertThat(of(Map.of("Retry-After", "Tue, 24 Nov 2026 09:00:10 GMT", "Date", "garbage")))
                .isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void takesThePastForNow() {
        assertThat(of(Map.of("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT"))).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "1.5", "+5", "99999999999", "2147483648", "١", "5 s", "2026-11-24T09:00:00Z"})
    void ignoresWhatItCannotRead(String header) {
        assertThat(of(Map.of("Retry-After", header))).isNull();
        assertThat(of(Map.of())).isNull();
    }
}
