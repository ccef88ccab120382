package dev.smsconfig.plan;

import dev.smsconfig.state.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts what guards judge, tenant by tenant, without keeping the tenants: a number for each new value that is not
 * secret, and a few names. To be used by one thread.
 */
public final class FleetTally {

    private static final int NAMED = 5;

    private final GuardSettings settings;
    private final int fleet;
    private final int selected;
    private int changed;
    private int due;
    private int leftOut;
    private int mostFields;
    private final Names wide = new Names();
    private final Names unread = new Names();
    private final Map<NewValue, Integer> sameValues = new HashMap<>();

    /**
     * @param fleet all tenants of the environment, whatever the run selected
     * @param selected the tenants of the run
     */
    public FleetTally(GuardSettings settings, int fleet, int selected) {
        this.settings = settings;
        this.fleet = fleet;
        this.selected = selected;
    }

    /** A tenant that differs and was not saved yet; counts where something of it is to be healed. */
    public void planned(TenantId tenant, List<FieldChange> changes) {
        List<FieldChange> healed = healed(changes);
        if (healed.isEmpty()) {
            return;
        }
        due++;
        count(healed);
        mostFields = Math.max(mostFields, healed.size());
        if (settings.maxFields() != null && healed.size() > settings.maxFields()) {
            wide.add(tenant);
        }
    }

    /** A tenant that this run saved before, or tried to: a run that goes on has no second allowance. */
    public void saved(List<FieldChange> changes) {
        count(healed(changes));
    }

    private static List<FieldChange> healed(List<FieldChange> changes) {
        return changes.stream()
                .filter(change -> change.treatment() == Treatment.HEAL)
                .toList();
    }

    private void count(List<FieldChange> healed) {
        changed++;
        if (settings.maxSameValue() != null) {
            healed.stream()
                    .filter(change -> !change.sensitive())
                    .forEach(change -> sameValues.merge(new NewValue(change.field(), change.to()), 1, Integer::sum));
        }
    }

    /** A tenant that could not be read and compared. */
    public void unread(TenantId tenant) {
        unread.add(tenant);
    }

    /** A tenant that is left out on purpose, for example because it does not run: it counts neither way. */
    public void leftOut() {
        leftOut++;
    }

    int fleet() {
        return fleet;
    }

    /** Tenants that were to be read. */
    int expected() {
        return selected - leftOut;
    }

    int readable() {
        return expected() - unread.count;
    }

    /** How many tenants the run changes. */
    public int changed() {
        return changed;
    }

    /** Whether a save is due. */
    public boolean hasSaves() {
        return due > 0;
    }

    int mostFields() {
        return mostFields;
    }

    Names wide() {
        return wide;
    }

    Names unread() {
        return unread;
    }

    /** The new value that most tenants get, with their number; the first by field where several are as frequent. */
    Optional<Map.Entry<NewValue, Integer>> mostShared() {
        return sameValues.entrySet().stream()
                .max(Map.Entry.<NewValue, Integer>comparingByValue()
                        .thenComparing(entry -> entry.getKey().toString(), (a, b) -> b.compareTo(a)));
    }

    /** What a field is to hold; null for nothing. */
    record NewValue(String field, @Nullable String value) {

        private static final int LONGEST = 40;

        @Override
        public String toString() {
            if (value == null) {
                return field + " taken away";
            }
            int length = value.codePointCount(0, value.length());
            return field + " \""
                    + (length <= LONGEST ? value : value.substring(0, value.offsetByCodePoints(0, LONGEST)) + "…")
                    + '"';
        }
    }

    /** Some tenants: their number and the first names. */
    static final class Names {

        private int count;
        private final List<String> first = new ArrayList<>();

        private void add(TenantId tenant) {
            count++;
            if (first.size() < NAMED) {
                first.add(tenant.value());
            }
        }

        int count() {
            return count;
        }

        @Override
        public String toString() {
            String names = String.join(", ", first);
            return count <= NAMED ? names : names + " and " + (count - NAMED) + " more";
        }
    }
}
