package dev.smsconfig.cli;

import dev.smsconfig.git.GitFolder;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.report.NextCommand;
import dev.smsconfig.seal.SealedPlan;
import dev.smsconfig.seal.SealedPlanReader;
import dev.smsconfig.seal.UnusablePlanException;
import dev.smsconfig.source.ConfigFolder;
import dev.smsconfig.source.Configuration;
import dev.smsconfig.source.Environment;
import dev.smsconfig.source.Fleet;
import dev.smsconfig.source.Problem;
import dev.smsconfig.state.Durations;
import dev.smsconfig.state.Provenance.Evidence;
import dev.smsconfig.state.Provenance.Signature;
import dev.smsconfig.state.SealPublicKey;
import dev.smsconfig.state.SecretReference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a plan file may be carried out, before anything else is done. What is checked out decides: a plan
 * names its own commit, and must not choose by that who may sign it and how old it may be.
 *
 * @param checkedOut the config folder as it is now
 */
record PlanCheck(Setting setting, Path file, FolderChoice checkedOut) {

    private static final Clock CLOCK = Clock.systemUTC();
    /** Clocks of machines differ a little. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final int MOST_BYTES = 512 * 1024 * 1024;
    private static final int MOST_SIGNATURE_BYTES = 64 * 1024;

    /** @throws CommandFailure where it may not */
    GivenPlan check() {
        byte[] bytes = bytes(file, MOST_BYTES);
        SealedPlan plan;
        try {
            plan = SealedPlanReader.read(bytes);
        } catch (UnusablePlanException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
        requireSameEnvironment(plan);
        try (GitFolder git = checkedOut.open()) {
            Fleet fleet = fleet(git);
            Environment environment = environment(plan, fleet);
            requireAge(plan, environment.saving().plans().maxAge());
            return new GivenPlan(
                    file,
                    plan,
                    new Signatures(fleet, git).signer(plan, bytes, environment),
                    Brakes.of(fleet, environment));
        }
    }

    private CommandFailure refused(String why) {
        return GivenPlan.refused(file, why);
    }

    private static byte[] bytes(Path file, int most) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length <= most) {
                return bytes;
            }
        } catch (IOException e) {
            // below
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                file + " can't be read as the file that it should be; name one that 'plan --out' wrote");
    }

    private void requireSameEnvironment(SealedPlan plan) {
        String named = checkedOut.environment();
        String own = plan.header().place().environment();
        if (named != null && !named.equals(own)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the plan is one for environment " + own
                            + ", and --env (or SMSCONFIG_ENV) says another; leave that out");
        }
    }

    private Fleet fleet(GitFolder git) {
        Path configs = checkedOut.configs();
        Configuration configuration = ConfigFolder.fleet(configs, git.files());
        Fleet fleet = configuration.fleet();
        if (fleet == null) {
            ProblemLines.print(
                    configuration.problems().stream().filter(Problem::isError).toList(),
                    setting.terminal().err());
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "fleet.yaml has errors, so nobody can say which plans may be carried out; correct it and check with:"
                            + " smsconfig validate --configs " + configs);
        }
        return fleet;
    }

    private Environment environment(SealedPlan plan, Fleet fleet) {
        SealedPlan.Place place = plan.header().place();
        Environment environment = fleet.environment(place.environment())
                .orElseThrow(() -> refused("it was made for environment " + place.environment()
                        + ", which fleet.yaml of " + checkedOut.configs() + " does not have"));
        if (!PlanPlace.of(environment).equals(place)) {
            throw refused("environment " + place.environment() + " has another address than when it was made");
        }
        return environment;
    }

    private void requireAge(SealedPlan plan, Duration maxAge) {
        Instant now = CLOCK.instant();
        Instant madeAt = plan.header().origin().madeAt();
        if (madeAt.isAfter(now.plus(AHEAD))) {
            throw GivenPlan.refused(
                    file, "by this machine's clock it was made in the future", "set the clocks, and plan again");
        }
        if (madeAt.plus(maxAge).isBefore(now)) {
            throw refused("it was made at " + madeAt + ", and a plan may be " + Durations.print(maxAge)
                    + " old ('plans.maxAge' of the environment)");
        }
    }

    /** Whose signatures over the plan count. */
    private final class Signatures {

        private final Fleet fleet;
        private final GitFolder git;

        Signatures(Fleet fleet, GitFolder git) {
            this.fleet = fleet;
            this.git = git;
        }

        /** @return who signed it, or null where nobody did and nobody has to */
        @Nullable
        String signer(SealedPlan plan, byte[] bytes, Environment environment) {
            String installation = installation(plan);
            String person = person(bytes);
            if (installation == null && person == null && isRequired(environment)) {
                throw GivenPlan.refused(
                        file,
                        "it is not signed, and environment " + environment.name() + " wants signed plans",
                        "look at it and sign it with: " + setting.next().signPlan(file));
            }
            if (person == null || installation == null) {
                return person == null ? installation : person;
            }
            return person + ", " + installation;
        }

        private boolean isRequired(Environment environment) {
            Environment.Signed signed = environment.saving().plans().signed();
            return signed == null ? fleet.keys().signing() != null : signed == Environment.Signed.REQUIRED;
        }

        private @Nullable String installation(SealedPlan plan) {
            SecretReference reference = fleet.keys().signing();
            if (plan.signature() == null) {
                return null;
            }
            if (reference == null) {
                setting.note("The plan's own signature is not looked at: fleet.yaml names no key (keys.signing).");
                return null;
            }
            boolean committed = git.version(null, CLOCK.instant()).isCommitted();
            SealPublicKey pinned = new SigningKeys(
                            setting,
                            checkedOut.configs(),
                            committed ? ChosenFleet.committed(checkedOut.configs(), git.files()) : null)
                    .at(reference)
                    .publicKey();
            if (!plan.isSignedBy(pinned)) {
                throw refused("it was not signed with the key that keys.signing of fleet.yaml names, which is "
                        + pinned.id());
            }
            return "keys.signing " + pinned.id();
        }

        private @Nullable String person(byte[] bytes) {
            Path detached = file.resolveSibling(file.getFileName() + PlanFile.SIGNATURE);
            if (!Files.exists(detached)) {
                return null;
            }
            Signature signature = git.signatureOver(
                    bytes,
                    NextCommand.PLAN_NAMESPACE,
                    bytes(detached, MOST_SIGNATURE_BYTES),
                    checkedOut.signers(fleet),
                    CLOCK.instant());
            if (signature.state() != Evidence.VERIFIED) {
                throw GivenPlan.refused(
                        file,
                        "its signature " + detached + " proves nothing: " + signature.note(),
                        "sign it with a key that the allowed signers have, or take that signature away");
            }
            return signature.signer();
        }
    }
}
