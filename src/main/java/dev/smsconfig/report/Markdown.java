package dev.smsconfig.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Foreign text in Markdown as GitHub and GitLab read it. It stands in code spans only: in them nothing is a link, a
 * mention, HTML or emphasis.
 */
public final class Markdown {

    private static final Pattern BACKTICKS = Pattern.compile("`+");

    private Markdown() {}

    /** A code span that shows exactly this text, control characters made visible. */
    public static String code(String text) {
        String visible = Visible.text(text);
        if (visible.isBlank()) {
            return visible.isEmpty() ? "(empty)" : "(blank)";
        }
        int longest = 0;
        for (Matcher matcher = BACKTICKS.matcher(visible); matcher.find(); ) {
            longest = Math.max(longest, matcher.end() - matcher.start());
        }
        String fence = "`".repeat(longest + 1);
        // one space on each side is taken away again; without, a backtick would join the fence
        boolean pad =
                visible.startsWith("`") || visible.endsWith("`") || visible.startsWith(" ") && visible.endsWith(" ");
        return pad ? fence + " " + visible + " " + fence : fence + visible + fence;
    }

    /** The same inside a table, where a bar ends the cell even in a code span. */
    public static String cell(String text) {
        return code(text).replace("|", "\\|");
    }
}
