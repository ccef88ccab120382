package dev.smsconfig.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.plan.GuardVerdict;
import dev.smsconfig.plan.GuardVerdict.Decision;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreezeCalendarTest {

    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");
    private static final Instant CHRISTMAS = Instant.parse("2026-12-24T12:00:00Z");

    private static FreezeWindow window(String from, String to, String reason) {
        return new FreezeWindow(LocalDateTime.parse(from), LocalDateTime.parse(to), OSLO, reason);
    }

    private static FreezeCalendar calendar(FreezeWindow... windows) {
        return new FreezeCalendar(List.of(windows));
    }

    @Test
    void tellsReasonAndEndOnTheClocksOfTheZoneAndInUtc() {
        FreezeCalendar calendar = calendar(window("2026-12-23T00:00", "2027-01-02T00:00", "Christmas trade"));
        assertThat(calendar.at(CHRISTMAS).orElseThrow().text())
                .isEqualTo("frozen until 2027-01-02 00:00 Europe/Oslo (2027-01-01T23:00:00Z): Christmas trade");
    }

    @Test
    void tellsTheEndOfTheOneThatEndsLast() {
        FreezeCalendar calendar = calendar(
                window("2026-12-24T00:00", "2026-12-25T00:00", "short"),
                window("2026-12-20T00:00", "2026-12-31T00:00", "long"),
                window("2026-12-24T00:00", "2026-12-26T00:00", "middle"));
        assertThat(calendar.at(CHRISTMAS).orElseThrow().text())
                .contains("2026-12-31")
                .endsWith("long");
    }

    @Test
    void tellsWhenSavingMayGoOnWhereFreezesFollowEachOther() {
        FreezeCalendar calendar = calendar(
                window("2026-12-24T00:00", "2026-12-25T00:00", "first"),
                window("2026-12-25T00:00", "2026-12-27T00:00", "second"),
                window("2026-12-27T00:01", "2026-12-29T00:00", "a minute later"));
        assertThat(calendar.at(CHRISTMAS).orElseThrow().until()).isEqualTo("2026-12-26T23:00:00Z");
    }

    @Test
    void refusesInAFreezeAndNamesTheFlag() {
        GuardVerdict verdict = calendar(window("2026-12-23T00:00", "2027-01-02T00:00", "Christmas trade"))
                .verdict(CHRISTMAS)
                .orElseThrow();
        assertThat(verdict.decision()).isEqualTo(Decision.REFUSED);
        assertThat(verdict.text())
                .startsWith("guards.freeze: frozen until 2027-01-02 00:00 Europe/Oslo")
                .endsWith("--override freeze --reason TEXT");
    }

    @Test
    void permitsOutsideOfItsFreezes() {
        assertThat(calendar(window("2026-12-25T00:00", "2027-01-02T00:00", "later"))
                        .verdict(CHRISTMAS))
                .map(GuardVerdict::decision)
                .contains(Decision.PERMITTED);
    }

    @Test
    void saysNothingWhereNoFreezeIsSet() {
        assertThat(calendar().verdict(CHRISTMAS)).isEmpty();
    }
}
