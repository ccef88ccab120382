package dev.smsconfig.state;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many requests a second one host gets at most.
 *
 * @param perSecond 1 to 10,000, or 0 for no limit
 */
public record Rate(int perSecond) {

    public static final Rate UNLIMITED = new Rate(0);

    private static final int MOST = 10_000;
    private static final Pattern FORM = Pattern.compile("(0|[1-9]\\d{0,4})/s");

    public Rate {
        if (perSecond < 0 || perSecond > MOST) {
            throw new IllegalArgumentException("write a rate from 1/s to " + MOST + "/s, or 0 for none");
        }
    }

    /** @throws IllegalArgumentException with a message that says what to write instead */
    public static Rate parse(String text) {
        if (text.equals("0")) {
            return UNLIMITED;
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("write a rate such as 10/s, or 0 for no limit");
        }
        return new Rate(Integer.parseInt(matcher.group(1)));
    }

    public boolean isLimited() {
        return perSecond > 0;
    }

    @Override
    public String toString() {
        return isLimited() ? perSecond + "/s" : "0";
    }
}
