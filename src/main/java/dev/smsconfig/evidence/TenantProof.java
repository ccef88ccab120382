package dev.smsconfig.evidence;

import dev.smsconfig.audit.StoredEvent;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.tlog.TlogProof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what was recorded of one tenant in one run, so that whoever gets it can verify it and sees no other tenant. */
public final class TenantProof {

    private final Trail trail;

    public TenantProof(Trail trail) {
        this.trail = trail;
    }

    /**
     * @param result a folder, or a file that ends with {@code .zip}; nothing may be there
     * @return how many events were proven
     * @throws NoEvidenceException where nothing is recorded, or the trail does not hold
     */
    public int prove(TenantId tenant, String runId, Path result) throws IOException {
        List<StoredEvent> events = trail.log().ofTenant(runId, tenant.value());
        if (events.isEmpty()) {
            throw new NoEvidenceException("the trail has nothing of tenant " + tenant + " in run " + runId
                    + "; see 'smsconfig show " + runId + "'");
        }
        TrailProofs.Proven proven = new TrailProofs(trail).of(events);
        try (EvidenceFiles files = EvidenceFiles.into(result)) {
            add(files, "", proven.proofs());
            Instructions.add(files, "proof", proven.by());
            Map<String, Object> manifest = new LinkedHashMap<>();
            manifest.put("format", "smsconfig-proof/v1");
            manifest.put("tenant", tenant.value());
            manifest.put("run", runId);
            files.finish(manifest);
        }
        return events.size();
    }

    /** An event's body and its proof, side by side. */
    static void add(EvidenceFiles files, String folder, Map<StoredEvent, TlogProof> proofs) throws IOException {
        for (Map.Entry<StoredEvent, TlogProof> proven : proofs.entrySet()) {
            StoredEvent event = proven.getKey();
            String name =
                    "%s%08d-%s".formatted(folder, event.seq(), event.type().replaceAll("[^A-Z_]", ""));
            files.add(name + ".json", event.body());
            files.add(name + ".tlog-proof", proven.getValue().text().getBytes(StandardCharsets.UTF_8));
        }
    }
}
