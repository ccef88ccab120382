package dev.smsconfig.source;

import dev.smsconfig.source.Node.Scalar;
import dev.smsconfig.source.Node.Style;
import dev.smsconfig.state.ShareOrCount;
import org.jspecify.annotations.Nullable;

/** Reads {@code 30%} or {@code 50}. */
final class ShareReader {

    private ShareReader() {}

    /** @return null after a problem */
    static @Nullable ShareOrCount read(Node node, Rule rule, FileProblems problems) {
        Scalar scalar = Scalars.scalar(node, "30% or 50", problems);
        if (scalar == null) {
            return null;
        }
        String text = scalar.text();
        boolean share = text.endsWith("%");
        // a bare number must be a number of the file: quoted digits are a text
        if (!Scalars.isInteger(share ? text.substring(0, text.length() - 1) : text)
                || (!share && scalar.style() != Style.PLAIN)) {
            problems.error(rule, scalar.at(), "write a percentage such as 30% or a number such as 50");
            return null;
        }
        try {
            return ShareOrCount.parse(text);
        } catch (IllegalArgumentException e) {
            problems.error(rule, scalar.at(), Values.messageOf(e));
            return null;
        }
    }
}
