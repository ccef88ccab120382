package dev.smsconfig.report.audit;

import dev.smsconfig.audit.AuditEvent.Type;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.TrailEvent;
import dev.smsconfig.state.Provenance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run, as the trail tells of it until the period ends. */
final class RunStory {

    private final Run run;
    private final int number;
    private final Map<String, Provenance> commits = new HashMap<>();
    private final Map<String, Approver> approvals = new HashMap<>();
    private final List<TrailEvent> endings = new ArrayList<>();
    private @Nullable TrailEvent began;
    private @Nullable String supersededBy;
    private int resumed;
    private int interrupted;

    /** @param number its place among all runs that the trail saw begin, from 1; 0 where it saw none */
    RunStory(Run run, int number) {
        this.run = run;
        this.number = number;
    }

    void hear(TrailEvent event) {
        if (event.is(Type.RUN_STARTED)) {
            began = event;
        } else if (event.is(Type.RUN_RESUMED)) {
            resumed++;
        } else if (event.is(Type.RUN_SEALED)) {
            endings.add(event);
        } else if (event.is(Type.RUN_INTERRUPTED)) {
            interrupted++;
            endings.add(event);
        } else if (event.is(Type.RUN_SUPERSEDED) && event.text("by") != null) {
            supersededBy = event.text("by");
        }
    }

    void knows(Provenance commit) {
        commits.put(commit.commit(), commit);
    }

    void approved(String wave, Approver approver) {
        approvals.put(wave, approver);
    }

    Run run() {
        return run;
    }

    String id() {
        return run.id();
    }

    int number() {
        return number;
    }

    @Nullable
    TrailEvent began() {
        return began;
    }

    /** The commit behind a tenant, where it is known, else the one that the run was read from; null without either. */
    @Nullable
    Provenance commit(@Nullable String id) {
        Provenance own = id == null ? null : commits.get(id);
        return own == null ? run.origin().provenance() : own;
    }

    @Nullable
    Approver approval(String wave) {
        return approvals.get(wave);
    }

    Map<String, Approver> approvals() {
        return Map.copyOf(approvals);
    }

    /** The account that started it, and what its CI system calls the build; the process where that is not known. */
    String runner() {
        TrailEvent first = began;
        Map<?, ?> caller = first == null ? Map.of() : first.map("caller");
        Object user = caller.get("user");
        return user == null ? run.holder() : user + "@" + caller.get("host");
    }

    boolean isWhole() {
        return run.maySave() && run.origin().selection() == null;
    }

    int resumed() {
        return resumed;
    }

    int interrupted() {
        return interrupted;
    }

    @Nullable
    String supersededBy() {
        return supersededBy;
    }

    /** How its first execution ended; RUNNING where it has not by then. */
    String firstStatus() {
        return endings.isEmpty() ? "RUNNING" : status(endings.get(0));
    }

    /** How it stands when the period ends. */
    String status() {
        if (supersededBy != null) {
            return "SUPERSEDED";
        }
        return endings.isEmpty() ? "RUNNING" : status(endings.get(endings.size() - 1));
    }

    @Nullable
    Instant endedAt() {
        return endings.isEmpty() ? null : endings.get(endings.size() - 1).at();
    }

    @Nullable
    String message() {
        TrailEvent last = endings.isEmpty() ? null : endings.get(endings.size() - 1);
        return last == null ? null : last.text(last.is(Type.RUN_INTERRUPTED) ? "evidence" : "message");
    }

    static String status(TrailEvent ending) {
        String status = ending.text("status");
        return ending.is(Type.RUN_INTERRUPTED) || status == null ? "INTERRUPTED" : status;
    }

    /** How many tenants ended so, as the first execution counted them. */
    int counted(String outcome) {
        Object counts = endings.isEmpty() ? null : endings.get(0).body().get("summary");
        return counts instanceof Map<?, ?> map && map.get(outcome) instanceof Number count ? count.intValue() : 0;
    }
}
