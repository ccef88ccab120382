package dev.smsconfig.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.audit.CheckpointAnchor.Kept;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes trails by seed, tampers with each in every way, and counts what verification says. */
final class TamperRounds {

    static final List<Fault> CLASSES = List.of(
            Fault.EDITED,
            Fault.DELETED,
            Fault.INSERTED,
            Fault.REORDERED,
            Fault.DUPLICATED,
            Fault.TRUNCATED,
            Fault.ROLLED_BACK,
            Fault.FORKED,
            Fault.REWRITTEN,
            Fault.SIGNATURE_INVALID,
            Fault.CHECKPOINT_MOVED);

    private final Map<Fault, Integer> found = new EnumMap<>(Fault.class);
    private final List<String> missed = new ArrayList<>();
    private int falseAlarms;

    /** @param rounds how many trails, and mutations of each class */
    TamperRounds run(TestTrail trail, int rounds) {
        for (int seed = 0; seed < rounds; seed++) {
            int round = seed;
            trail.undoing(() -> round(trail, round));
        }
        return this;
    }

    private void round(TestTrail trail, int seed) {
        Random random = new Random(seed);
        trail.clear();
        for (int run = 0; run < 3; run++) {
            trail.run(random, TestTrail.KEY);
        }
        Verification clean = trail.verify();
        if (clean.verdict() != Verification.Verdict.INTACT || !clean.findings().isEmpty()) {
            falseAlarms++;
            missed.add("seed " + seed + ": " + clean);
        }
        List<Kept> outside = Tampering.copy(trail.outside());
        List<Long> ends = List.copyOf(trail.runEnds());
        for (Fault fault : CLASSES) {
            trail.undoing(() -> {
                Tampering.Expected expected = new Tampering(trail, random).tamper(fault);
                judge(seed, expected, trail.verify());
            });
            trail.outside().clear();
            trail.outside().addAll(outside);
            trail.runEnds().clear();
            trail.runEnds().addAll(ends);
        }
    }

    private void judge(int seed, Tampering.Expected expected, Verification verification) {
        Finding main = verification.main();
        boolean right = verification.verdict() == Verification.Verdict.TAMPERED
                && main != null
                && main.fault() == expected.fault()
                && main.sequence() == expected.sequence();
        if (right) {
            found.merge(expected.fault(), 1, Integer::sum);
        } else {
            missed.add("seed " + seed + ": " + expected + " was told to be " + verification.findings());
        }
    }

    void assertAllFound(int rounds) {
        assertThat(missed).isEmpty();
        assertThat(falseAlarms).isZero();
        assertThat(CLASSES).allSatisfy(fault -> assertThat(found).containsEntry(fault, rounds));
    }

    @Override
    public String toString() {
        return found + ", false alarms " + falseAlarms + ", missed " + missed.size();
    }
}
