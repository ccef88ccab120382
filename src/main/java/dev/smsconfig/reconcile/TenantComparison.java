package dev.smsconfig.reconcile;

import dev.smsconfig.plan.DifferencePolicy;
import dev.smsconfig.plan.Plan;
import dev.smsconfig.plan.Planner;
import dev.smsconfig.plan.Reversal;
import dev.smsconfig.plan.Treatment;
import dev.smsconfig.server.Attempted;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Observation;
import dev.smsconfig.server.Observation.NotObserved;
import dev.smsconfig.server.Observation.Observed;
import dev.smsconfig.state.LastApplied;
import dev.smsconfig.state.ObservedState;
import dev.smsconfig.state.SecretPurpose;
import dev.smsconfig.state.SecretSource;
import dev.smsconfig.state.SecretUnavailableException;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.TenantId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One tenant, as far as looking goes: observe, plan, decide what is done about each difference. Has nothing to save
 * with. Safe for use by several threads.
 */
public final class TenantComparison {

    private static final String MOVED = "the server no longer holds what it held when the changes were agreed to,"
            + " or a secret has changed, so nothing was saved; plan the tenant anew";

    private static final String NOTHING_AGREED =
            "it differs, and when the changes were agreed to it was in sync or could"
                    + " not be read, so nothing was saved; plan the tenant anew";

    private final TenantReads reads;
    private final Planner planner;
    private final DifferencePolicy policy;
    private final SecretSource secrets;

    public TenantComparison(TenantReads reads, Planner planner, DifferencePolicy policy, SecretSource secrets) {
        this.reads = reads;
        this.planner = planner;
        this.policy = policy;
        this.secrets = secrets;
    }

    /** Tells what differs, PLANNED where anything is to be healed or reported. */
    public Outcome compare(Task task) {
        Finding finding = look(task);
        return finding instanceof Differs differs
                ? ended(OutcomeKind.PLANNED, differs.plan, differs.attempts, null)
                : ((Ended) finding).outcome;
    }

    /** What looking at a tenant found. */
    sealed interface Finding permits Ended, Differs {}

    /** There is nothing to save. */
    record Ended(Outcome outcome) implements Finding {}

    /**
     * There is something to save.
     *
     * @param plan holds the differences that are left, too
     */
    record Differs(Plan plan, ObservedState before, int attempts) implements Finding {

        /** What a save is to bring about: what git manages, with what the server holds in the fields that are left. */
        SmsConfig desired(SmsConfig managed) {
            return managed.leaving(plan.left(), before.config());
        }
    }

    Finding look(Task task) {
        TenantId tenant = task.desired().tenant();
        Attempted<Observation> observation = reads.observe(tenant);
        int attempts = observation.attempts();
        if (observation.result() instanceof NotObserved failed) {
            return new Ended(unreadable(task, failed.failure(), attempts));
        }
        ObservedState before = ((Observed) observation.result()).state();
        try {
            SmsConfig desired = resolved(task, before, SecretPurpose.COMPARE);
            Reversal reversal = task.reversal();
            if (reversal != null) {
                return found(task, reversal, desired, before, attempts);
            }
            Plan plan = policy.treat(planner.plan(desired, before, task.lastApplied()));
            if (!task.permits(plan)) {
                boolean nothingAgreed = task.bound() != null && task.bound().isEmpty();
                return new Ended(ended(OutcomeKind.STALE, plan, attempts, nothingAgreed ? NOTHING_AGREED : MOVED));
            }
            Optional<String> failure = policy.failure(plan);
            if (failure.isPresent()) {
                return new Ended(ended(OutcomeKind.FAILED, plan, attempts, failure.get()));
            }
            return plan.savesNothing()
                    ? new Ended(settled(task, plan, desired, attempts))
                    : new Differs(plan, before, attempts);
        } catch (SecretUnavailableException e) {
            return new Ended(Outcome.of(tenant, OutcomeKind.FAILED, attempts, e.message()));
        }
    }

    /** Policies are about differences from git; what is taken back differs from git on purpose. */
    private Finding found(Task task, Reversal reversal, SmsConfig desired, ObservedState before, int attempts) {
        Reversal.Found found = planner.find(reversal, desired, before, task.lastApplied());
        if (!found.conflicts().isEmpty()) {
            return new Ended(ended(OutcomeKind.STALE, found.plan(), attempts, found.text()));
        }
        return found.plan().isEmpty()
                ? new Ended(settled(task, found.plan(), desired, attempts))
                : new Differs(found.plan(), before, attempts);
    }

    /**
     * What is to stand on the server in the end. Resolved anew each time, so that no secret lives longer than the
     * comparison or the save it is for.
     */
    SmsConfig resolved(Task task, ObservedState before, SecretPurpose purpose) throws SecretUnavailableException {
        TenantId tenant = task.desired().tenant();
        SecretSource source = secrets.meantFor(purpose);
        return whole(task, before).resolve(reference -> source.resolve(tenant, reference));
    }

    /** The same with its references as they are. */
    SmsConfig whole(Task task, ObservedState before) {
        Reversal reversal = task.reversal();
        SmsConfig managed = task.desired().config();
        return reversal == null ? managed : managed.within(reversal.fields(), before.config());
    }

    /** What is last applied once {@code desired} stands on the server but for what the plan leaves. */
    LastApplied asApplied(Task task, Plan plan, SmsConfig desired) {
        TenantId tenant = task.desired().tenant();
        Reversal reversal = task.reversal();
        return reversal == null
                ? planner.asApplied(tenant, desired, plan.left(), task.lastApplied())
                : reversal.asApplied(planner, tenant, desired, task.lastApplied());
    }

    private static Outcome unreadable(Task task, Failure failure, int attempts) {
        TenantId tenant = task.desired().tenant();
        return task.intentStands()
                ? Outcome.of(
                        tenant,
                        OutcomeKind.UNKNOWN,
                        attempts,
                        "an earlier save may have happened, and reading back failed: " + failure.message())
                : Outcome.of(tenant, unreached(failure), attempts, failure.message());
    }

    private Outcome settled(Task task, Plan plan, SmsConfig desired, int attempts) {
        TenantId tenant = task.desired().tenant();
        boolean reported = plan.has(Treatment.REPORT);
        boolean saved = task.intentStands();
        OutcomeKind kind = saved ? OutcomeKind.CONVERGED : reported ? OutcomeKind.PLANNED : OutcomeKind.IN_SYNC;
        return new Outcome(
                tenant,
                kind,
                plan.changes(),
                plan.unverifiable(),
                attempts,
                saved
                        ? "the save announced before is proven by reading back; nothing was sent again"
                        : reported ? "reported and left as it is, as the drift policy wants" : null,
                asApplied(task, plan, desired));
    }

    static Outcome ended(OutcomeKind kind, Plan plan, int attempts, @Nullable String message) {
        return new Outcome(plan.tenant(), kind, plan.changes(), plan.unverifiable(), attempts, message, null);
    }

    static OutcomeKind unreached(Failure failure) {
        return failure.kind() == Failure.Kind.NOT_RUNNING ? OutcomeKind.SKIPPED : OutcomeKind.FAILED;
    }

    TenantReads reads() {
        return reads;
    }

    Planner planner() {
        return planner;
    }
}
