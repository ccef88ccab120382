package dev.smsconfig.plan;

import dev.smsconfig.plan.GuardSettings.Unusual;
import dev.smsconfig.plan.GuardVerdict.Decision;
import dev.smsconfig.state.ShareOrCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges how much a run changes, by every guard that is set; each tells its finding, whatever the others say. */
public record BlastRadius(GuardSettings settings) {

    /**
     * The verdicts on a fleet that was observed.
     *
     * @param tally with these settings
     * @param past the environment's runs before this one
     * @return one of each guard that is set, in the order of {@link Guard}
     */
    public List<GuardVerdict> judge(FleetTally tally, PastRuns past) {
        return Stream.of(
                        Optional.of(maxChanged(tally)),
                        maxFields(tally),
                        maxSameValue(tally),
                        minTenants(tally),
                        unusual(tally, past))
                .flatMap(Optional::stream)
                .toList();
    }

    private GuardVerdict maxChanged(FleetTally tally) {
        ChangeLimit limit = new ChangeLimit(settings.maxChanged());
        String finding =
                tally.changed() + " of " + tally.fleet() + " tenants would change, and " + limit.max() + " may";
        return limit.permits(tally.changed(), tally.fleet())
                ? GuardVerdict.permitted(Guard.MAX_CHANGED, finding)
                : new GuardVerdict(
                        Guard.MAX_CHANGED,
                        Decision.REFUSED,
                        finding,
                        "read the plan, and if it is what you want, run again with --max-changes " + tally.changed());
    }

    private Optional<GuardVerdict> maxFields(FleetTally tally) {
        Integer limit = settings.maxFields();
        if (limit == null) {
            return Optional.empty();
        }
        int wide = tally.wide().count();
        return Optional.of(
                wide == 0
                        ? GuardVerdict.permitted(
                                Guard.MAX_FIELDS,
                                "at most " + tally.mostFields() + " fields of a tenant would change, and " + limit
                                        + " may")
                        : GuardVerdict.refused(
                                Guard.MAX_FIELDS,
                                "of " + wide + (wide == 1 ? " tenant" : " tenants") + " more than " + limit
                                        + " fields would change (up to " + tally.mostFields() + "): " + tally.wide()));
    }

    private Optional<GuardVerdict> maxSameValue(FleetTally tally) {
        ShareOrCount limit = settings.maxSameValue();
        if (limit == null) {
            return Optional.empty();
        }
        return Optional.of(tally.mostShared()
                .map(shared -> {
                    int tenants = shared.getValue();
                    String finding = tenants + " of " + tally.fleet() + " tenants would get " + shared.getKey()
                            + ", and " + limit + " may get the same";
                    return new ChangeLimit(limit).permits(tenants, tally.fleet())
                            ? GuardVerdict.permitted(Guard.MAX_SAME_VALUE, finding)
                            : GuardVerdict.refused(Guard.MAX_SAME_VALUE, finding);
                })
                .orElse(GuardVerdict.permitted(Guard.MAX_SAME_VALUE, "no new value that may be compared")));
    }

    private Optional<GuardVerdict> minTenants(FleetTally tally) {
        ShareOrCount limit = settings.minTenants();
        if (limit == null) {
            return Optional.empty();
        }
        boolean enough = limit.percent()
                ? tally.readable() * 100L >= (long) limit.value() * tally.expected()
                : tally.readable() >= limit.value();
        String finding =
                tally.readable() + " of " + tally.expected() + " tenants could be read, and " + limit + " have to be";
        return Optional.of(
                enough
                        ? GuardVerdict.permitted(Guard.MIN_TENANTS, finding)
                        : GuardVerdict.refused(
                                Guard.MIN_TENANTS,
                                tally.unread().count() == 0
                                        ? finding
                                        : finding + "; " + tally.unread().count() + " could not: " + tally.unread()));
    }

    private Optional<GuardVerdict> unusual(FleetTally tally, PastRuns past) {
        if (settings.unusual() == Unusual.OFF) {
            return Optional.empty();
        }
        List<String> findings = new ArrayList<>();
        past.usual().stream()
                .filter(usual -> tally.changed() > usual)
                .mapToObj(usual -> tally.changed() + " tenants would change, and by the last "
                        + past.runs().size() + " runs up to " + usual + " are usual")
                .forEach(findings::add);
        past.sizeBeforeLoss(tally.fleet())
                .map(before -> "the fleet has " + tally.fleet() + " tenants, and at the last run it had " + before
                        + ": see whether files are missing")
                .ifPresent(findings::add);
        if (findings.isEmpty()) {
            return Optional.of(GuardVerdict.permitted(Guard.UNUSUAL, "nothing unusual"));
        }
        String finding = String.join("; ", findings);
        return Optional.of(
                settings.unusual() == Unusual.REFUSE
                        ? GuardVerdict.refused(Guard.UNUSUAL, finding)
                        : new GuardVerdict(Guard.UNUSUAL, Decision.WARNED, finding, null));
    }
}
