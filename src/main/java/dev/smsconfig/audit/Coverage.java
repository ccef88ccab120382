package dev.smsconfig.audit;

import dev.smsconfig.audit.CoverageGap.Kind;
import java.util.List;

/**
 * What a run found of its fleet's coverage.
 *
 * @param gaps by kind, then by tenant
 * @param strict whether the run counts as partly done where there is a gap
 */
public record Coverage(List<CoverageGap> gaps, boolean strict) {

    /** Nothing was expected, or nothing found. */
    public static final Coverage COMPLETE = new Coverage(List.of(), false);

    public Coverage {
        gaps = List.copyOf(gaps);
    }

    public boolean fails() {
        return strict && !gaps.isEmpty();
    }

    /** Those of a kind. */
    public List<CoverageGap> of(Kind kind) {
        return gaps.stream().filter(gap -> gap.kind() == kind).toList();
    }
}
