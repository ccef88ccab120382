package dev.smsconfig.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a run knows of its waves and their tenants, and keeps beyond the process. */
public interface CourseLedger {

    /** The waves that have tenants, in their order. */
    List<WaveRecord> waves();

    /** How their tenants stand now, by the wave's index. */
    Map<Integer, WaveTally> tallies();

    /** When the tenants that wait for their save were observed last, all together. */
    Instant observedAt();

    /** Keeps how a wave stands from now on. */
    void update(WaveRecord wave);
}
