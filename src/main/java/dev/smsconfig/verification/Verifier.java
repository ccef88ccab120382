package dev.smsconfig.verification;

import dev.smsconfig.audit.AuditEvent.Type;
import dev.smsconfig.audit.CheckpointAnchor;
import dev.smsconfig.audit.EntryHash;
import dev.smsconfig.audit.PersonalCheck;
import dev.smsconfig.audit.PersonalLedger;
import dev.smsconfig.audit.StoredEvent;
import dev.smsconfig.audit.TrailHead;
import dev.smsconfig.tlog.Checkpoint;
import dev.smsconfig.tlog.Frontier;
import dev.smsconfig.tlog.VerifierKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a trail once: reads it from its first event to its last, and compares it with its own hashes, with its
 * checkpoints and with those that were given apart.
 */
public final class Verifier {

    private final EventSource source;
    private final List<Claim> claims = new ArrayList<>();
    private final KeyRing keys;
    private final RunCheck runs = new RunCheck();
    private final List<KeyRing.Rotation> rotations = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private long events;
    private boolean pruneTold;
    private final PersonalCheck people = new PersonalCheck();
    private PersonalLedger.@Nullable Openings openings;
    private long openedUpTo;
    private PersonalCheck.@Nullable Result personal;
    private boolean ledgerTellsOfMore;
    private final Set<String> underWay = new HashSet<>();

    /**
     * @param outside checkpoints that were kept elsewhere
     * @param keys that are trusted
     */
    public Verifier(EventSource source, List<CheckpointAnchor.Kept> outside, List<VerifierKey> keys) {
        this.source = source;
        this.keys = new KeyRing(keys);
        source.checkpoints().forEach(row -> claims.add(Claim.of(row)));
        outside.forEach(file -> claims.add(Claim.of(file)));
    }

    public Verification verify() {
        // before the events: who is erased while they are read is told by an event that comes later
        TrailHead begun = source.head();
        openedUpTo = begun == null ? 0 : begun.nextSeq();
        openings = source.personal();
        long lowest = source.first().orElse(0);
        // no number is below 0; an event that has such a one is read, to be found strange
        long begin = Math.max(0, lowest);
        underWay.addAll(source.ledger().underWay());
        EventSource.Start start =
                begin == 0 ? new EventSource.Start(new byte[0], EntryHash.first(), false) : source.start(begin);
        Frontier frontier = start == null ? null : frontier(begin, start);
        if (start == null || frontier == null) {
            return nothingBefore(begin);
        }
        Set<Long> sizes = new HashSet<>(Set.of(begin));
        claims.forEach(claim -> sizes.add(
                claim.checkpoint() == null ? claim.size() : claim.checkpoint().size()));
        ChainCheck chain = new ChainCheck(sizes, frontier, start.previous());
        LedgerCheck ledger = LedgerCheck.quick(source.ledger(), begin);
        TrailHead head = followToTheEnd(Math.min(lowest, begin), chain, ledger);
        if (!chain.isBroken() && ledger.isDoubtful()) {
            ledger = byEvent(chain);
        }
        Finding broken = chain.broken(head);
        Finding last = broken == null && head != null ? lastEvent(chain, head) : broken;
        long right = last == null ? chain.size() : Math.min(chain.size(), last.sequence());
        learnKeys(chain);
        CheckpointCheck checkpoints = new CheckpointCheck(chain, right, runs, keys, claims);
        checkpoints.run();
        findings.addAll(checkpoints.findings());
        if (broken != null) {
            findings.add(broken);
        } else {
            if (last != null) {
                findings.add(last);
            }
            end(chain, head, ledger, checkpoints);
            if (start.pruned() && !pruneTold) {
                findings.add(new Finding(Fault.DELETED, 0, "the first " + begin + " events are missing"));
            }
        }
        return new Verification(
                events,
                begin,
                checkpoints.vouched(),
                checkpoints.holding(),
                checkpoints.outside(),
                findings,
                nothingChecked(checkpoints),
                personal);
    }

    /** The last event has no other after it that would tell; the head does. */
    private static @Nullable Finding lastEvent(ChainCheck chain, TrailHead head) {
        return head.nextSeq() == chain.size() && !Arrays.equals(head.entry(), chain.entry())
                ? new Finding(
                        Fault.EDITED,
                        Math.max(0, chain.size() - 1),
                        "the trail's head does not have the hash of its last event")
                : null;
    }

    private static @Nullable Frontier frontier(long begin, EventSource.Start start) {
        try {
            return start.previous().length == EntryHash.BYTES ? Frontier.of(begin, start.frontier()) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Verification nothingBefore(long begin) {
        findings.add(new Finding(
                Fault.DELETED,
                0,
                "the first " + begin + " events are missing, and no event says that they were pruned"));
        return new Verification(0, begin, 0, 0, 0, findings, null);
    }

    /** To where the trail ends now: while it is read, runs go on, and a head that is read after events covers them. */
    private @Nullable TrailHead followToTheEnd(long from, ChainCheck chain, LedgerCheck ledger) {
        long next = from;
        try (ledger) {
            while (true) {
                long before = events;
                follow(next, chain, ledger);
                ledgerTellsOfMore = !chain.isBroken() && ledger.tellsOfMore(chain.size());
                TrailHead head = source.head();
                boolean grew = head != null && head.nextSeq() > chain.size() && events > before;
                if (!grew || chain.isBroken()) {
                    return head;
                }
                next = chain.size();
            }
        }
    }

    private void follow(long from, ChainCheck chain, LedgerCheck ledger) {
        try (PageStream<StoredEvent> pages = events(from)) {
            for (List<StoredEvent> page = pages.next(); !page.isEmpty(); page = pages.next()) {
                events += page.size();
                for (StoredEvent row : page) {
                    CanonicalObject body = CanonicalObject.of(row.body());
                    if (chain.accept(row, body)) {
                        right(chain.begin(), row);
                        ledger.accept(row, body);
                    }
                }
            }
        }
    }

    private PageStream<StoredEvent> events(long from) {
        return PageStream.byNumber("trail-reader", from, source::page, StoredEvent::seq);
    }

    /** Compares the ledger once more with a trail that is right, whatever order its results lie in. */
    private LedgerCheck byEvent(ChainCheck chain) {
        LedgerCheck ledger = LedgerCheck.byEvent(source.ledger(), chain.begin());
        try (ledger;
                PageStream<StoredEvent> pages = events(chain.begin())) {
            for (List<StoredEvent> page = pages.next(); !page.isEmpty(); page = pages.next()) {
                page.stream()
                        .filter(row -> row.seq() < chain.size())
                        .forEach(row -> ledger.accept(row, CanonicalObject.of(row.body())));
            }
            ledger.tellsOfMore(chain.size());
        }
        return ledger;
    }

    private void right(long begin, StoredEvent row) {
        runs.accept(row.seq(), row.type(), row.runId(), row.tenant(), row.occurredAt());
        if (row.tenant() == null) {
            people.see(row.seq(), row.type(), row.body());
        }
        if (row.type().equals(Type.KEY_ROTATED.name())) {
            KeyRing.Rotation rotation = KeyRing.Rotation.of(row.seq(), LedgerCheck.body(row));
            if (rotation != null) {
                rotations.add(rotation);
            }
        } else if (row.type().equals(Type.PRUNED.name())) {
            pruneTold |= LedgerCheck.body(row).get("size") instanceof Number size && size.longValue() == begin;
        }
    }

    private void learnKeys(ChainCheck chain) {
        List<Claim> agreeing = claims.stream()
                .filter(claim -> {
                    Checkpoint checkpoint = claim.checkpoint();
                    ChainCheck.Moment moment = checkpoint == null ? null : chain.at(checkpoint.size());
                    return checkpoint != null && moment != null && checkpoint.hasRoot(moment.root());
                })
                .toList();
        keys.learn(rotations, agreeing);
    }

    /** What can be told at the end of a chain that is whole. */
    private void end(ChainCheck chain, @Nullable TrailHead head, LedgerCheck ledger, CheckpointCheck checkpoints) {
        long size = chain.size();
        boolean more = ledgerTellsOfMore || checkpoints.isBeyondInside();
        if (head == null) {
            findings.add(new Finding(Fault.EDITED, size, "the trail has not exactly one head row"));
        } else if (head.nextSeq() > size || more) {
            cut(Fault.TRUNCATED, size, "the last events are missing, from event " + size + " on");
        } else if (head.nextSeq() < size) {
            findings.add(new Finding(
                    Fault.INSERTED, head.nextSeq(), "events were added after the trail's end at " + head.nextSeq()));
        } else if (checkpoints.beyond() > size) {
            cut(
                    Fault.ROLLED_BACK,
                    size,
                    "the repository is an earlier one: " + checkpoints.beyond() + " events were signed, it has "
                            + size);
        }
        findings.addAll(ledger.findings());
        clearValues();
        underWay.addAll(source.ledger().underWay());
        findings.addAll(runs.findings(source.reachesTheEnd() ? underWay : null));
    }

    private void clearValues() {
        PersonalLedger.Openings opened = openings;
        if (opened == null) {
            return;
        }
        PersonalCheck.Result result = people.against(opened, openedUpTo);
        personal = result;
        result.forged()
                .forEach(seq -> findings.add(new Finding(
                        Fault.EDITED, seq, "a clear value beside event " + seq + " is not what was committed to")));
        result.lost()
                .forEach(seq -> findings.add(new Finding(
                        Fault.EDITED,
                        seq,
                        "a clear value beside event " + seq + " is gone, and no event says that it was erased")));
    }

    private void cut(Fault fault, long size, String text) {
        if (source.reachesTheEnd()) {
            findings.add(new Finding(fault, size, text));
        }
    }

    private @Nullable String nothingChecked(CheckpointCheck checkpoints) {
        if (keys.isEmpty()) {
            return "no key was given by which checkpoints could be told from forged ones";
        }
        return checkpoints.holding() == 0 ? "no checkpoint that holds vouches for any of it" : null;
    }
}
