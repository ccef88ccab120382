package dev.smsconfig.rollout;

import dev.smsconfig.rollout.Next.Done;
import dev.smsconfig.rollout.Next.Halt;
import dev.smsconfig.rollout.Next.Pause;
import dev.smsconfig.rollout.Next.Probe;
import dev.smsconfig.rollout.Next.Save;
import dev.smsconfig.rollout.Next.Survey;
import dev.smsconfig.rollout.Next.Wait;
import dev.smsconfig.state.Provenance.Evidence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A fleet whose tenants behave in the same way each time, with a ledger in memory: what a run does with real servers and
 * a database, in microseconds. It keeps count of what must never happen.
 */
final class SimulatedFleet implements CourseLedger {

    /** How a tenant behaves, whenever it is asked. */
    enum Nature {
        SOUND,
        IN_SYNC,
        /** Cannot be read. */
        UNREACHABLE,
        /** Its save fails, and may be tried again. */
        FAILS,
        /** Its save is refused for good. */
        REJECTS,
        /** Its save is taken and changed. */
        DIVERGES,
        /** Is changed by somebody during the soak. */
        MOVES
    }

    /** What the ledger says of a tenant. */
    enum Standing {
        OPEN,
        PLANNED,
        IN_SYNC,
        CONVERGED,
        UNREACHABLE,
        FAILED,
        REJECTED,
        DIVERGED,
        UNKNOWN,
        NOT_ATTEMPTED;

        boolean isResumable() {
            return this == OPEN || this == UNREACHABLE || this == FAILED || this == UNKNOWN || this == NOT_ATTEMPTED;
        }

        boolean isFailure() {
            return this == FAILED || this == REJECTED || this == DIVERGED || this == UNKNOWN;
        }
    }

    /** How an execution ended. */
    enum End {
        DONE,
        HALTED,
        PAUSED,
        STOPPED,
        KILLED
    }

    /** A wave, and how each of its tenants behaves. */
    record Ring(
            Gate gate, @org.jspecify.annotations.Nullable Integer limit, List<Nature> tenants) {}

    final List<String> faults = new ArrayList<>();
    private final List<Ring> rings;
    private final int limit;
    private final List<WaveRecord> waves = new ArrayList<>();
    private final Map<Integer, Standing> standing = new TreeMap<>();
    private final List<Integer> waveOf = new ArrayList<>();
    private final List<Nature> natures = new ArrayList<>();
    private final List<Integer> applied = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-24T02:00:00Z");
    private Instant observedAt = now;

    SimulatedFleet(List<Ring> rings, int limit) {
        this.rings = rings;
        this.limit = limit;
        for (int wave = 0; wave < rings.size(); wave++) {
            Ring ring = rings.get(wave);
            waves.add(WaveRecord.pending(wave, "w" + wave, ring.tenants.size(), ring.gate));
            for (Nature nature : ring.tenants) {
                int tenant = standing.size();
                standing.put(tenant, Standing.OPEN);
                waveOf.add(wave);
                natures.add(nature);
            }
        }
    }

    Map<Integer, Standing> standing() {
        return Map.copyOf(standing);
    }

    /** Everything but what is left out with the reason that a person has to come. */
    int saves() {
        return applied.size();
    }

    /**
     * One execution, as a run carries it out.
     *
     * @param random the order in which saves end, and how many are under way at once
     * @param breakAfter after how many saves the execution is broken off; negative for never
     * @param kills whether it is killed then, or asked to stop
     * @param patient whether it waits for soaks
     */
    End execute(
            Random random,
            int breakAfter,
            boolean kills,
            boolean patient,
            @org.jspecify.annotations.Nullable Integer until) {
        observe();
        Map<Integer, Integer> limits = new HashMap<>();
        for (int wave = 0; wave < rings.size(); wave++) {
            Integer own = rings.get(wave).limit;
            if (own != null) {
                limits.put(wave, own);
            }
        }
        Terms terms = new Terms(limit, limits, until, true, patient ? Instant.MAX : now);
        Course course = new Course(this, terms, clock());
        int left = breakAfter;
        for (int turn = 0; turn < 1000; turn++) {
            Next next = course.next();
            if (next instanceof Save save) {
                left = save(save, random, left, kills);
                if (left == 0) {
                    return seal(kills ? End.KILLED : End.STOPPED);
                }
            } else if (next instanceof Survey) {
                observedAt = now;
            } else if (next instanceof Wait wait) {
                now = wait.until();
            } else if (next instanceof Probe probe) {
                probe(course, probe.wave());
            } else if (next instanceof Pause pause) {
                if (pause.cause() == Next.Cause.APPROVAL) {
                    update(pause.wave().approved(new Approval("a", "b", Evidence.CLAIMED, null, now)));
                }
                now = now.plus(Duration.ofDays(1));
                return seal(End.PAUSED);
            } else if (next instanceof Halt) {
                return seal(End.HALTED);
            } else if (next instanceof Done) {
                return seal(End.DONE);
            }
        }
        throw new AssertionError("an execution ends");
    }

    private void observe() {
        observedAt = now;
        standing.replaceAll((tenant, before) -> {
            if (!before.isResumable()) {
                return before;
            }
            Nature nature = natures.get(tenant);
            if (nature == Nature.UNREACHABLE) {
                return Standing.UNREACHABLE;
            }
            if (applied.contains(tenant) && nature != Nature.DIVERGES) {
                return Standing.CONVERGED;
            }
            return nature == Nature.IN_SYNC ? Standing.IN_SYNC : Standing.PLANNED;
        });
    }

    /** @return how many saves may still begin before the execution is broken off; 0 where it is */
    private int save(Save save, Random random, int breakAfter, boolean kills) {
        FailureMeter meter = new FailureMeter(save.allowance());
        List<Integer> waiting = new ArrayList<>(standing.keySet().stream()
                .filter(tenant -> waveOf.get(tenant) == save.wave().index() && standing.get(tenant) == Standing.PLANNED)
                .toList());
        List<Integer> inFlight = new ArrayList<>();
        int width = 1 + random.nextInt(8);
        int left = breakAfter;
        while (true) {
            boolean begins = left != 0 && !waiting.isEmpty() && inFlight.size() < width && random.nextInt(3) > 0;
            if (begins && meter.tryBegin()) {
                int tenant = waiting.remove(0);
                check(save, inFlight.size());
                inFlight.add(tenant);
                left--;
            } else if (!inFlight.isEmpty() && !(left == 0 && kills)) {
                int tenant = inFlight.remove(random.nextInt(inFlight.size()));
                Standing outcome = saved(tenant);
                standing.put(tenant, outcome);
                meter.end(outcome.isFailure());
            } else if (left == 0 || waiting.isEmpty() || meter.isSpent()) {
                break;
            }
        }
        for (int tenant : inFlight) {
            // killed: the request may have arrived or not, and nobody knows
            if (random.nextBoolean()) {
                saved(tenant);
            }
            standing.put(tenant, Standing.UNKNOWN);
        }
        return left;
    }

    private Standing saved(int tenant) {
        return switch (natures.get(tenant)) {
            case FAILS -> Standing.FAILED;
            case REJECTS -> Standing.REJECTED;
            case DIVERGES -> Standing.DIVERGED;
            default -> {
                applied.add(tenant);
                yield Standing.CONVERGED;
            }
        };
    }

    /** What has to hold whenever a save begins. */
    private void check(Save save, int inFlight) {
        int wave = save.wave().index();
        int failures =
                (int) standing.values().stream().filter(Standing::isFailure).count();
        int ofWave = tallies().getOrDefault(wave, WaveTally.NOTHING).failures();
        Integer own = rings.get(wave).limit;
        if (failures >= limit || (own != null && ofWave >= own)) {
            faults.add("a save after the budget is spent");
        }
        if (failures + inFlight >= limit || (own != null && ofWave + inFlight >= own)) {
            faults.add("more in flight than is left of the budget");
        }
        boolean early = waves.stream().anyMatch(w -> w.index() < wave && w.state() != WaveState.PASSED);
        if (save.wave().state() != WaveState.PASSED && now.isAfter(observedAt.plus(Course.FRESH))) {
            faults.add("a save long after its tenant was observed");
        }
        if (early) {
            faults.add("a save before the gate of an earlier wave passed");
        }
        if (save.wave().gate().approval() && waves.get(wave).approval() == null) {
            faults.add("a save without approval");
        }
        for (WaveRecord before : waves.subList(0, wave)) {
            Instant until = before.passage().soakUntil();
            if (until != null && now.isBefore(until)) {
                faults.add("a save while an earlier wave soaks");
            }
        }
    }

    private void probe(Course course, WaveRecord wave) {
        int verified = 0;
        for (int tenant : standing.keySet()) {
            Standing before = standing.get(tenant);
            if (waveOf.get(tenant) == wave.index() && (before == Standing.CONVERGED || before == Standing.IN_SYNC)) {
                if (natures.get(tenant) == Nature.MOVES) {
                    standing.put(tenant, Standing.DIVERGED);
                } else {
                    verified++;
                }
            }
        }
        course.probed(wave.index(), verified, 0);
    }

    private End seal(End end) {
        standing.replaceAll((tenant, before) -> before == Standing.PLANNED ? Standing.NOT_ATTEMPTED : before);
        if (standing.containsValue(Standing.OPEN)) {
            faults.add("a tenant without outcome");
        }
        return end;
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    @Override
    public List<WaveRecord> waves() {
        return List.copyOf(waves);
    }

    @Override
    public Map<Integer, WaveTally> tallies() {
        Map<Integer, WaveTally> tallies = new TreeMap<>();
        standing.forEach((tenant, stands) -> tallies.merge(
                waveOf.get(tenant),
                new WaveTally(
                        stands == Standing.PLANNED ? 1 : 0,
                        stands == Standing.UNREACHABLE || stands == Standing.UNKNOWN ? 0 : 1,
                        stands == Standing.CONVERGED || stands == Standing.IN_SYNC ? 1 : 0,
                        stands.isFailure() ? 1 : 0,
                        stands == Standing.NOT_ATTEMPTED ? 1 : 0),
                WaveTally::plus));
        return tallies;
    }

    @Override
    public Instant observedAt() {
        return observedAt;
    }

    @Override
    public void update(WaveRecord wave) {
        waves.set(wave.index(), wave);
    }
}
