package dev.smsconfig.reconcile;

import dev.smsconfig.plan.Plan;
import dev.smsconfig.plan.Planner;
import dev.smsconfig.server.Attempted;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Observation;
import dev.smsconfig.server.Observation.NotObserved;
import dev.smsconfig.server.Observation.Observed;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.ObservedState;
import dev.smsconfig.state.SecretSource;
import dev.smsconfig.state.SecretUnavailableException;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One tenant, whole loop: observe, plan, announce, save, read back. Preview and apply are the same path with one late
 * branch, and the plan that decides whether to save is the one that proves the save.
 *
 * <p>Whatever a server, a network or a secret store does is an {@link Outcome}. An exception is a bug, or the journal
 * that could not be written. Safe for use by several threads.
 */
public final class TenantReconciler {

    private final RemoteTenants remote;
    private final Planner planner;
    private final SecretSource secrets;
    private final Journal journal;

    public TenantReconciler(RemoteTenants remote, Planner planner, SecretSource secrets, Journal journal) {
        this.remote = remote;
        this.planner = planner;
        this.secrets = secrets;
        this.journal = journal;
    }

    /** Observes and plans; sends no save. Ends IN_SYNC, PLANNED or FAILED, or CONVERGED where an announced save shows. */
    public Outcome compare(Task task) {
        return new Reconciliation(task, false).run();
    }

    /** Makes the tenant what git says. */
    public Outcome reconcile(Task task) {
        return new Reconciliation(task, true).run();
    }

    private final class Reconciliation {

        private final Task task;
        private final TenantId tenant;
        private final boolean maySave;

        Reconciliation(Task task, boolean maySave) {
            this.task = task;
            this.tenant = task.desired().tenant();
            this.maySave = maySave;
        }

        Outcome run() {
            Attempted<Observation> observation = remote.observe(tenant);
            int attempts = observation.attempts();
            if (observation.result() instanceof NotObserved failed) {
                return unreadable(failed.failure(), attempts);
            }
            ObservedState before = ((Observed) observation.result()).state();
            try {
                Plan plan = planner.plan(resolved(), before, task.lastApplied());
                if (plan.isEmpty()) {
                    return inSync(plan, attempts);
                }
                return maySave ? save(plan, before) : planned(plan, attempts);
            } catch (SecretUnavailableException e) {
                return Outcome.of(tenant, OutcomeKind.FAILED, attempts, e.message());
            }
        }

        /** Resolved anew each time, so that no secret lives longer than the comparison or the save it is for. */
        private SmsConfig resolved() throws SecretUnavailableException {
            DesiredState desired = task.desired();
            return desired.config().resolve(secrets);
        }

        private Outcome unreadable(Failure failure, int attempts) {
            return task.intentStands()
                    ? Outcome.of(
                            tenant,
                            OutcomeKind.UNKNOWN,
                            attempts,
                            "an earlier save may have happened, and reading back failed: " + failure.message())
                    : Outcome.of(tenant, OutcomeKind.FAILED, attempts, failure.message());
        }

        private Outcome planned(Plan plan, int attempts) {
            return new Outcome(tenant, OutcomeKind.PLANNED, plan.changes(), plan.unverifiable(), attempts, null, null);
        }

        private Outcome inSync(Plan plan, int attempts) throws SecretUnavailableException {
            boolean saved = task.intentStands();
            return new Outcome(
                    tenant,
                    saved ? OutcomeKind.CONVERGED : OutcomeKind.IN_SYNC,
                    plan.changes(),
                    plan.unverifiable(),
                    attempts,
                    saved ? "the save announced before is proven by reading back; nothing was sent again" : null,
                    planner.asApplied(tenant, resolved()));
        }

        private Outcome save(Plan plan, ObservedState before) throws SecretUnavailableException {
            Optional<String> hidden =
                    maskedField(before.config().overlaidBy(task.desired().config()));
            if (hidden.isPresent()) {
                return new Outcome(
                        tenant,
                        OutcomeKind.REJECTED,
                        plan.changes(),
                        plan.unverifiable(),
                        0,
                        hidden.get() + " is not managed and the server masks it, so a save would overwrite it;"
                                + " set it in git",
                        null);
            }
            SmsConfig desired = resolved();
            SaveAttempts saving =
                    new SaveAttempts(remote, planner, journal, new SaveAttempts.Save(plan, before, desired));
            Attempted<SaveAttempts.Answer> answer = remote.retries().run(saving::attempt, SaveAttempts.Answer::failure);
            return conclude(plan, saving, answer);
        }

        private Outcome conclude(Plan plan, SaveAttempts saving, Attempted<SaveAttempts.Answer> answer) {
            int attempts = saving.sent();
            Failure failure = answer.result().failure();
            if (failure != null && !saving.everUnclear()) {
                return new Outcome(
                        tenant,
                        refusal(failure),
                        plan.changes(),
                        plan.unverifiable(),
                        attempts,
                        failure.message(),
                        null);
            }
            Observation readBack = saving.lastReadBack();
            Observation after =
                    readBack != null ? readBack : remote.observe(tenant).result();
            if (after instanceof NotObserved unread) {
                return new Outcome(
                        tenant,
                        OutcomeKind.UNKNOWN,
                        plan.changes(),
                        plan.unverifiable(),
                        attempts,
                        "a save may have happened, and reading back failed: "
                                + unread.failure().message(),
                        null);
            }
            return verify(plan, saving, ((Observed) after).state(), failure);
        }

        /** "Saved" is a claim; an empty plan of what is read back is the proof. */
        private Outcome verify(Plan plan, SaveAttempts saving, ObservedState after, @Nullable Failure failure) {
            Plan rest = saving.remaining(after);
            if (rest.isEmpty()) {
                return new Outcome(
                        tenant,
                        OutcomeKind.CONVERGED,
                        plan.changes(),
                        rest.unverifiable(),
                        saving.sent(),
                        saving.everUnclear() ? "the answer was lost, but reading back proves the save" : null,
                        saving.asApplied());
            }
            if (failure != null && saving.isAsBefore(after)) {
                return new Outcome(
                        tenant,
                        OutcomeKind.FAILED,
                        plan.changes(),
                        plan.unverifiable(),
                        saving.sent(),
                        "not saved, as reading back shows: " + failure.message(),
                        null);
            }
            return new Outcome(
                    tenant,
                    OutcomeKind.DIVERGED,
                    rest.changes(),
                    rest.unverifiable(),
                    saving.sent(),
                    "the server holds something else than was saved; see whether it normalises the fields named here,"
                            + " or somebody edits the tenant at the same time",
                    null);
        }
    }

    private static Optional<String> maskedField(SmsConfig whole) {
        return whole.fields().entrySet().stream()
                .filter(field -> field.getValue() instanceof Value.Masked)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static OutcomeKind refusal(Failure failure) {
        return switch (failure.kind()) {
            case REFUSED, FORBIDDEN -> OutcomeKind.REJECTED;
            default -> OutcomeKind.FAILED;
        };
    }
}
