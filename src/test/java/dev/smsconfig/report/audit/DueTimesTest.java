package dev.smsconfig.report.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.audit.Period;
import dev.smsconfig.rollout.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DueTimesTest {

    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");

    private static List<Instant> due(String cron, ZoneId zone, String from, String to) {
        Period period = new Period(Instant.parse(from), Instant.parse(to));
        return DueTimes.of(new Schedule(cron, zone), period).stream()
                .filter(period::contains)
                .toList();
    }

    private static List<Instant> instants(String... texts) {
        return Stream.of(texts).map(Instant::parse).toList();
    }

    @Test
    void aNightIsDueOnceADay() {
        assertThat(due("0 2 * * *", OSLO, "2026-11-01T23:00:00Z", "2026-11-03T23:00:00Z"))
                .isEqualTo(instants("2026-11-02T01:00:00Z", "2026-11-03T01:00:00Z"));
    }

    @Test
    void aTimeThatTheClocksSkipIsDueWhenTheyHaveJumped() {
        assertThat(due("30 2 * * *", OSLO, "2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z"))
                .isEqualTo(instants("2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"));
    }

    @Test
    void aTimeThatTheClocksShowTwiceIsDueTheFirstTime() {
        assertThat(due("0 2 * * *", OSLO, "2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z"))
                .isEqualTo(instants("2026-10-25T00:00:00Z", "2026-10-26T01:00:00Z"));
    }

    @Test
    void twoTimesThatTheClocksMakeOneAreDueOnce() {
        assertThat(due("0 2,3 * * *", OSLO, "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z"))
                .isEqualTo(instants("2026-03-29T01:00:00Z"));
    }

    @Test
    void thePeriodsBeginBelongsToItAndItsEndDoesNot() {
        assertThat(due("0 2 * * *", ZoneId.of("UTC"), "2026-11-01T02:00:00Z", "2026-11-02T02:00:00Z"))
                .isEqualTo(instants("2026-11-01T02:00:00Z"));
    }

    @Test
    void weekdaysAreCountedAsCronDoes() {
        assertThat(due("0 2 * * MON-FRI", ZoneId.of("UTC"), "2026-11-06T00:00:00Z", "2026-11-10T00:00:00Z"))
                .isEqualTo(instants("2026-11-06T02:00:00Z", "2026-11-09T02:00:00Z"));
    }

    @Test
    void ofDailySchedulesEveryLocalDayHasOneInEveryZone() {
        List<String> zones = List.of("Europe/Oslo", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "UTC");
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
            LocalTime time = LocalTime.of(random.nextInt(24), random.nextInt(60));
            LocalDate first = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(365));
            int days = 1 + random.nextInt(60);
            Period period = new Period(
                    first.atStartOfDay(zone).toInstant(),
                    first.plusDays(days).atStartOfDay(zone).toInstant());
            List<Instant> due = DueTimes
                    .of(new Schedule(time.getMinute() + " " + time.getHour() + " * * *", zone), period)
                    .stream()
                    .filter(period::contains)
                    .toList();
            assertThat(due.stream().map(at -> LocalDate.ofInstant(at, zone)))
                    .as("%s %s %s", zone, time, first)
                    .isEqualTo(first.datesUntil(first.plusDays(days)).toList());
            for (int i = 1; i < due.size(); i++) {
                assertThat(Duration.between(due.get(i - 1), due.get(i))).isBetween(Duration.ofHours(22), Duration.ofHours(26));
            }
        }
    }
}
