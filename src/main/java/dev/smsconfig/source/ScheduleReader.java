package dev.smsconfig.source;

import dev.smsconfig.rollout.Schedule;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/** Reads the {@code schedule} of a fleet: only what every cron understands, and understands alike. */
final class ScheduleReader {

    static final Schema SCHEDULE = Schema.of("cron", "zone");

    private static final String VALUE =
            "(?:\\d{1,2}|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|SUN|MON|TUE|WED|THU|FRI|SAT)";
    private static final String PART = "(?:" + VALUE + "|(?:\\*|" + VALUE + "-" + VALUE + ")(?:/[1-9]\\d?)?)";
    private static final Pattern FIELD = Pattern.compile(PART + "(?:," + PART + ")*");
    private static final int FIELDS = 5;
    private static final int DAY_OF_MONTH = 2;
    private static final int DAY_OF_WEEK = 4;

    private final FileProblems problems;

    ScheduleReader(FileProblems problems) {
        this.problems = problems;
    }

    /** @return null after a problem, or where there is none */
    @Nullable
    Schedule read(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        Node node = fields.required("cron");
        String cron = node == null ? null : Scalars.string(node, problems);
        String fault = cron == null ? null : fault(cron);
        if (node != null && fault != null) {
            problems.error(Rule.SCHEDULE_CRON, node.at(), fault);
        }
        ZoneId zone = Zones.read(fields, problems);
        return cron == null || fault != null || zone == null ? null : new Schedule(cron, zone);
    }

    private static @Nullable String fault(String cron) {
        String malformed =
                "write five fields such as \"0 2 * * *\": minute, hour, day of the month, month, day of the week";
        String[] fields = cron.toUpperCase(Locale.ROOT).split(" ", -1);
        if (fields.length != FIELDS) {
            return malformed;
        }
        for (String field : fields) {
            if (!FIELD.matcher(field).matches()) {
                return malformed;
            }
        }
        if (!fields[DAY_OF_MONTH].equals("*") && !fields[DAY_OF_WEEK].equals("*")) {
            return "days of the month and days of the week together mean one thing to cron and another to other"
                    + " schedulers; write * for one of them";
        }
        // the day has to come some year: 30 February does not
        return CronExpression.isValidExpression("0 " + cron) ? null : malformed;
    }
}
