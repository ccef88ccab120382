package dev.smsconfig.verification;

import dev.smsconfig.audit.CheckpointAnchor.Kept;
import dev.smsconfig.audit.EntryHash;
import dev.smsconfig.audit.StoredCheckpoint;
import dev.smsconfig.audit.StoredEvent;
import dev.smsconfig.tlog.Checkpoint;
import dev.smsconfig.tlog.Frontier;
import dev.smsconfig.tlog.SignedNote;
import dev.smsconfig.tlog.SignerKey;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What somebody with all rights on the repository may do to a trail, in several ways each. */
final class Tampering {

    /** What verification has to say of it. */
    record Expected(Fault fault, long sequence) {}

    private final TestTrail trail;
    private final Random random;
    private final List<StoredEvent> events;
    private final int size;

    Tampering(TestTrail trail, Random random) {
        this.trail = trail;
        this.random = random;
        this.events = trail.events();
        this.size = events.size();
    }

    Expected tamper(Fault fault) {
        return switch (fault) {
            case EDITED -> edit();
            case DELETED -> delete();
            case INSERTED -> insert();
            case REORDERED -> reorder();
            case DUPLICATED -> duplicate();
            case TRUNCATED -> truncate();
            case ROLLED_BACK -> rollBack();
            case FORKED -> fork();
            case REWRITTEN -> rewrite();
            case SIGNATURE_INVALID -> spoil();
            case CHECKPOINT_MOVED -> move();
            default -> throw new IllegalArgumentException(fault.name());
        };
    }

    private Expected edit() {
        int at = random.nextInt(size);
        StoredEvent event = events.get(at);
        switch (random.nextInt(8)) {
            case 0 -> set(at, "body", changed(event.body()));
            case 1 -> {
                byte[] body = reworded(event.body());
                set(at, "body", body);
                set(at, "entry_hash", EntryHash.of(at, event.previous(), body));
            }
            case 2 -> set(at, "run_id", event.runId() + "x");
            case 3 -> set(at, "event_type", event.type().equals("APPROVED") ? "GUARD" : "APPROVED");
            case 4 -> set(at, "tenant", event.tenant() == null ? "Cust9" : null);
            case 5 -> set(at, "occurred_at", Timestamp.from(event.occurredAt().plus(1, ChronoUnit.MICROS)));
            case 6 -> set(at, "prev_hash", changed(event.previous()));
            default -> set(at, "entry_hash", changed(event.entry()));
        }
        return new Expected(Fault.EDITED, at);
    }

    private Expected delete() {
        int count = 1 + random.nextInt(3);
        int at = random.nextInt(size - count);
        trail.jdbc.update("DELETE FROM audit_event WHERE seq >= ? AND seq < ?", at, at + count);
        if (random.nextBoolean()) {
            shift(at + count, -count);
        }
        return new Expected(Fault.DELETED, at);
    }

    private Expected insert() {
        boolean atEnd = random.nextInt(4) == 0;
        int at = atEnd ? size : random.nextInt(size);
        StoredEvent model = events.get(random.nextInt(size));
        byte[] previous = at == 0 ? EntryHash.first() : events.get(at - 1).entry();
        boolean consistent = random.nextBoolean();
        String number = "\"seq\":" + (consistent ? at : 100_000 + at);
        byte[] body = text(model.body()).replaceFirst("\"seq\":[0-9]+", number).getBytes(StandardCharsets.UTF_8);
        body = consistent ? reworded(body) : body;
        byte[] entry = consistent ? EntryHash.of(at, previous, body) : changed(model.entry());
        shift(at, 1);
        add(new StoredEvent(
                at, model.runId(), model.type(), model.tenant(), model.occurredAt(), body, previous, entry));
        return new Expected(Fault.INSERTED, at);
    }

    private Expected reorder() {
        int first = random.nextInt(size - 1);
        int second = first + 1 + random.nextInt(size - first - 1);
        if (random.nextBoolean()) {
            trail.jdbc.update("UPDATE audit_event SET seq = -1 WHERE seq = ?", first);
            trail.jdbc.update("UPDATE audit_event SET seq = ? WHERE seq = ?", first, second);
            trail.jdbc.update("UPDATE audit_event SET seq = ? WHERE seq = -1", second);
        } else {
            boolean rehashed = random.nextBoolean();
            exchange(first, second, rehashed);
            exchange(second, first, rehashed);
        }
        return new Expected(Fault.REORDERED, first);
    }

    private void exchange(int at, int with, boolean rehashed) {
        StoredEvent other = events.get(with);
        set(at, "body", other.body());
        set(at, "run_id", other.runId());
        set(at, "event_type", other.type());
        set(at, "tenant", other.tenant());
        set(at, "occurred_at", Timestamp.from(other.occurredAt()));
        if (rehashed) {
            set(at, "entry_hash", EntryHash.of(at, events.get(at).previous(), other.body()));
        }
    }

    private Expected duplicate() {
        int of = random.nextInt(size);
        int at = of + 1 + random.nextInt(size - of);
        StoredEvent copy = events.get(of);
        shift(at, 1);
        add(new StoredEvent(
                at,
                copy.runId(),
                copy.type(),
                copy.tenant(),
                copy.occurredAt(),
                copy.body(),
                copy.previous(),
                copy.entry()));
        if (random.nextBoolean()) {
            head(size + 1, at == size ? copy.entry() : events.get(size - 1).entry());
        }
        return new Expected(Fault.DUPLICATED, at);
    }

    private Expected truncate() {
        int left = random.nextInt(size);
        cut(left);
        switch (random.nextInt(3)) {
            case 0 -> {
                // the head still tells
            }
            case 1 -> head(left, entryBefore(left)); // the checkpoints do
            default -> trail.jdbc.update("DELETE FROM audit_checkpoint WHERE size > ?", left);
        }
        return new Expected(Fault.TRUNCATED, left);
    }

    private Expected rollBack() {
        int left = random.nextInt(size);
        restore(left);
        return new Expected(Fault.ROLLED_BACK, left);
    }

    /** The repository as it was. */
    private void restore(int left) {
        cut(left);
        head(left, entryBefore(left));
        trail.jdbc.update("DELETE FROM audit_checkpoint WHERE size > ?", left);
        trail.jdbc.update("DELETE FROM run_result WHERE event_seq >= ?", left);
        trail.jdbc.update("UPDATE run SET status = 'RUNNING' WHERE run_id NOT IN"
                + " (SELECT run_id FROM audit_event WHERE event_type = 'RUN_SEALED')");
    }

    /** It goes on from a backup as if nothing had been after it. */
    private Expected fork() {
        int earlier = random.nextInt(trail.runEnds().size() - 1);
        long left = trail.runEnds().get(earlier);
        restore((int) left);
        trail.run(random, TestTrail.KEY);
        return new Expected(Fault.FORKED, left);
    }

    private Expected rewrite() {
        int from = random.nextInt(size);
        byte[] previous = entryBefore(from);
        for (int at = from; at < size; at++) {
            byte[] body = at == from || random.nextBoolean()
                    ? reworded(events.get(at).body())
                    : events.get(at).body();
            set(at, "body", body);
            set(at, "prev_hash", previous);
            previous = EntryHash.of(at, previous, body);
            set(at, "entry_hash", previous);
        }
        head(size, previous);
        switch (random.nextInt(3)) {
            case 0 -> {
                // the checkpoints stay
            }
            case 1 -> trail.jdbc.update("DELETE FROM audit_checkpoint WHERE size > ?", from);
            default -> signAgain(TestTrail.STRANGER);
        }
        long vouched = trail.outside().stream()
                .mapToLong(Kept::size)
                .filter(signed -> signed <= from)
                .max()
                .orElse(0);
        return new Expected(Fault.REWRITTEN, vouched);
    }

    private void signAgain(SignerKey key) {
        List<StoredEvent> now = trail.events();
        Frontier frontier = new Frontier();
        int at = 0;
        for (StoredCheckpoint checkpoint : trail.checkpoints()) {
            while (frontier.size() < checkpoint.size()) {
                frontier.append(now.get(at++).entry());
            }
            String note = SignedNote.sign(
                            new Checkpoint(key.name(), checkpoint.size(), frontier.root()).text(), List.of(key))
                    .toString();
            trail.jdbc.update(
                    "UPDATE audit_checkpoint SET note = ?, root = ?, frontier = ?, key_name = ? WHERE size = ?",
                    note,
                    frontier.root(),
                    frontier.encoded(),
                    key.verifier().shortName(),
                    checkpoint.size());
        }
    }

    private Expected spoil() {
        if (random.nextBoolean()) {
            List<StoredCheckpoint> all = trail.checkpoints();
            StoredCheckpoint one = all.get(random.nextInt(all.size()));
            trail.jdbc.update("UPDATE audit_checkpoint SET note = ? WHERE size = ?", spoilt(one.note()), one.size());
            return new Expected(Fault.SIGNATURE_INVALID, one.size());
        }
        int at = random.nextInt(trail.outside().size());
        Kept one = trail.outside().get(at);
        String note = spoilt(text(one.note()));
        trail.outside().set(at, new Kept(one.name(), one.size(), one.runId(), note.getBytes(StandardCharsets.UTF_8)));
        return new Expected(Fault.SIGNATURE_INVALID, one.size());
    }

    /** Changes one character of the size, of the root or of the signature proper. */
    private String spoilt(String note) {
        int size = note.indexOf('\n') + 1;
        int signature = note.lastIndexOf(' ') + 7;
        int end = note.length() - 1;
        int at;
        char now;
        char next;
        do {
            int from = random.nextBoolean() ? size : signature;
            int to = from == size ? note.indexOf("\n\n") : end;
            at = from + random.nextInt(to - from);
            now = note.charAt(at);
            next = Character.isDigit(now) ? (char) ('0' + random.nextInt(10)) : (char) ('a' + random.nextInt(26));
        } while (next == now || now == '\n');
        return note.substring(0, at) + next + note.substring(at + 1);
    }

    private Expected move() {
        List<StoredCheckpoint> all = trail.checkpoints();
        StoredCheckpoint one = all.get(random.nextInt(all.size()));
        String otherRun = events.stream()
                .map(StoredEvent::runId)
                .filter(run -> !run.equals(one.runId()))
                .findFirst()
                .orElseThrow();
        long free = one.size() + 1;
        boolean taken = all.stream().anyMatch(other -> other.size() == free);
        int kind = random.nextInt(4);
        if (kind == 0 && !taken) {
            trail.jdbc.update("UPDATE audit_checkpoint SET size = ? WHERE size = ?", free, one.size());
            return new Expected(Fault.CHECKPOINT_MOVED, free);
        }
        if (kind <= 1) {
            trail.jdbc.update("UPDATE audit_checkpoint SET run_id = ? WHERE size = ?", otherRun, one.size());
            return new Expected(Fault.CHECKPOINT_MOVED, one.size());
        }
        int at = random.nextInt(trail.outside().size());
        Kept kept = trail.outside().get(at);
        if (kind == 2) {
            trail.outside().set(at, new Kept("moved", kept.size() + 1, kept.runId(), kept.note()));
            return new Expected(Fault.CHECKPOINT_MOVED, kept.size() + 1);
        }
        trail.outside().set(at, new Kept("moved", kept.size(), kept.runId() + "x", kept.note()));
        return new Expected(Fault.CHECKPOINT_MOVED, kept.size());
    }

    private void cut(int left) {
        trail.jdbc.update("DELETE FROM audit_event WHERE seq >= ?", left);
    }

    private byte[] entryBefore(int at) {
        return at == 0 ? EntryHash.first() : events.get(at - 1).entry();
    }

    private void head(int nextSeq, byte[] entry) {
        trail.jdbc.update("UPDATE audit_head SET next_seq = ?, entry_hash = ?", nextSeq, entry);
    }

    /** Moves the numbers of rows; in two steps, since a number may be taken for a moment. */
    private void shift(int from, int by) {
        trail.jdbc.update("UPDATE audit_event SET seq = -1 - seq WHERE seq >= ?", from);
        trail.jdbc.update("UPDATE audit_event SET seq = -1 - seq + ? WHERE seq < 0", by);
    }

    private void add(StoredEvent event) {
        trail.jdbc.update(
                "INSERT INTO audit_event (seq, run_id, event_type, tenant, occurred_at, body, prev_hash, entry_hash)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                event.seq(),
                event.runId(),
                event.type(),
                event.tenant(),
                Timestamp.from(event.occurredAt()),
                event.body(),
                event.previous(),
                event.entry());
    }

    private void set(int seq, String column, @Nullable Object value) {
        if (trail.jdbc.update("UPDATE audit_event SET " + column + " = ? WHERE seq = ?", value, seq) != 1) {
            throw new IllegalStateException("nothing was tampered with");
        }
    }

    private byte[] changed(byte[] bytes) {
        byte[] copy = bytes.clone();
        copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        return copy;
    }

    /** Other JSON with the same number, type, run, tenant and time. */
    private byte[] reworded(byte[] body) {
        String text = text(body);
        return ("{\"" + (char) ('A' + random.nextInt(26)) + "\":" + random.nextInt() + "," + text.substring(1))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A copy to go back to. */
    static List<Kept> copy(List<Kept> outside) {
        return new ArrayList<>(outside);
    }
}
