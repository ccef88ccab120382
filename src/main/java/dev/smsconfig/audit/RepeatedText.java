package dev.smsconfig.audit;

import java.util.Objects;

/**
 * Gives the text before where the next one equals it: what stands in row after row is kept once, and compared without being
 * looked at again. Not for several threads.
 */
final class RepeatedText {

    private String before = "";

    String of(String text) {
        // a column that somebody changed may hold null
        if (!Objects.equals(before, text)) {
            before = text;
        }
        return before;
    }
}
