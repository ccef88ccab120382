package dev.smsconfig.report.html;

import java.util.Locale;

/** What a word or a figure means to who reads it; it is always also said in text, never by colour alone. */
public enum Tone {
    PLAIN,
    GOOD,
    NOTE,
    WARN,
    BAD,
    QUIET;

    /** Its class in the style sheet. */
    public String css() {
        return "t-" + name().toLowerCase(Locale.ROOT);
    }
}
