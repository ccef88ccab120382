package dev.smsconfig.job;

import dev.smsconfig.audit.Run;
import dev.smsconfig.rollout.FailureMeter;
import dev.smsconfig.rollout.FreezeCalendar;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.TenantId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the steps of one execution of a run share. */
final class RunScope {

    private final JobStore store;
    private final Run run;
    private final RunRequest request;
    private final Map<TenantId, DesiredState> desired = new HashMap<>();
    private final FailureMeter meter;
    private final boolean canSave;
    private final SaveWindow window;
    private volatile @Nullable String refusal;

    /** @param canSave whether there is something to save with */
    RunScope(JobStore store, Run run, RunRequest request, boolean canSave) {
        this.canSave = canSave;
        this.store = store;
        this.run = run;
        this.request = request;
        request.desired().forEach(state -> desired.put(state.tenant(), state));
        this.meter = new FailureMeter(
                request.policies().rollout().failureBudget().limit(run.origin().fleetSize()));
        this.window =
                new SaveWindow(new FreezeCalendar(request.policies().freezes()), request.overrides(), store.clock());
    }

    JobStore store() {
        return store;
    }

    Run run() {
        return run;
    }

    /** Whether tenants that differ are saved; otherwise they stay PLANNED. */
    boolean saves() {
        return run.maySave() && canSave;
    }

    /** Whether an apply would save tenants that differ: guards are asked then. */
    boolean canSave() {
        return canSave;
    }

    RunRequest request() {
        return request;
    }

    FailureMeter meter() {
        return meter;
    }

    SaveWindow window() {
        return window;
    }

    /** What git says of a tenant now, or null where it says nothing any more. */
    @Nullable
    DesiredState desired(TenantId tenant) {
        return desired.get(tenant);
    }

    /** Why a guard or the person asked refused the run, or null. */
    @Nullable
    String refusal() {
        return refusal;
    }

    void refuse(String reason) {
        refusal = reason;
    }
}
