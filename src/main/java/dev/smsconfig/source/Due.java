package dev.smsconfig.source;

import java.time.LocalDate;

/**
 * A problem that time brings: nothing is wrong with the text yet.
 *
 * @param lastDay the last day, in UTC, on which there is no problem
 */
public record Due(LocalDate lastDay, Problem problem) {

    /** Whether it has come on that day. */
    public boolean isOn(LocalDate today) {
        return today.isAfter(lastDay);
    }
}
