package dev.smsconfig.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreezeWindowTest {

    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");

    private static FreezeWindow window(String from, String to, ZoneId zone) {
        return new FreezeWindow(LocalDateTime.parse(from), LocalDateTime.parse(to), zone, "quiet");
    }

    /** In Oslo 2026 the clocks go from 02:00 to 03:00 at 01:00Z of 29 March, and from 03:00 to 02:00 at 01:00Z of 25 October. */
    @ParameterizedTest
    @CsvSource({
        // month and year ends
        "2026-12-23T00:00, 2027-01-02T00:00, 2026-12-22T23:00:00Z, 2027-01-01T23:00:00Z",
        "2028-02-29T00:00, 2028-03-01T00:00, 2028-02-28T23:00:00Z, 2028-02-29T23:00:00Z",
        // over both changes
        "2026-03-28T12:00, 2026-03-29T12:00, 2026-03-28T11:00:00Z, 2026-03-29T10:00:00Z",
        "2026-10-24T12:00, 2026-10-25T12:00, 2026-10-24T10:00:00Z, 2026-10-25T11:00:00Z",
        // ends that are skipped
        "2026-03-29T02:30, 2026-03-29T04:00, 2026-03-29T01:00:00Z, 2026-03-29T02:00:00Z",
        "2026-03-29T01:00, 2026-03-29T02:30, 2026-03-29T00:00:00Z, 2026-03-29T01:00:00Z",
        // ends that come twice
        "2026-10-25T02:30, 2026-10-25T04:00, 2026-10-25T00:30:00Z, 2026-10-25T03:00:00Z",
        "2026-10-25T01:00, 2026-10-25T02:30, 2026-10-24T23:00:00Z, 2026-10-25T01:30:00Z",
        "2026-10-25T02:10, 2026-10-25T02:50, 2026-10-25T00:10:00Z, 2026-10-25T01:50:00Z"
    })
    void keepsToTheClocksOfItsZone(String from, String to, String begins, String ends) {
        FreezeWindow window = window(from, to, OSLO);
        assertThat(window.begins()).isEqualTo(begins);
        assertThat(window.ends()).isEqualTo(ends);
        assertThat(window.contains(window.begins())).isTrue();
        assertThat(window.contains(window.begins().minusNanos(1))).isFalse();
        assertThat(window.contains(window.ends().minusNanos(1))).isTrue();
        assertThat(window.contains(window.ends())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"2026-03-29T02:10, 2026-03-29T02:50", "2026-03-29T02:00, 2026-03-29T03:00"})
    void neverIsWhereTheClocksSkipIt(String from, String to) {
        FreezeWindow window = window(from, to, OSLO);
        assertThat(window.ends()).isEqualTo(window.begins());
        assertThat(window.contains(window.begins())).isFalse();
    }

    @Test
    void endsAfterItBegins() {
        assertThatThrownBy(() -> window("2026-01-01T00:00", "2026-01-01T00:00", OSLO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** What somebody sees who looks at a clock every minute, for windows about changes of clocks all over the world. */
    @Test
    void isWhatTheClocksShowMinuteByMinute() {
        Random random = new Random(5);
        List<ZoneId> zones = List.of(
                OSLO,
                ZoneId.of("America/St_Johns"),
                ZoneId.of("Australia/Lord_Howe"),
                ZoneId.of("Pacific/Chatham"),
                ZoneId.of("Asia/Kolkata"),
                ZoneOffset.UTC);
        for (int round = 0; round < 600; round++) {
            ZoneId zone = zones.get(random.nextInt(zones.size()));
            Instant about =
                    nextChange(zone, Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(random.nextInt(3000))));
            LocalDateTime from = LocalDateTime.ofInstant(about, ZoneOffset.UTC)
                    .plus(zone.getRules().getOffset(about).getTotalSeconds(), ChronoUnit.SECONDS)
                    .plusMinutes(random.nextInt(400) - 200L);
            LocalDateTime to = from.plusMinutes(1 + random.nextInt(200));
            checkAgainstTheClock(new FreezeWindow(from, to, zone, "quiet"), about);
        }
    }

    private static Instant nextChange(ZoneId zone, Instant after) {
        var change = zone.getRules().nextTransition(after);
        return change == null ? after.truncatedTo(ChronoUnit.MINUTES) : change.getInstant();
    }

    private static void checkAgainstTheClock(FreezeWindow window, Instant about) {
        List<Instant> minutes = IntStream.range(-720, 720)
                .mapToObj(minute -> about.plus(Duration.ofMinutes(minute)))
                .toList();
        Instant first = minutes.stream()
                .filter(minute -> !shown(window, minute).isBefore(window.from()))
                .findFirst()
                .orElseThrow();
        Instant last = minutes.stream()
                .filter(minute -> shown(window, minute).isBefore(window.to()))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        assertThat(window.begins()).as(window.toString()).isEqualTo(first);
        assertThat(window.ends()).as(window.toString()).isEqualTo(last.plus(Duration.ofMinutes(1)));
    }

    private static LocalDateTime shown(FreezeWindow window, Instant instant) {
        return LocalDateTime.ofInstant(instant, window.zone());
    }
}
