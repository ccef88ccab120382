package dev.smsconfig.plan;

import dev.smsconfig.state.TenantId;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides what is done about each difference: an accepted one is left, others by their cause and field. An acceptance
 * that has expired fails the tenant, since healing behind its owner's back is as wrong as going on without an owner.
 */
public final class DifferencePolicy {

    private final DriftPolicy drift;
    private final List<AcceptedDifference> accepted;
    private final Clock clock;

    /** @param clock tells the day, in UTC, on which an acceptance holds */
    public DifferencePolicy(DriftPolicy drift, List<AcceptedDifference> accepted, Clock clock) {
        this.drift = drift;
        this.accepted = List.copyOf(accepted);
        this.clock = clock;
    }

    /** Git wins everywhere. */
    public static DifferencePolicy healing() {
        return new DifferencePolicy(DriftPolicy.HEAL, List.of(), Clock.systemUTC());
    }

    /** The plan with each difference treated. */
    public Plan treat(Plan plan) {
        if (plan.isEmpty()) {
            return plan;
        }
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        return new Plan(
                plan.tenant(),
                plan.changes().stream()
                        .map(change -> change.treated(treatment(plan.tenant(), change, today)))
                        .toList(),
                plan.unverifiable());
    }

    /** Why a treated plan fails its tenant, with what to do next; empty where it does not. */
    public Optional<String> failure(Plan plan) {
        if (!plan.has(Treatment.FAIL)) {
            return Optional.empty();
        }
        for (FieldChange change : plan.changes()) {
            Optional<AcceptedDifference> acceptance = acceptance(plan.tenant(), change.field());
            if (change.treatment() == Treatment.FAIL && acceptance.isPresent()) {
                return Optional.of("the accepted difference in " + change.field() + " expired on "
                        + acceptance.get().expires() + " (owner "
                        + acceptance.get().owner()
                        + "); renew it in acceptedDifferences, or remove it there so that git wins again");
            }
        }
        String fields = plan.changes().stream()
                .filter(change -> change.treatment() == Treatment.FAIL)
                .map(change -> change.field() + " (" + change.cause() + ")")
                .collect(Collectors.joining(", "));
        return Optional.of("the drift policy fails a tenant with these differences: " + fields
                + "; put the server right, or change git or the policy");
    }

    private Treatment treatment(TenantId tenant, FieldChange change, LocalDate today) {
        Optional<AcceptedDifference> acceptance = acceptance(tenant, change.field());
        if (acceptance.isPresent()) {
            return acceptance.get().isExpired(today) ? Treatment.FAIL : Treatment.ACCEPT;
        }
        return switch (drift.of(change.field(), change.cause())) {
            case HEAL -> Treatment.HEAL;
            case REPORT -> Treatment.REPORT;
            case FAIL -> Treatment.FAIL;
        };
    }

    /** The one that holds longest, where several are about the same field. */
    private Optional<AcceptedDifference> acceptance(TenantId tenant, String field) {
        return accepted.stream()
                .filter(acceptance ->
                        acceptance.field().equals(field) && acceptance.tenants().matches(tenant))
                .max(java.util.Comparator.comparing(AcceptedDifference::expires));
    }
}
