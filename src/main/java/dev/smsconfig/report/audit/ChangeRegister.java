package dev.smsconfig.report.audit;

import dev.smsconfig.audit.AuditEvent.Type;
import dev.smsconfig.audit.Period;
import dev.smsconfig.audit.PeriodLedger.SavedTenant;
import dev.smsconfig.audit.TrailEvent;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.plan.Treatment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Every save that was announced, field by field, with what came of it. A save without an outcome in the trail stays
 * among the {@link #unanswered}.
 */
final class ChangeRegister {

    private final Function<String, Map<String, SavedTenant>> saved;
    private final Period period;
    private final Map<String, TrailEvent> announced = new LinkedHashMap<>();
    private final Map<String, Map<String, SavedTenant>> tenants = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();

    /** @param saved the tenants, by name, that the run of an id was to save */
    ChangeRegister(Function<String, Map<String, SavedTenant>> saved, Period period) {
        this.saved = saved;
        this.period = period;
    }

    void hear(RunStory run, TrailEvent event) {
        String tenant = event.tenant();
        if (tenant == null) {
            return;
        }
        String key = run.id() + " " + tenant;
        if (event.is(Type.WRITE_INTENT)) {
            announced.put(key, event);
        } else if (event.is(Type.WRITE_OUTCOME)) {
            TrailEvent intent = announced.remove(key);
            if (intent != null && period.contains(event.at())) {
                enter(run, tenant, intent, event);
            }
        }
    }

    private void enter(RunStory run, String name, TrailEvent intent, TrailEvent outcome) {
        SavedTenant known = tenants.computeIfAbsent(run.id(), saved).get(name);
        SavedTenant tenant = known == null ? new SavedTenant(name, "", null, null) : known;
        int place = 0;
        for (FieldChange field : intent.changes()) {
            if (field.treatment() == Treatment.HEAL) {
                changes.add(new Change("CHG-" + outcome.seq() + "-" + ++place, run, tenant, field, intent, outcome));
            }
        }
    }

    List<Change> changes() {
        return changes;
    }

    /** Announced saves of which the trail does not say what came of them. */
    Collection<TrailEvent> unanswered() {
        return announced.values();
    }

    /** What was applied in a run, in the period. */
    int applied(@Nullable RunStory run) {
        return (int) changes.stream()
                .filter(change -> change.run() == run && change.isApplied())
                .count();
    }
}
