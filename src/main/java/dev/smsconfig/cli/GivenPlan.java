package dev.smsconfig.cli;

import dev.smsconfig.audit.Run;
import dev.smsconfig.job.Basis;
import dev.smsconfig.job.PlanBinding;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.report.Visible;
import dev.smsconfig.rollout.Rollout;
import dev.smsconfig.seal.SealedPlan;
import dev.smsconfig.state.Provenance;
import dev.smsconfig.state.TenantId;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A sealed plan that an apply is to carry out, and that it may.
 *
 * @param signer whose signature over it was verified, or null where none was
 * @param brakes those of what is checked out, which the plan's own commit must not loosen
 */
record GivenPlan(Path file, SealedPlan plan, @Nullable String signer, Brakes brakes) implements TenantChoice {

    /** Ends the command before anything is reached; another plan is needed. */
    static CommandFailure refused(Path file, String why) {
        return refused(file, why, "make a new plan with 'plan --out FILE'");
    }

    /** @param advice what to do */
    static CommandFailure refused(Path file, String why, String advice) {
        return new CommandFailure(
                ExitCode.REFUSED,
                "the plan " + file + " can't be carried out: " + why + "; nothing was reached; " + advice);
    }

    /** The plan in a sentence, for people. */
    String words() {
        SealedPlan.Origin origin = plan.header().origin();
        long saves = plan.tenants().stream()
                .filter(tenant -> tenant.finding().isToBeSaved())
                .count();
        return "Plan " + plan.sha256() + " of run " + Visible.text(origin.run()) + ", made at " + origin.madeAt()
                + (signer == null ? ", not signed" : ", signed by " + Visible.text(signer)) + ": " + saves + " of "
                + plan.tenants().size() + " tenants to change.";
    }

    /** Where the config is read from: the plan's commit, where it was made from a clean one. */
    FolderChoice folder(FolderChoice checkedOut, Setting setting) {
        SealedPlan.Origin origin = plan.header().origin();
        return new FolderChoice(
                        checkedOut.configs(), plan.header().place().environment(), null, checkedOut.allowedSigners())
                .at(origin.dirty() ? null : origin.commit(), "the plan's", setting);
    }

    @Override
    public SelectedTenants of(Setting setting, ChosenFleet fleet) {
        // the plan's own commit may say otherwise than what is checked out
        if (!PlanPlace.of(fleet.environment()).equals(plan.header().place())) {
            throw refused(
                    file,
                    "at the plan's commit, environment " + fleet.environment().name() + " has another address");
        }
        if (!Brakes.of(fleet.fleet(), fleet.environment()).equals(brakes)) {
            throw refused(
                    file,
                    "fleet.yaml says something else by now about what may be saved (guards, freezes, writes,"
                            + " requireCommit, fourEyes or plans of the environment)");
        }
        Set<TenantId> planned =
                plan.tenants().stream().map(SealedPlan.Tenant::tenant).collect(Collectors.toSet());
        return new SelectedTenants(
                fleet.configuration().tenants().stream()
                        .filter(desired -> planned.contains(desired.tenant()))
                        .toList(),
                plan.header().scope().selection(),
                this,
                null);
    }

    /** @param keyCheck what a plan would hold now for the same run */
    void requireKey(String keyCheck) {
        if (!keyCheck.equals(plan.header().keyCheck())) {
            throw refused(
                    file, "its secrets are fingerprints of another key than the one here, so they can't be compared");
        }
    }

    /** What a run records of it. */
    Run.CarriedPlan carried() {
        return new Run.CarriedPlan(plan.sha256(), plan.header().origin().run(), signer);
    }

    /**
     * What binds a run to it.
     *
     * @throws CommandFailure where the waves are no longer those of the plan
     */
    Basis basis(Map<TenantId, Provenance> commits, Rollout rollout) {
        if (plan.tenants().stream().anyMatch(tenant -> rollout.indexOf(tenant.wave()) < 0)) {
            throw refused(file, "fleet.yaml no longer has one of its waves");
        }
        return new PlanBinding(plan, rollout).basis(commits);
    }
}
