package dev.smsconfig.rollout;

import dev.smsconfig.state.Closest;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.LabelSelector;
import dev.smsconfig.state.TenantGlob;
import dev.smsconfig.state.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which tenants of a fleet a command is about. Everything that it says must hold of a tenant.
 *
 * @param labels what the labels must be
 * @param tenants one of these must match, where there are any
 * @param excluded none of these may match
 * @param since the tenants that changed, or null where that does not count; alone it may be empty
 * @param limit the tenants that somebody listed, or null
 */
public record Selection(
        LabelSelector labels,
        List<TenantGlob> tenants,
        List<TenantGlob> excluded,
        @Nullable Listed since,
        @Nullable Listed limit) {

    public static final Selection EVERYTHING =
            new Selection(LabelSelector.everything(), List.of(), List.of(), null, null);

    private static final int LONGEST_TEXT = 1000;
    private static final int NAMED = 5;

    /**
     * Tenants that are named one by one.
     *
     * @param text the option that names them, as one writes it on the command line
     */
    public record Listed(String text, Set<TenantId> tenants) {

        public Listed {
            tenants = Set.copyOf(tenants);
        }
    }

    /** What came of a selection. */
    public sealed interface Result {}

    /**
     * It holds.
     *
     * @param tenants those chosen, in the order of the fleet; empty only where none of them changed
     * @param notes what people should know although it is no mistake
     */
    public record Chosen(List<DesiredState> tenants, List<String> notes) implements Result {

        public Chosen {
            tenants = List.copyOf(tenants);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Something of it matches no tenant, so it is probably mistaken.
     *
     * @param reason which part, and what to write instead
     */
    public record Mistaken(String reason) implements Result {}

    public Selection {
        tenants = List.copyOf(tenants);
        excluded = List.copyOf(excluded);
    }

    /** Whether it takes every tenant of every fleet. */
    public boolean isEverything() {
        return criteria().findAny().isEmpty();
    }

    public Result of(List<DesiredState> fleet) {
        List<DesiredState> chosen = fleet.stream()
                .filter(tenant -> criteria().allMatch(criterion -> criterion.test(tenant)))
                .toList();
        String mistake = mistake(fleet);
        if (mistake != null) {
            return new Mistaken(mistake);
        }
        return new Chosen(chosen, notes(fleet));
    }

    /** As one would write it on the command line, shortened where it is longer than 1000 characters. */
    public String text() {
        String text = criteria().map(Criterion::text).collect(Collectors.joining(" "));
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
    }

    /** One option of the command line, and the tenants that it leaves. */
    private record Criterion(String text, Predicate<DesiredState> predicate) {

        boolean test(DesiredState tenant) {
            return predicate.test(tenant);
        }

        long matches(List<DesiredState> fleet) {
            return fleet.stream().filter(predicate).count();
        }
    }

    private Stream<Criterion> criteria() {
        return Stream.concat(withoutSince(), Stream.ofNullable(since).map(Selection::listed));
    }

    private Stream<Criterion> withoutSince() {
        List<Criterion> criteria = new ArrayList<>();
        if (!labels.matchesEverything()) {
            criteria.add(new Criterion(
                    "--select " + CommandText.quoted(labels.toString()), tenant -> labels.matches(tenant.labels())));
        }
        if (!tenants.isEmpty()) {
            criteria.add(new Criterion(options("--tenant", tenants), tenant -> matches(tenants, tenant)));
        }
        if (!excluded.isEmpty()) {
            criteria.add(new Criterion(options("--exclude", excluded), tenant -> !matches(excluded, tenant)));
        }
        if (limit != null) {
            criteria.add(listed(limit));
        }
        return criteria.stream();
    }

    private static Criterion listed(Listed listed) {
        return new Criterion(listed.text(), tenant -> listed.tenants().contains(tenant.tenant()));
    }

    private static boolean matches(List<TenantGlob> globs, DesiredState tenant) {
        return globs.stream().anyMatch(glob -> glob.matches(tenant.tenant()));
    }

    private static String options(String option, List<TenantGlob> globs) {
        return globs.stream()
                .map(glob -> option + " " + CommandText.quoted(glob.text()))
                .collect(Collectors.joining(" "));
    }

    private @Nullable String mistake(List<DesiredState> fleet) {
        if (fleet.stream().noneMatch(tenant -> labels.matches(tenant.labels()))) {
            return "--select " + CommandText.quoted(labels.toString()) + " matches no tenant: "
                    + new LabelHints(fleet).whyNone(labels);
        }
        for (TenantGlob glob : tenants) {
            if (matchesNothing(glob, fleet)) {
                return "--tenant " + CommandText.quoted(glob.text()) + " matches no tenant" + closest(glob, fleet);
            }
        }
        String unknown = limit == null ? null : unknown(limit, fleet);
        if (unknown != null) {
            return unknown;
        }
        boolean noneLeft =
                fleet.stream().noneMatch(tenant -> withoutSince().allMatch(criterion -> criterion.test(tenant)));
        return noneLeft ? noneTogether(fleet) : null;
    }

    private static boolean matchesNothing(TenantGlob glob, List<DesiredState> fleet) {
        return fleet.stream().noneMatch(tenant -> glob.matches(tenant.tenant()));
    }

    private static String closest(TenantGlob glob, List<DesiredState> fleet) {
        String hint = glob.hasWildcard()
                ? null
                : Closest.to(
                                glob.text(),
                                fleet.stream()
                                        .map(tenant -> tenant.tenant().value())
                                        .toList())
                        .orElse(null);
        return hint == null
                ? "; name one that has a file in the config folder, or write * for any characters"
                : "; did you mean " + hint + "?";
    }

    private static @Nullable String unknown(Listed limit, List<DesiredState> fleet) {
        if (limit.tenants().isEmpty()) {
            return limit.text() + " names no tenant, so nothing is left to do";
        }
        Set<TenantId> known = fleet.stream().map(DesiredState::tenant).collect(Collectors.toSet());
        List<String> unknown = limit.tenants().stream()
                .filter(tenant -> !known.contains(tenant))
                .sorted()
                .map(TenantId::value)
                .toList();
        if (unknown.isEmpty()) {
            return null;
        }
        String more = unknown.size() > NAMED ? " and " + (unknown.size() - NAMED) + " more" : "";
        return limit.text() + " names tenants that have no file in the config folder: "
                + String.join(", ", unknown.subList(0, Math.min(NAMED, unknown.size()))) + more
                + "; take them out of the list, or add their files";
    }

    private String noneTogether(List<DesiredState> fleet) {
        return "no tenant is left: "
                + withoutSince()
                        .map(criterion -> criterion.text() + " leaves " + criterion.matches(fleet))
                        .collect(Collectors.joining(", "))
                + " of " + fleet.size() + " tenants, but together they leave none; all of them must hold";
    }

    private List<String> notes(List<DesiredState> fleet) {
        return excluded.stream()
                .filter(glob -> matchesNothing(glob, fleet))
                .map(glob ->
                        "--exclude " + CommandText.quoted(glob.text()) + " matches no tenant, and so leaves none out.")
                .toList();
    }
}
