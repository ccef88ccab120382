package dev.smsconfig.verification;

import java.time.Instant;

/**
 * Writes moments as {@link Instant#toString} does. It keeps the last moment and the last second that it wrote: many
 * events fall into the same ones. Not for several threads.
 */
final class MomentText {

    private static final int MILLI = 1_000_000;
    private static final int MICRO = 1_000;

    private long second = Long.MIN_VALUE;
    private String upToSecond = "";
    private Instant last = Instant.MIN;
    private String lastText = "";

    String of(Instant moment) {
        if (!moment.equals(last)) {
            lastText = written(moment);
            last = moment;
        }
        return lastText;
    }

    private String written(Instant moment) {
        if (moment.getEpochSecond() != second) {
            second = moment.getEpochSecond();
            String text = Instant.ofEpochSecond(second).toString();
            upToSecond = text.substring(0, text.length() - 1);
        }
        int nano = moment.getNano();
        if (nano == 0) {
            return upToSecond + "Z";
        }
        if (nano % MILLI == 0) {
            return upToSecond + fraction(nano / MILLI, MILLI / MICRO) + "Z";
        }
        return upToSecond + (nano % MICRO == 0 ? fraction(nano / MICRO, MILLI) : fraction(nano, MILLI * MICRO)) + "Z";
    }

    /** A dot and as many digits as the unit has zeros. */
    private static String fraction(int count, int unit) {
        // the first digit only keeps the zeros that follow it
        return "." + Integer.toString(unit + count).substring(1);
    }
}
