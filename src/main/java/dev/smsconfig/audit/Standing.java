package dev.smsconfig.audit;

import dev.smsconfig.reconcile.OutcomeKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Chooses tenants of a run by how they stand.
 *
 * @param neverTaken whether tenants are chosen that were never taken up
 * @param kinds the outcomes that are chosen
 * @param onlyDue whether only tenants are chosen for which a save is due; a PLANNED one may be left as it is
 */
public record Standing(boolean neverTaken, Set<OutcomeKind> kinds, boolean onlyDue) {

    /** Every tenant. */
    public static final Standing ANY = new Standing(true, EnumSet.allOf(OutcomeKind.class), false);

    public Standing {
        kinds = Set.copyOf(kinds);
    }

    /** Tenants never taken up, and those with such an outcome. */
    public static Standing openOr(Predicate<OutcomeKind> kinds) {
        return new Standing(true, matching(kinds), false);
    }

    /** Tenants that wait for their save. */
    public static Standing toBeSaved() {
        return new Standing(false, EnumSet.of(OutcomeKind.PLANNED), true);
    }

    /** Tenants never taken up, and those that wait for their save. */
    public static Standing openOrToBeSaved() {
        return new Standing(true, EnumSet.of(OutcomeKind.PLANNED), true);
    }

    private static Set<OutcomeKind> matching(Predicate<OutcomeKind> kinds) {
        return Arrays.stream(OutcomeKind.values()).filter(kinds).collect(Collectors.toSet());
    }

    /** The condition on a result's outcome. The names of an enum need no escaping. */
    String condition() {
        String names = kinds.stream().sorted().map(kind -> "'" + kind + "'").collect(Collectors.joining(", "));
        String isIn = kinds.isEmpty() ? "1 = 0" : "r.outcome IN (" + names + ")" + (onlyDue ? " AND r.to_save" : "");
        return neverTaken ? "(r.outcome IS NULL OR " + isIn + ")" : isIn;
    }
}
