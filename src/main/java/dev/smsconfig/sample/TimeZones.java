package dev.smsconfig.sample;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code SO-TimeZone}: a number, {@code UTC} or a country's code ({@code 261} and {@code NO} are one, in
 * SuperOffice documentation, HTTP headers), with {@code , includeTZOffset} if wanted. Zones of the IANA's list are taken too. An SmsConfig has
 * no times, so all it does is come back in the answer; one that is unknown is as if it had not come.
 */
final class TimeZones {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_+/-]{0,63}");
    private static final Set<String> COUNTRIES = new HashSet<>(Arrays.asList(Locale.getISOCountries()));

    private TimeZones() {}

    /** @return the zone as sent, without the option; empty where there is none or it is unknown */
    static Optional<String> known(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        String[] parts = header.split(",", 2);
        String zone = parts[0].strip();
        boolean isOption = parts.length == 1 || parts[1].strip().equalsIgnoreCase("includeTZOffset");
        return isOption && isZone(zone) ? Optional.of(zone) : Optional.empty();
    }

    private static boolean isZone(String zone) {
        if (NUMBER.matcher(zone).matches()
                || zone.equalsIgnoreCase("UTC")
                || COUNTRIES.contains(zone.toUpperCase(Locale.ROOT))) {
            return true;
        }
        try {
            return NAME.matcher(zone).matches() && !ZoneId.of(zone).getId().isEmpty();
        } catch (DateTimeException e) {
            return false;
        }
    }
}
