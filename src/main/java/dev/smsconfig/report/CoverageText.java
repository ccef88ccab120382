package dev.smsconfig.report;

import dev.smsconfig.audit.Coverage;
import dev.smsconfig.audit.CoverageGap;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a fleet does not cover as it should, for people: a line for each kind of gap. */
public final class CoverageText {

    private static final int NAMED = 5;

    private CoverageText() {}

    /** Nothing where nothing is missing. */
    static List<String> lines(Coverage coverage, Palette palette) {
        List<String> lines = new ArrayList<>();
        for (CoverageGap.Kind kind : CoverageGap.Kind.values()) {
            List<CoverageGap> gaps = coverage.of(kind);
            if (!gaps.isEmpty()) {
                lines.add("  " + words(kind, gaps.size()) + ": " + names(gaps));
            }
        }
        if (!lines.isEmpty()) {
            String title = coverage.fails() ? palette.failed("Coverage") : palette.bold("Coverage");
            lines.add(0, title + (coverage.fails() ? ", whose policy fails the run:" : ":"));
            lines.add("");
        }
        return lines;
    }

    /** Says of so many gaps what is missing. */
    public static String words(CoverageGap.Kind kind, int count) {
        boolean one = count == 1;
        String tenants = count + (one ? " tenant" : " tenants");
        return switch (kind) {
            case FILE_WITHOUT_TENANT ->
                tenants + (one ? " has a file and is" : " have a file and are") + " not in the inventory";
            case TENANT_WITHOUT_FILE -> tenants + " of the inventory without a file, so not managed";
            case NOT_VERIFIED -> tenants + " not verified for longer than maxAge";
            case NEVER_VERIFIED -> tenants + " never verified, for longer than maxAge";
        };
    }

    private static String names(List<CoverageGap> gaps) {
        String names = gaps.stream().limit(NAMED).map(CoverageText::name).collect(Collectors.joining(", "));
        int more = gaps.size() - NAMED;
        return more > 0 ? names + " and " + more + " more; -o json lists all" : names;
    }

    private static String name(CoverageGap gap) {
        Instant since = gap.since();
        return gap.tenant().value() + (since == null ? "" : " (since " + since.truncatedTo(ChronoUnit.SECONDS) + ")");
    }
}
