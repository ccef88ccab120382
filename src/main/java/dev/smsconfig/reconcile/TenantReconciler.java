package dev.smsconfig.reconcile;

import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.plan.Objection;
import dev.smsconfig.plan.Plan;
import dev.smsconfig.reconcile.TenantComparison.Differs;
import dev.smsconfig.reconcile.TenantComparison.Ended;
import dev.smsconfig.reconcile.TenantComparison.Finding;
import dev.smsconfig.server.Attempted;
import dev.smsconfig.server.Capability;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Observation;
import dev.smsconfig.server.Observation.NotObserved;
import dev.smsconfig.server.Observation.Observed;
import dev.smsconfig.state.LastApplied;
import dev.smsconfig.state.ObservedState;
import dev.smsconfig.state.SecretPurpose;
import dev.smsconfig.state.SecretUnavailableException;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.TenantId;
import java.util.ArrayList;
import java.util.List;
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

    private static final String WITHHELD =
            "it could not be saved when the plan was made, so the plan saves nothing of it; plan the tenant anew";

    private final TenantComparison comparison;
    private final TenantSaves saves;
    private final Journal journal;

    public TenantReconciler(TenantComparison comparison, TenantSaves saves, Journal journal) {
        this.comparison = comparison;
        this.saves = saves;
        this.journal = journal;
    }

    /** Observes and plans; sends no save. What would forbid one is told as {@link #reconcile} would tell it. */
    public Outcome compare(Task task) {
        return visit(task, false);
    }

    /** Makes the tenant what git says. */
    public Outcome reconcile(Task task) {
        return visit(task, true);
    }

    private Outcome visit(Task task, boolean maySave) {
        Finding finding = comparison.look(task);
        if (finding instanceof Ended ended) {
            return ended.outcome();
        }
        Differs differs = (Differs) finding;
        Optional<Outcome> forbidden = forbidden(task, differs);
        if (forbidden.isPresent()) {
            return forbidden.get();
        }
        if (task.isWithheld()) {
            return TenantComparison.ended(OutcomeKind.STALE, differs.plan(), differs.attempts(), WITHHELD);
        }
        return maySave
                ? save(task, differs)
                : TenantComparison.ended(OutcomeKind.PLANNED, differs.plan(), differs.attempts(), null);
    }

    /** How the tenant ends without a save being tried, or empty where nothing is known against one. */
    private Optional<Outcome> forbidden(Task task, Differs differs) {
        Plan plan = differs.plan();
        Optional<String> objection = Objection.to(
                plan.healing(), differs.before(), differs.desired(comparison.whole(task, differs.before())));
        if (objection.isPresent()) {
            return Optional.of(TenantComparison.ended(OutcomeKind.REJECTED, plan, 0, objection.get()));
        }
        Capability capability = saves.capability(plan.tenant());
        Failure failure = capability.failure();
        if (failure != null) {
            return Optional.of(TenantComparison.ended(
                    TenantComparison.unreached(failure),
                    plan,
                    0,
                    "can't tell whether the server can save: " + failure.message()));
        }
        return capability.save() == Capability.Save.NO
                ? Optional.of(
                        TenantComparison.ended(OutcomeKind.UNSUPPORTED, plan, 0, unsupported(capability.version())))
                : Optional.empty();
    }

    private Outcome save(Task task, Differs differs) {
        try {
            SmsConfig desired = differs.desired(comparison.resolved(task, differs.before(), SecretPurpose.SAVE));
            return new Saving(task, differs, desired).run();
        } catch (SecretUnavailableException e) {
            return Outcome.of(task.desired().tenant(), OutcomeKind.FAILED, differs.attempts(), e.message());
        }
    }

    private static String unsupported(@Nullable String version) {
        return "the server" + (version == null ? "" : " (" + version + ")") + " has no SaveSmsConfig, as from 11.1 on;"
                + " change the tenant by hand, or leave it out in git";
    }

    private static OutcomeKind refusal(Failure failure) {
        return switch (failure.kind()) {
            case REFUSED, FORBIDDEN -> OutcomeKind.REJECTED;
            default -> TenantComparison.unreached(failure);
        };
    }

    /** The saves of one tenant, and what reading back proves of them. */
    private final class Saving {

        private final Plan plan;
        private final TenantId tenant;
        private final SaveAttempts attempts;
        private final LastApplied asApplied;

        Saving(Task task, Differs differs, SmsConfig desired) {
            this.plan = differs.plan();
            this.tenant = plan.tenant();
            this.asApplied = comparison.asApplied(task, plan, desired);
            this.attempts = new SaveAttempts(
                    new SaveAttempts.Servers(comparison.reads(), saves.writer()),
                    comparison.planner(),
                    journal,
                    new SaveAttempts.Save(plan.healing(), differs.before(), desired));
        }

        Outcome run() {
            Attempted<SaveAttempts.Answer> answer =
                    saves.retries().run(attempts::attempt, SaveAttempts.Answer::failure);
            String withheld = attempts.withheld();
            if (withheld != null) {
                return ended(OutcomeKind.NOT_ATTEMPTED, withheld);
            }
            Failure failure = answer.result().failure();
            if (failure != null && !attempts.everUnclear()) {
                return ended(refusal(failure), failure.message());
            }
            Observation readBack = attempts.lastReadBack();
            Observation after = readBack != null
                    ? readBack
                    : comparison.reads().observe(tenant).result();
            if (after instanceof NotObserved unread) {
                return ended(
                        OutcomeKind.UNKNOWN,
                        "a save may have happened, and reading back failed: "
                                + unread.failure().message());
            }
            return verify(((Observed) after).state(), failure);
        }

        /** "Saved" is a claim; an empty plan of what is read back is the proof. */
        private Outcome verify(ObservedState after, @Nullable Failure failure) {
            Plan rest = attempts.remaining(after);
            if (rest.isEmpty()) {
                return new Outcome(
                        tenant,
                        OutcomeKind.CONVERGED,
                        plan.changes(),
                        rest.unverifiable(),
                        attempts.sent(),
                        attempts.everUnclear() ? "the answer was lost, but reading back proves the save" : null,
                        asApplied);
            }
            if (failure != null && attempts.isAsBefore(after)) {
                return ended(OutcomeKind.FAILED, "not saved, as reading back shows: " + failure.message());
            }
            return TenantComparison.ended(
                    OutcomeKind.DIVERGED,
                    withLeft(rest),
                    attempts.sent(),
                    "the server holds something else than was saved; see whether it normalises the fields named here,"
                            + " or somebody edits the tenant at the same time");
        }

        /** What still differs, and what was left from the beginning. */
        private Plan withLeft(Plan rest) {
            List<FieldChange> changes = new ArrayList<>(rest.changes());
            plan.changes().stream()
                    .filter(change -> change.treatment().leaves())
                    .forEach(changes::add);
            return new Plan(tenant, changes, rest.unverifiable());
        }

        private Outcome ended(OutcomeKind kind, @Nullable String message) {
            return TenantComparison.ended(kind, plan, attempts.sent(), message);
        }
    }
}
