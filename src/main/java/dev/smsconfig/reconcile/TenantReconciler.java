package dev.smsconfig.reconcile;

import dev.smsconfig.plan.Objection;
import dev.smsconfig.plan.Plan;
import dev.smsconfig.plan.Planner;
import dev.smsconfig.server.Attempted;
import dev.smsconfig.server.Capability;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One tenant, whole loop: observe, plan, ask whether it can be saved, announce, save, read back. Preview and apply are
 * the same path with one late branch, and the plan that decides whether to save is the one that proves the save.
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

    /** Observes and plans; sends no save. What would forbid one is told as {@link #reconcile} would tell it. */
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
                Optional<Outcome> forbidden = forbidden(plan, before);
                if (forbidden.isPresent()) {
                    return forbidden.get();
                }
                return maySave ? save(plan, before) : ended(OutcomeKind.PLANNED, plan, attempts, null);
            } catch (SecretUnavailableException e) {
                return Outcome.of(tenant, OutcomeKind.FAILED, attempts, e.message());
            }
        }

        /** Resolved anew each time, so that no secret lives longer than the comparison or the save it is for. */
        private SmsConfig resolved() throws SecretUnavailableException {
            DesiredState desired = task.desired();
            return desired.config().resolve(reference -> secrets.resolve(reference.of(tenant)));
        }

        private Outcome unreadable(Failure failure, int attempts) {
            return task.intentStands()
                    ? Outcome.of(
                            tenant,
                            OutcomeKind.UNKNOWN,
                            attempts,
                            "an earlier save may have happened, and reading back failed: " + failure.message())
                    : Outcome.of(tenant, unreached(failure), attempts, failure.message());
        }

        /** How the tenant ends without a save being tried, or empty where nothing is known against one. */
        private Optional<Outcome> forbidden(Plan plan, ObservedState before) {
            Optional<String> objection =
                    Objection.to(plan, before, task.desired().config());
            if (objection.isPresent()) {
                return Optional.of(ended(OutcomeKind.REJECTED, plan, 0, objection.get()));
            }
            Capability capability = remote.capability(tenant);
            Failure failure = capability.failure();
            if (failure != null) {
                return Optional.of(ended(
                        unreached(failure), plan, 0, "can't tell whether the server can save: " + failure.message()));
            }
            return capability.save() == Capability.Save.NO
                    ? Optional.of(ended(OutcomeKind.UNSUPPORTED, plan, 0, unsupported(capability.version())))
                    : Optional.empty();
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
                return ended(refusal(failure), plan, attempts, failure.message());
            }
            Observation readBack = saving.lastReadBack();
            Observation after =
                    readBack != null ? readBack : remote.observe(tenant).result();
            if (after instanceof NotObserved unread) {
                return ended(
                        OutcomeKind.UNKNOWN,
                        plan,
                        attempts,
                        "a save may have happened, and reading back failed: "
                                + unread.failure().message());
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
                return ended(
                        OutcomeKind.FAILED,
                        plan,
                        saving.sent(),
                        "not saved, as reading back shows: " + failure.message());
            }
            return ended(
                    OutcomeKind.DIVERGED,
                    rest,
                    saving.sent(),
                    "the server holds something else than was saved; see whether it normalises the fields named here,"
                            + " or somebody edits the tenant at the same time");
        }

        private Outcome ended(OutcomeKind kind, Plan plan, int attempts, @Nullable String message) {
            return new Outcome(tenant, kind, plan.changes(), plan.unverifiable(), attempts, message, null);
        }
    }

    private static String unsupported(@Nullable String version) {
        return "the server" + (version == null ? "" : " (" + version + ")") + " has no SaveSmsConfig, as from 11.1 on;"
                + " change the tenant by hand, or leave it out in git";
    }

    private static OutcomeKind refusal(Failure failure) {
        return switch (failure.kind()) {
            case REFUSED, FORBIDDEN -> OutcomeKind.REJECTED;
            default -> unreached(failure);
        };
    }

    private static OutcomeKind unreached(Failure failure) {
        return failure.kind() == Failure.Kind.NOT_RUNNING ? OutcomeKind.SKIPPED : OutcomeKind.FAILED;
    }
}
