package dev.smsconfig.audit;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Turns the changes of a result, as {@link Json#text} writes them into the ledger, into what the body of an event has of
 * them: the same values in the order of RFC 8785. It takes the text apart and builds nothing from it, as that is most of
 * what comparing a result costs; whatever is written otherwise is for {@link Json#changes}.
 */
final class WrittenChanges {

    private static final String HEAL = "\"HEAL\"";

    private final String json;
    private final StringBuilder out;
    private int at;
    private boolean asWritten = true;

    private WrittenChanges(String json) {
        this.json = json;
        this.out = new StringBuilder(json.length());
    }

    /** @return UTF-8, or null where the text is not as it is written */
    static byte @Nullable [] canonical(String json) {
        WrittenChanges changes = new WrittenChanges(json);
        changes.list();
        return changes.asWritten && changes.at == json.length()
                ? changes.out.toString().getBytes(StandardCharsets.UTF_8)
                : null;
    }

    private void list() {
        expect("[");
        out.append('[');
        if (isNext("{")) {
            change();
            while (asWritten && isNext(",")) {
                at++;
                out.append(',');
                change();
            }
        }
        expect("]");
        out.append(']');
    }

    private void change() {
        expect("{\"field\":");
        String field = value();
        expect(",\"from\":");
        String from = value();
        expect(",\"to\":");
        String to = value();
        expect(",\"sensitive\":");
        String sensitive = value();
        expect(",\"cause\":");
        String cause = value();
        expect(",\"treatment\":");
        String treatment = value();
        expect("}");
        out.append("{\"cause\":").append(cause);
        out.append(",\"field\":").append(field);
        out.append(",\"from\":").append(from);
        out.append(",\"sensitive\":").append(sensitive);
        out.append(",\"to\":").append(to);
        if (!treatment.equals(HEAL)) {
            out.append(",\"treatment\":").append(treatment);
        }
        out.append('}');
    }

    private boolean isNext(String text) {
        return json.startsWith(text, at);
    }

    private void expect(String text) {
        asWritten &= isNext(text);
        at += text.length();
    }

    /** A text with its quotes, or null, true or false. */
    private String value() {
        int from = at;
        if (isNext("\"")) {
            at = afterText(at + 1);
        } else if (isNext("null") || isNext("true")) {
            at += 4;
        } else {
            expect("false");
        }
        return asWritten && at <= json.length() ? json.substring(from, at) : "";
    }

    private int afterText(int from) {
        int i = from;
        while (i < json.length() && json.charAt(i) != '"') {
            if (json.charAt(i) == '\\') {
                i++;
                // RFC 8785 has other digits in \\u001b
                asWritten &= i < json.length() && json.charAt(i) != 'u';
            } else {
                // half a pair is replaced in events
                asWritten &= !Character.isSurrogate(json.charAt(i));
            }
            i++;
        }
        return i + 1;
    }
}
