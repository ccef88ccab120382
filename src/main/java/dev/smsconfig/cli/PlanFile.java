package dev.smsconfig.cli;

import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.audit.SeqRange;
import dev.smsconfig.audit.Standing;
import dev.smsconfig.job.JobStore;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.report.NextCommand;
import dev.smsconfig.report.ReportFile;
import dev.smsconfig.seal.SealedPlan;
import dev.smsconfig.seal.SealedPlanWriter;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.SealKey;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where {@code plan --out} writes the plan that it made. */
record PlanFile(Path path) {

    /** What {@code ssh-keygen -Y sign} puts behind the name of a file for its signature. */
    static final String SIGNATURE = ".sig";

    /** @throws CommandFailure where nothing can be written there; better before a run than after it */
    void requirePlace() {
        Path folder = path.toAbsolutePath().getParent();
        if (Files.isDirectory(path) || folder == null || !Files.isDirectory(folder)) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--out " + path + " is no place for a file; name one in a folder that is there");
        }
    }

    /**
     * What goes into it.
     *
     * @param run the plan, which has ended
     * @param key signs it, or null
     */
    record Content(
            JobStore store,
            Run run,
            ConfiguredFleet fleet,
            @Nullable SealKey key) {}

    /**
     * Writes the plan, unless it was broken off.
     *
     * @return what people are told of it
     * @throws CommandFailure where it can't be written; what was there before is then there still
     */
    List<String> seal(Content content, NextCommand next) {
        if (content.run().status() == RunStatus.STOPPED) {
            return List.of("The plan was stopped before it was whole, so " + path + " was not written.");
        }
        String sha256 = write(content);
        List<String> lines = new ArrayList<>();
        SealKey key = content.key();
        lines.add("Sealed plan " + path + ", SHA-256 " + sha256
                + (key == null
                        ? ", not signed."
                        : ", signed with key " + key.publicKey().id() + "."));
        int unread = content.store().waves().unobserved(content.run().id());
        if (unread > 0) {
            lines.add(unread + (unread == 1 ? " tenant" : " tenants")
                    + " could not be read; the plan saves nothing of what it does not know.");
        }
        lines.add("Carry out exactly this plan with: "
                + next.carryOut(path, content.fleet().configsGiven()));
        return lines;
    }

    private String write(Content content) {
        String[] sha256 = {""};
        try {
            ReportFile.write(path, out -> {
                try {
                    SealedPlanWriter writer = new SealedPlanWriter(out, header(content));
                    Map<TenantId, DesiredState> desired = content.fleet().desired();
                    for (LedgerEntry entry : inOrder(content)) {
                        writer.add(
                                entry,
                                references(entry, desired.get(entry.tenant().tenant())));
                    }
                    sha256[0] = writer.seal(content.key());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            // one of what was there before
            Files.deleteIfExists(path.resolveSibling(path.getFileName() + SIGNATURE));
        } catch (IOException | UncheckedIOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "the plan was made, but can't be written to " + path
                            + "; see its disk and the folder's permissions," + " and plan again");
        }
        return sha256[0];
    }

    private static List<LedgerEntry> inOrder(Content content) {
        return content.store().tenants().entries(content.run().id(), SeqRange.ALL, Standing.ANY);
    }

    private static SealedPlan.Header header(Content content) {
        Run run = content.run();
        Run.Origin origin = run.origin();
        String seed = content.store().waves().find(run.id()).orElseThrow().seed();
        return new SealedPlan.Header(
                new SealedPlan.Origin(run.id(), run.startedAt(), run.commit(), origin.dirty()),
                PlanPlace.of(content.fleet().chosen().environment()),
                new SealedPlan.Scope(origin.selection(), origin.fleetSize(), seed),
                content.fleet().keyCheck(run.id()));
    }

    private static Map<String, String> references(LedgerEntry entry, @Nullable DesiredState desired) {
        Map<String, String> references = new HashMap<>();
        Outcome outcome = entry.outcome();
        if (outcome != null && desired != null) {
            Map<String, Value> fields = desired.config().fields();
            for (FieldChange change : outcome.changes()) {
                if (fields.get(change.field()) instanceof SecretReference reference) {
                    references.put(
                            change.field(), reference.of(desired.tenant()).text());
                }
            }
        }
        return references;
    }
}
