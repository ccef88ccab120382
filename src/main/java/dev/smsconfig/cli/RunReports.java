package dev.smsconfig.cli;

import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.TenantLedger;
import dev.smsconfig.audit.WaveLedger;
import dev.smsconfig.job.JobStore;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.report.NextCommand;
import dev.smsconfig.report.RolloutReport;
import dev.smsconfig.report.RolloutReport.WaveReport;
import dev.smsconfig.report.RunReport;
import dev.smsconfig.report.Summary;
import dev.smsconfig.rollout.WaveTally;
import dev.smsconfig.state.Provenance;
import java.util.Map;
import java.util.function.Consumer;

/** Reports of the runs in a job repository. */
final class RunReports {

    private RunReports() {}

    static RunReport of(JobStore store, Run run, NextCommand next) {
        TenantLedger ledger = store.tenants();
        RunReport.Tenants tenants = new RunReport.Tenants() {
            @Override
            public void forEach(Consumer<LedgerEntry> consumer) {
                ledger.forEach(run.id(), consumer);
            }

            @Override
            public void forEachNotable(Consumer<LedgerEntry> consumer) {
                ledger.forEachNotable(run.id(), consumer);
            }

            @Override
            public void forEachCommit(Consumer<Provenance> consumer) {
                store.commits().forEach(run.id(), consumer);
            }
        };
        return new RunReport(
                run,
                new Summary(ledger.summary(run.id()), ledger.differences(run.id())),
                tenants,
                store.guards().of(run.id()),
                rollout(store.waves(), run),
                store.coverage().of(run.id()),
                next);
    }

    private static RolloutReport rollout(WaveLedger waves, Run run) {
        Map<Integer, Map<OutcomeKind, Integer>> outcomes = waves.outcomes(run.id());
        Map<Integer, WaveTally> tallies = waves.tallies(run.id(), null);
        return new RolloutReport(
                waves.find(run.id()).orElse(null),
                waves.waves(run.id()).stream()
                        .map(wave -> new WaveReport(
                                wave,
                                outcomes.getOrDefault(wave.index(), Map.of()),
                                tallies.getOrDefault(wave.index(), WaveTally.NOTHING)
                                        .toSave()))
                        .toList(),
                waves.moments(run.id()),
                waves.unobserved(run.id()));
    }
}
