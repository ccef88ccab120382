package dev.smsconfig.audit;

import dev.smsconfig.plan.Cause;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.reconcile.OutcomeKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the saves of one run did to one tenant, told in their order. */
public final class NetSaves {

    private final Map<String, FieldChange> net = new LinkedHashMap<>();
    private List<FieldChange> announced = List.of();

    /** A save is about to be sent; one that is tried again announces the same. */
    public void announced(List<FieldChange> changes) {
        announced = changes;
    }

    /**
     * What came of it.
     *
     * @param kind null where it is not known
     */
    public void ended(@Nullable OutcomeKind kind, List<FieldChange> changes) {
        boolean counts = kind == OutcomeKind.CONVERGED || kind == OutcomeKind.DIVERGED || kind == OutcomeKind.UNKNOWN;
        Cause proof = kind == OutcomeKind.CONVERGED ? Cause.PENDING : Cause.UNKNOWN;
        if (counts) {
            announced.forEach(change -> add(change.field(), change.from(), change.to(), change.sensitive(), proof));
        }
        if (kind == OutcomeKind.DIVERGED && !announced.isEmpty()) {
            // where the server holds something else than was saved, that is what the run left there
            changes.stream()
                    .filter(change -> !change.treatment().leaves())
                    .forEach(change -> add(change.field(), change.to(), change.from(), change.sensitive(), proof));
        }
        announced = List.of();
    }

    /** A save that was not proven at first may be, once its tenant is looked at again. */
    public void observed(@Nullable OutcomeKind kind) {
        if (kind == OutcomeKind.CONVERGED) {
            net.replaceAll((field, change) ->
                    FieldChange.healed(field, change.from(), change.to(), change.sensitive(), Cause.PENDING));
        }
    }

    private void add(String field, @Nullable String from, @Nullable String to, boolean sensitive, Cause proof) {
        FieldChange before = net.get(field);
        net.put(
                field,
                FieldChange.healed(
                        field,
                        before == null ? from : before.from(),
                        to,
                        sensitive || (before != null && before.sensitive()),
                        proof));
    }

    /**
     * Each field that is left otherwise than it was met: {@code from} is what the server held before the first save,
     * {@code to} what it held after the last; with cause UNKNOWN where nothing proved the save, else PENDING.
     */
    public List<FieldChange> changes() {
        // announced, and nobody knows what came of it
        ended(OutcomeKind.UNKNOWN, List.of());
        return net.values().stream()
                .filter(change -> !Objects.equals(change.from(), change.to()))
                .toList();
    }
}
