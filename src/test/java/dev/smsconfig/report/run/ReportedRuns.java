package dev.smsconfig.report.run;

import dev.smsconfig.audit.Coverage;
import dev.smsconfig.audit.Differences;
import dev.smsconfig.audit.GuardRecord;
import dev.smsconfig.audit.InventoryTenant;
import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.RolloutRecord;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunFigures;
import dev.smsconfig.audit.RunMoment;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.plan.Cause;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.plan.Guard;
import dev.smsconfig.plan.GuardVerdict;
import dev.smsconfig.plan.Treatment;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.report.NextCommand;
import dev.smsconfig.report.RolloutReport;
import dev.smsconfig.report.RolloutReport.WaveReport;
import dev.smsconfig.report.RunReport;
import dev.smsconfig.report.Summary;
import dev.smsconfig.rollout.Approval;
import dev.smsconfig.rollout.Gate;
import dev.smsconfig.rollout.WaveRecord;
import dev.smsconfig.rollout.WaveState;
import dev.smsconfig.state.Provenance;
import dev.smsconfig.state.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs that were never made, as the ledger would give them. */
final class ReportedRuns {

    static final Instant START = Instant.parse("2026-11-27T02:00:00Z");
    static final String COMMIT = "5d2c8b1f0a9e4c7d3b6a8f1e2d4c5b6a7980f1e2";

    private static final List<String> WAVES = List.of("canary", "nordic", "rest");

    private ReportedRuns() {}

    static Run run(String command, RunStatus status, @Nullable String message) {
        return new Run(
                "20261127-020000-3f9a1c",
                command,
                "sample",
                status,
                new Run.Origin("configs", provenance("Move the Nordic tenants to Acme"), false, null, 0),
                "30%",
                START,
                START.plusSeconds(200),
                "ci-7 4711",
                message);
    }

    static Provenance provenance(String subject) {
        Provenance.Person person =
                new Provenance.Person("Test Author", "author@example.invalid", START.minus(Duration.ofHours(9)));
        return new Provenance(COMMIT, "a".repeat(40), person, person, subject, Provenance.Signature.ABSENT, List.of());
    }

    static LedgerEntry entry(int seq, String tenant, int wave, @Nullable Outcome outcome) {
        return new LedgerEntry(
                new InventoryTenant(
                        seq,
                        new TenantId(tenant),
                        wave,
                        WAVES.get(wave),
                        "tenants/" + tenant + ".yaml",
                        "hash",
                        COMMIT),
                outcome == null ? 0 : 1,
                outcome,
                null,
                null);
    }

    static Outcome outcome(String tenant, OutcomeKind kind, @Nullable String message, FieldChange... changes) {
        return new Outcome(new TenantId(tenant), kind, List.of(changes), List.of(), 1, message, null);
    }

    static FieldChange sender(@Nullable String from, @Nullable String to, Cause cause) {
        return FieldChange.healed("NsPluginSender", from, to, false, cause);
    }

    static FieldChange password(Cause cause) {
        return FieldChange.healed(
                "NsPluginConfig.cm_password", "hmac:k1:0011canary", "hmac:k1:2233canary", true, cause);
    }

    /** A report of a run and what became of its tenants. */
    static RunReport report(Run run, List<LedgerEntry> entries) {
        return report(run, entries, new Reads());
    }

    /** How often the ledger was read. */
    static final class Reads {
        int whole;
        int notable;
    }

    static RunReport report(Run run, List<LedgerEntry> entries, Reads reads) {
        return report(run, entries, reads, Coverage.COMPLETE);
    }

    static RunReport report(Run run, List<LedgerEntry> entries, Reads reads, Coverage coverage) {
        Map<OutcomeKind, Integer> counts = new EnumMap<>(OutcomeKind.class);
        int drifted = 0;
        int reported = 0;
        int accepted = 0;
        for (LedgerEntry entry : entries) {
            counts.merge(Digest.kind(entry), 1, Integer::sum);
            Outcome outcome = entry.outcome();
            drifted += outcome != null && outcome.count(Cause.DRIFT) > 0 ? 1 : 0;
            reported += outcome != null && outcome.count(Treatment.REPORT) > 0 ? 1 : 0;
            accepted += outcome != null && outcome.count(Treatment.ACCEPT) > 0 ? 1 : 0;
        }
        RunReport.Tenants tenants = new RunReport.Tenants() {
            @Override
            public void forEach(Consumer<LedgerEntry> consumer) {
                reads.whole++;
                entries.forEach(consumer);
            }

            @Override
            public void forEachNotable(Consumer<LedgerEntry> consumer) {
                reads.notable++;
                entries.forEach(consumer);
            }

            @Override
            public void forEachCommit(Consumer<Provenance> consumer) {
                consumer.accept(provenance("Move the Nordic tenants to Acme"));
            }
        };
        return new RunReport(
                run,
                new Summary(counts, new Differences(drifted, reported, accepted)),
                tenants,
                guards(entries),
                rollout(entries),
                coverage,
                new NextCommand("java -jar target/smsconfig.jar", null));
    }

    private static List<GuardRecord> guards(List<LedgerEntry> entries) {
        return List.of(
                new GuardRecord(
                        1,
                        START.plusSeconds(31),
                        GuardVerdict.refused(Guard.MAX_CHANGED, "69% would change; at most 30% may"),
                        new GuardRecord.Override("planned move to Acme", "operator@ci-7")),
                new GuardRecord(
                        1, START.plusSeconds(31), GuardVerdict.permitted(Guard.FREEZE, "no freeze is on"), null));
    }

    private static RolloutReport rollout(List<LedgerEntry> entries) {
        List<WaveReport> waves = new ArrayList<>();
        for (int i = 0; i < WAVES.size(); i++) {
            int wave = i;
            Map<OutcomeKind, Integer> outcomes = new EnumMap<>(OutcomeKind.class);
            entries.stream()
                    .filter(entry -> entry.tenant().wave() == wave)
                    .forEach(entry -> outcomes.merge(Digest.kind(entry), 1, Integer::sum));
            int tenants = outcomes.values().stream().mapToInt(n -> n).sum();
            if (tenants > 0) {
                waves.add(new WaveReport(wave(wave, tenants), outcomes, 0));
            }
        }
        List<RunMoment> moments = List.of(
                new RunMoment(START, "RUN_STARTED", Map.of("holder", "ci-7 4711", "tenants", entries.size())),
                new RunMoment(START.plusSeconds(40), "WAVE", Map.of("wave", "canary", "state", "SAVING")),
                new RunMoment(START.plusSeconds(200), "RUN_SEALED", Map.of("status", "PARTIAL")));
        return new RolloutReport(new RolloutRecord("0".repeat(16), 3, 8, 20L, null, null, null), waves, moments, 0);
    }

    private static WaveRecord wave(int index, int tenants) {
        Instant began = START.plusSeconds(40 + 40L * index);
        boolean last = index == WAVES.size() - 1;
        Approval approval = index == 1
                ? new Approval(
                        "Test Approver", "canary looks right", Provenance.Evidence.CLAIMED, null, began.minusSeconds(5))
                : null;
        return new WaveRecord(
                index,
                WAVES.get(index),
                tenants,
                new Gate(index == 0 ? Duration.ofMinutes(10) : Duration.ZERO, index == 1),
                new WaveRecord.Passage(
                        last ? WaveState.STOPPED : WaveState.PASSED,
                        began,
                        began.plusSeconds(20),
                        null,
                        began.plusSeconds(30),
                        last ? "the failure budget is spent" : null,
                        approval));
    }

    /** One tenant of everything that a report has to tell. */
    static List<LedgerEntry> ofEachKind() {
        List<LedgerEntry> entries = new ArrayList<>();
        add(entries, 0, "CanaryA", OutcomeKind.CONVERGED, null, sender("Legacy", "Acme", Cause.PENDING));
        add(entries, 0, "CanaryB", OutcomeKind.CONVERGED, null, sender("Legacy", "Acme", Cause.PENDING));
        add(
                entries,
                1,
                "NordicA",
                OutcomeKind.CONVERGED,
                null,
                sender("Meddled", "Acme", Cause.DRIFT),
                password(Cause.DRIFT));
        add(entries, 1, "NordicB", OutcomeKind.IN_SYNC, null);
        add(entries, 1, "NordicC", OutcomeKind.IN_SYNC, null);
        add(
                entries,
                1,
                "NordicD",
                OutcomeKind.IN_SYNC,
                null,
                sender("Own", "Acme", Cause.DRIFT).treated(Treatment.ACCEPT));
        add(
                entries,
                1,
                "NordicE",
                OutcomeKind.PLANNED,
                null,
                sender("Other", "Acme", Cause.CONFLICT).treated(Treatment.REPORT));
        add(
                entries,
                2,
                "RestA",
                OutcomeKind.DIVERGED,
                "saved, but the server holds something else; see who else writes there",
                sender("acme", "Acme", Cause.PENDING));
        add(entries, 2, "RestB", OutcomeKind.FAILED, "GetSmsConfig: HTTP 503 after 3 attempts; resume later");
        add(entries, 2, "RestC", OutcomeKind.FAILED, "GetSmsConfig: HTTP 503 after 3 attempts; resume later");
        add(
                entries,
                2,
                "RestD",
                OutcomeKind.REJECTED,
                "SaveSmsConfig: HTTP 403; give the credential the right to save",
                sender("Legacy", "Acme", Cause.UNKNOWN),
                FieldChange.healed("NsPluginConfig.cm_serviceId", null, "77", false, Cause.UNKNOWN),
                FieldChange.healed("NsPluginConfig.old", "1", null, false, Cause.UNKNOWN));
        add(entries, 2, "RestE", OutcomeKind.SKIPPED, "the tenant is suspended");
        entries.add(entry(entries.size(), "RestF", 2, null));
        return entries;
    }

    private static void add(
            List<LedgerEntry> entries,
            int wave,
            String tenant,
            OutcomeKind kind,
            @Nullable String message,
            FieldChange... changes) {
        entries.add(entry(entries.size(), tenant, wave, outcome(tenant, kind, message, changes)));
    }

    /** A fleet in which most is in sync, much of the rest alike, and a few tenants their own. */
    static List<LedgerEntry> fleet(int size, Random random) {
        List<LedgerEntry> entries = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String tenant = "Cust%05d".formatted(i + 1);
            int wave = i < size / 50 ? 0 : i < size / 4 ? 1 : 2;
            entries.add(entry(i, tenant, wave, some(tenant, random)));
        }
        return entries;
    }

    private static @Nullable Outcome some(String tenant, Random random) {
        int dice = random.nextInt(100);
        if (dice < 60) {
            return outcome(tenant, OutcomeKind.IN_SYNC, null);
        }
        if (dice < 80) {
            return outcome(tenant, OutcomeKind.CONVERGED, null, sender("Legacy", "Acme", Cause.PENDING));
        }
        if (dice < 88) {
            return outcome(
                    tenant,
                    OutcomeKind.CONVERGED,
                    null,
                    sender("Meddled " + random.nextInt(400), "Acme", Cause.DRIFT),
                    password(Cause.DRIFT));
        }
        if (dice < 92) {
            return outcome(tenant, OutcomeKind.FAILED, "GetSmsConfig: HTTP 503 after 3 attempts; resume later");
        }
        if (dice < 95) {
            return outcome(tenant, OutcomeKind.PLANNED, null, sender("Legacy", "Acme", Cause.CONFLICT));
        }
        if (dice < 98) {
            return outcome(
                    tenant,
                    OutcomeKind.DIVERGED,
                    "saved, but the server holds something else",
                    sender("Meddled " + random.nextInt(20), "Acme", Cause.PENDING));
        }
        return dice < 99 ? outcome(tenant, OutcomeKind.SKIPPED, "the tenant is suspended") : null;
    }

    /** The nights before, of which one was killed. */
    static List<RunFigures> nights(int count) {
        Random random = new Random(11);
        List<RunFigures> nights = new ArrayList<>();
        for (int i = count - 1; i >= 0; i--) {
            Instant start = START.minus(Duration.ofDays(i));
            boolean killed = i == 4;
            Map<OutcomeKind, Integer> outcomes = new LinkedHashMap<>();
            outcomes.put(OutcomeKind.IN_SYNC, 950);
            outcomes.put(OutcomeKind.FAILED, i % 3 == 0 ? random.nextInt(9) : 0);
            nights.add(new RunFigures(
                    i == 0 ? "20261127-020000-3f9a1c" : "night-" + i,
                    killed ? RunStatus.INTERRUPTED : RunStatus.COMPLETED,
                    start,
                    killed ? null : start.plusSeconds(150 + random.nextInt(90)),
                    killed ? null : outcomes,
                    killed ? null : random.nextInt(30)));
        }
        return nights;
    }

    /** Places as a config folder would give them. */
    static Surroundings around(List<RunFigures> trend) {
        return new Surroundings(
                (tenant, field) -> field == null
                        ? new Places.Place("configs/" + tenant.origin(), 1, 1)
                        : field.equals("NsPluginSender")
                                ? new Places.Place("configs/groups/acme.yaml", 7, 19)
                                : new Places.Place("configs/" + tenant.origin(), 12, 5),
                trend,
                "1.2.3",
                Path.of(""));
    }
}
