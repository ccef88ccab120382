package dev.smsconfig.evidence;

import dev.smsconfig.audit.InventoryLookup;
import dev.smsconfig.audit.InventoryTenant;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunLedger;
import dev.smsconfig.audit.StoredEvent;
import dev.smsconfig.git.CommitChange;
import dev.smsconfig.git.RevisionUnavailableException;
import dev.smsconfig.state.Provenance;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes all that is known of one change: the commit that asked for it, who stands behind that, what was planned, sent and
 * found, and the proof that each event stands in the trail.
 *
 * @param configs the config folder, whose repository has the commits
 */
public record EvidencePack(Trail trail, RunLedger runs, InventoryLookup inventories, Path configs) {

    /**
     * @param outcome the event that says what became of the change
     * @param result a file that ends with {@code .zip}
     */
    void write(StoredEvent outcome, Path result) throws IOException {
        TenantId tenant = new TenantId(String.valueOf(outcome.tenant()));
        Run run = runs.find(outcome.runId())
                .orElseThrow(() -> NoEvidenceException.damaged("run " + outcome.runId() + " is missing"));
        @Nullable InventoryTenant origin = inventories.find(run.id(), tenant).orElse(null);
        List<StoredEvent> events = new ArrayList<>(trail.log().ofRun(run.id()));
        events.addAll(trail.log().ofTenant(run.id(), tenant.value()));
        try (EvidenceFiles files = EvidenceFiles.into(result)) {
            TrailProofs.Proven proven = new TrailProofs(trail).of(events);
            TenantProof.add(files, "events/", proven.proofs());
            files.add("change.json", PlainJson.bytes(change(outcome, run, origin, events)));
            String commit = origin == null || origin.commit() == null ? run.commit() : origin.commit();
            files.add("provenance.json", PlainJson.bytes(provenance(run, commit)));
            addCommit(files, commit, origin);
            Instructions.add(files, "pack", proven.by());
            Map<String, Object> manifest = new LinkedHashMap<>();
            manifest.put("format", "smsconfig-pack/v1");
            manifest.put("sequence", outcome.seq());
            manifest.put("run", run.id());
            manifest.put("tenant", tenant.value());
            files.finish(manifest);
        }
    }

    private static Map<String, @Nullable Object> change(
            StoredEvent outcome, Run run, @Nullable InventoryTenant origin, List<StoredEvent> events) {
        Map<String, @Nullable Object> change = new LinkedHashMap<>();
        change.put("sequence", outcome.seq());
        change.put("tenant", outcome.tenant());
        change.put("environment", run.environment());
        change.put("run", run.id());
        change.put("command", run.command());
        change.put("wave", origin == null ? null : origin.waveName());
        change.put("file", origin == null ? null : origin.origin());
        change.put("commit", origin == null ? null : origin.commit());
        change.put("commitOfRun", run.commit());
        change.put("dirty", run.origin().dirty());
        change.put("planned", of(events, "TENANT_OBSERVED", "changes"));
        change.put("announced", of(events, "WRITE_INTENT", "changes"));
        Map<String, Object> body = PlainJson.body(outcome);
        change.put("outcome", body.get("outcome"));
        change.put("changes", body.get("changes"));
        change.put("unverifiable", body.get("unverifiable"));
        change.put("message", body.get("message"));
        change.put("approvals", contents(events, "APPROVED"));
        change.put("guards", contents(events, "GUARD"));
        change.put("overrides", contents(events, "GUARD_OVERRIDDEN"));
        return change;
    }

    /** What the last event of a type says of something, or null. */
    private static @Nullable Object of(List<StoredEvent> events, String type, String field) {
        return events.stream()
                .filter(event -> event.type().equals(type))
                .reduce((earlier, later) -> later)
                .map(event -> PlainJson.body(event).get(field))
                .orElse(null);
    }

    private static List<Map<String, Object>> contents(List<StoredEvent> events, String type) {
        return events.stream()
                .filter(event -> event.type().equals(type))
                .map(PlainJson::body)
                .toList();
    }

    private Map<String, @Nullable Object> provenance(Run run, @Nullable String commit) {
        Map<String, @Nullable Object> provenance = new LinkedHashMap<>();
        provenance.put("run", run.origin().provenance());
        Optional<Provenance> own = commit == null ? Optional.empty() : inventories.commit(run.id(), commit);
        provenance.put("tenant", own.orElse(null));
        provenance.put("plan", run.origin().plan());
        return provenance;
    }

    private void addCommit(EvidenceFiles files, @Nullable String commit, @Nullable InventoryTenant origin)
            throws IOException {
        if (commit == null) {
            files.add("commit-is-missing.txt", "No commit stands behind what the run read.\n");
            return;
        }
        try {
            CommitChange change = CommitChange.of(configs, commit);
            files.add("commit", change.object());
            files.add("patch.diff", new MaskedPatch(change, origin == null ? null : origin.origin()).text(commit));
        } catch (RevisionUnavailableException e) {
            files.add("commit-is-missing.txt", "Commit " + commit + " was not at hand: " + e.getMessage() + "\n");
        }
    }
}
