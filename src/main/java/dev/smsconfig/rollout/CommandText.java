package dev.smsconfig.rollout;

import java.util.regex.Pattern;

/** Words as one writes them in a shell. */
public final class CommandText {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./=,:@%+-]+");

    private CommandText() {}

    /** In quotes where a shell would take something of it for its own. */
    public static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
