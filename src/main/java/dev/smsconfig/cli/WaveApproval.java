package dev.smsconfig.cli;

import dev.smsconfig.audit.Run;
import dev.smsconfig.git.GitFolder;
import dev.smsconfig.job.Approvals;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.report.NextCommand;
import dev.smsconfig.rollout.Approval;
import dev.smsconfig.rollout.FourEyes;
import dev.smsconfig.rollout.WaveRecord;
import dev.smsconfig.state.Provenance;
import dev.smsconfig.state.Provenance.Evidence;
import dev.smsconfig.state.Provenance.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Weighs somebody's approval of a wave and keeps it.
 *
 * @param folder what the run was read from
 */
record WaveApproval(Setting setting, Approvals approvals, ChosenFleet chosen, FolderChoice folder) {

    private static final int MOST_BYTES = 64 * 1024;

    /**
     * @throws CommandFailure where the run waits for no approval or for that of another wave, its
     *     signature is none, or four eyes are demanded and it is not enough
     */
    void approve(Run run, ApprovalOptions.Word word) {
        WaveRecord wave = awaiting(run, word.wave());
        Signature signature = signature(run, word.signature());
        boolean verified = signature.state() == Evidence.VERIFIED;
        if (word.signature() != null && !verified) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "the signature does not prove the approval: " + signature.note()
                            + "; sign the hash that 'show' names, with a key that the allowed signers have, or leave"
                            + " --signature out");
        }
        if (chosen.environment().saving().fourEyes()) {
            Provenance commit = run.origin().dirty() ? null : run.origin().provenance();
            FourEyes.objection(signature, commit).ifPresent(objection -> {
                throw new CommandFailure(
                        ExitCode.REFUSED, "environment " + run.environment() + " has fourEyes: true, and " + objection);
            });
        }
        approvals.approve(
                run.id(),
                wave,
                new Approval(
                        word.by(),
                        word.reason(),
                        verified ? Evidence.VERIFIED : Evidence.CLAIMED,
                        signature.signer(),
                        approvals.now()));
        setting.note("Approved wave " + wave.name() + ".");
    }

    private WaveRecord awaiting(Run run, String named) {
        WaveRecord wave = approvals
                .awaiting(run.id())
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.ERROR,
                        "run " + run.id() + " waits for no approval; go on with: "
                                + setting.next().resume(run.id())));
        if (!wave.name().equals(named)) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "the wave that waits for approval is " + wave.name() + "; look at it and name it with --approve "
                            + wave.name());
        }
        return wave;
    }

    private Signature signature(Run run, @Nullable Path file) {
        String planHash = approvals.planHash(run.id());
        if (file == null || planHash == null) {
            return Signature.ABSENT;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] armored = in.readNBytes(MOST_BYTES);
            try (GitFolder git = folder.open()) {
                return git.signatureOver(
                        planHash.getBytes(StandardCharsets.UTF_8),
                        NextCommand.SIGNATURE_NAMESPACE,
                        armored,
                        folder.signers(chosen.fleet()),
                        approvals.now());
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ERROR, "the signature " + file + " can't be read; see --signature FILE");
        }
    }
}
