package dev.smsconfig.cli;

import dev.smsconfig.audit.Period;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.rollout.Schedule;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which stretch of time a command is about. */
final class PeriodOptions {

    @Option(
            names = "--from",
            required = true,
            paramLabel = "TIME",
            description = "the first day, 2026-11-01, or moment, 2026-11-01T00:00:00Z")
    String from = "";

    @Option(
            names = "--to",
            required = true,
            paramLabel = "TIME",
            description = "the first day, or moment, that does not belong to it any more")
    String to = "";

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "where days begin, for example Europe/Oslo (default: the schedule's in fleet.yaml, else UTC)")
    @Nullable
    String zone;

    /**
     * The zone that was named, else the schedule's, else UTC.
     *
     * @throws CommandFailure where there is no such zone
     */
    ZoneId zone(@Nullable Schedule schedule) {
        String named = zone;
        if (named == null) {
            return schedule == null ? ZoneOffset.UTC : schedule.zone();
        }
        try {
            return ZoneId.of(named);
        } catch (DateTimeException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--zone takes a name of the IANA database such as Europe/Oslo or UTC");
        }
    }

    /** @throws CommandFailure where the options do not tell a period */
    Period period(ZoneId days) {
        Instant first = moment("--from", from, days);
        Instant last = moment("--to", to, days);
        if (!first.isBefore(last)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--to has to be later than --from; for the day 2026-11-01 alone: --from 2026-11-01 --to 2026-11-02");
        }
        return new Period(first, last);
    }

    private static Instant moment(String option, String text, ZoneId days) {
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(days).toInstant();
        } catch (DateTimeException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    option + " takes a day such as 2026-11-01, or a moment such as 2026-11-01T00:00:00Z");
        }
    }
}
