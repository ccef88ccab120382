package dev.smsconfig.report.audit;

import dev.smsconfig.audit.StoredCheckpoint;
import dev.smsconfig.audit.TrailReading.Chain;
import java.util.Base64;
import java.util.List;

/** Section 8: what the trail is worth, and how to find out without us. */
final class IntegritySection {

    private IntegritySection() {}

    static Section of(PeriodStory story) {
        Chain chain = story.trail().chain();
        List<StoredCheckpoint> checkpoints = story.trail().checkpoints();
        Sheet.Builder sheet = Sheet.of(
                "checkpoints",
                "Signed checkpoints of the period",
                Column.number("size", "Events covered"),
                Column.code("root", "Root of the Merkle tree"),
                Column.id("key", "Key"),
                Column.moment("at", "Signed"),
                Column.id("run", "Run"),
                Column.text("exportedTo", "Lies at"));
        checkpoints.forEach(checkpoint -> sheet.row(
                checkpoint.size(),
                Base64.getEncoder().encodeToString(checkpoint.root()),
                checkpoint.keyName(),
                checkpoint.createdAt(),
                checkpoint.runId(),
                checkpoint.exportedTo()));
        return Section.of(
                        "integrity",
                        8,
                        "Integrity",
                        "For this report the hash of each event was computed again, and looked at whether it follows from"
                                + " the one before. That finds an event that was edited, but not a whole trail that was"
                                + " written anew: whoever wants to know compares with checkpoints that lie elsewhere. The"
                                + " hash of the last event below is such an anchor too, wherever this report is kept.")
                .fact("chain", "Chain of hashes", chainText(chain))
                .fact("chainFirst", "Read from event", chain.first())
                .fact("chainLast", "to event", chain.last())
                .fact("head", "Hash of that event", chain.head())
                .fact("checkpoints", "Checkpoints of the period", checkpoints.size())
                .fact("erased", "Personal values of the trail that are erased by now", story.trail().erased())
                .fact(
                        "verify",
                        "To verify offline",
                        List.of(
                                "smsconfig audit export --from … --to … --out BUNDLE",
                                "smsconfig audit verify --bundle BUNDLE --checkpoints DIR --key FILE",
                                "smsconfig audit key (its fingerprint, to compare with the one you were given)"))
                .sheet(sheet)
                .section();
    }

    private static String chainText(Chain chain) {
        if (chain.read() == 0) {
            return "nothing was read";
        }
        if (chain.firstBroken() != null) {
            return "broken at event " + chain.firstBroken();
        }
        return chain.missing() > 0 ? chain.missing() + " events are missing" : "intact";
    }
}
