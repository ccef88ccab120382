package dev.smsconfig.state;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a fleet, as a percentage or as a number of tenants.
 *
 * @param value 0 to 100 for a percentage, 0 to 1,000,000 for a number
 * @param percent whether it is a percentage
 */
public record ShareOrCount(int value, boolean percent) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,7})(%?)");

    public ShareOrCount {
        if (value < 0 || value > (percent ? 100 : 1_000_000)) {
            throw new IllegalArgumentException("write a percentage from 0% to 100% or a number from 0 to 1000000");
        }
    }

    /** @throws IllegalArgumentException with a message that says what to write instead */
    public static ShareOrCount parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("write a percentage such as 30% or a number such as 50");
        }
        return new ShareOrCount(
                Integer.parseInt(matcher.group(1)), !matcher.group(2).isEmpty());
    }

    /** How many of {@code whole} it is, rounded down. */
    public int of(int whole) {
        return percent ? (int) ((long) whole * value / 100) : value;
    }

    @Override
    public String toString() {
        return percent ? value + "%" : String.valueOf(value);
    }
}
