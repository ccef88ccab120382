package dev.smsconfig.audit;

/** Everything that is kept of runs, to be looked at. */
public record Ledgers(
        PeriodLedger period,
        OpenMatters open,
        TrailReading trail,
        CheckpointLedger checkpoints,
        PersonalLedger personal,
        RunLedger runs,
        CommitLedger commits,
        WaveLedger waves,
        GuardLedger guards) {

    // 9 parameters: a list of what there is
}
