package dev.smsconfig.verification;

import dev.smsconfig.audit.TrailHead;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells what was done to a trail from where it is no longer what it should be: an event whose hash holds under the number
 * that its body has is one that this program wrote, wherever it stands now.
 *
 * @param expected the number of the event that should come
 * @param before the last event that was right, or null where there was none
 * @param from the events that come instead, at least one; where there are very many, the first of them
 * @param head null where it is not known
 */
record Diagnosis(
        long expected,
        @Nullable Seen before,
        List<Seen> from,
        @Nullable TrailHead head) {

    Finding find() {
        Seen first = from.get(0);
        return first.genuine() ? genuine(first) : foreign(first);
    }

    private Finding genuine(Seen first) {
        if (first.claimed() > expected) {
            return comesLater()
                    ? finding(Fault.REORDERED, expected, "stands in another place")
                    : finding(
                            Fault.DELETED,
                            expected,
                            "is missing, and " + (first.claimed() - expected - 1) + " after it");
        }
        if (first.claimed() < expected) {
            return again(first);
        }
        Seen last = before;
        boolean linked = last == null || first.follows(last);
        if (!linked && isVouchedForByNext(first)) {
            return finding(Fault.EDITED, expected - 1, "was changed, with its hash");
        }
        return finding(Fault.EDITED, expected, "was changed, or a column that repeats it");
    }

    /** An event whose number had its event already. */
    private Finding again(Seen first) {
        Seen last = before;
        if (last == null || last.claimed() != first.claimed() || last.isAlso(first)) {
            return finding(Fault.DUPLICATED, expected, "is a copy of event " + first.claimed());
        }
        boolean lastIsStrange = Arrays.equals(last.previous(), first.previous()) && isVouchedForByNext(first);
        return finding(Fault.INSERTED, lastIsStrange ? expected - 1 : expected, "was added between others");
    }

    /** An event that was changed, or made up. */
    private Finding foreign(Seen first) {
        Seen next = from.size() > 1 ? from.get(1) : null;
        TrailHead end = head;
        boolean shifted = next != null && next.genuine() && next.claimed() == expected;
        boolean beyond = next == null && end != null && end.nextSeq() == expected;
        if (shifted || beyond) {
            return finding(Fault.INSERTED, expected, "was added");
        }
        if (first.claimed() != expected && comesLater()) {
            return finding(Fault.REORDERED, expected, "stands in another place");
        }
        return finding(Fault.EDITED, expected, "was changed");
    }

    private boolean comesLater() {
        return from.stream().skip(1).anyMatch(seen -> seen.claimed() == expected);
    }

    private boolean isVouchedForByNext(Seen event) {
        if (from.size() > 1) {
            return from.get(1).follows(event);
        }
        TrailHead end = head;
        return end != null && Arrays.equals(end.entry(), event.entry());
    }

    private static Finding finding(Fault fault, long sequence, String what) {
        return new Finding(fault, sequence, "event " + sequence + " " + what);
    }
}
