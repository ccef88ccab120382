package dev.smsconfig.report.audit;

import dev.smsconfig.report.html.Tone;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A figure that is seen first.
 *
 * @param target the id of the section that tells more
 */
public record Tile(String figure, String label, Tone tone, String target) {

    static List<Tile> of(AuditReport report) {
        return List.of(
                tile(report, "completeness", "executed", "nights ran", "calendar", Tone.PLAIN),
                tile(report, "completeness", "missed", "nights missed", "calendar", Tone.BAD),
                tile(report, "changes", "rows", "changes", "changes", Tone.PLAIN),
                tile(report, "exceptions", "open", "exceptions open", "exceptions", Tone.BAD),
                tile(report, "exceptions", "recorded", "exceptions to judge", "exceptions", Tone.WARN),
                tile(report, "completeness", "commitsUnexplained", "commits unexplained", "completeness", Tone.BAD),
                tile(report, "duties", "violations", "against separation", "duties", Tone.BAD));
    }

    private static Tile tile(
            AuditReport report, String section, String fact, String label, String target, Tone whereAny) {
        @Nullable Object value = report.section(section).facts().stream()
                .filter(one -> one.key().equals(fact))
                .findFirst()
                .map(Section.Fact::value)
                .orElse(null);
        boolean any = value instanceof Number number && number.longValue() > 0;
        return new Tile(value == null ? "–" : value.toString(), label, any ? whereAny : Tone.PLAIN, target);
    }
}
