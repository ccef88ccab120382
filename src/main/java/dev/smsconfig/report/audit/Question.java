package dev.smsconfig.report.audit;

import dev.smsconfig.audit.Period;
import dev.smsconfig.rollout.Schedule;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a report is asked for.
 *
 * @param environment the one it is about
 * @param zone whose clocks it shows
 * @param schedule when a run is due, or null where nothing is expected
 * @param entity the legal entity that answers for it, or null
 * @param command as one would type it to get the same report
 */
public record Question(
        String environment,
        Period period,
        ZoneId zone,
        @Nullable Schedule schedule,
        @Nullable String entity,
        String command) {

    // 6 parameters: what is asked for (5), and how it was asked
}
