package dev.smsconfig.report.audit;

import dev.smsconfig.audit.StoredCheckpoint;
import dev.smsconfig.audit.TrailReading.Chain;
import dev.smsconfig.verification.Verification;
import java.util.Base64;
import java.util.List;

/** Section 8: what the trail is worth, and how to find out without us. */
final class IntegritySection {

    /** A trail that was written anew has one for each of its events; 'audit verify -o json' gives them all. */
    private static final int MOST_FINDINGS = 1_000;

    private IntegritySection() {}

    static Section of(PeriodStory story) {
        TrailCheck check = story.trail().check();
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
                        "For this report the whole trail was verified as 'smsconfig audit verify' does: each hash computed"
                                + " again, each event compared with the one before, with the signed checkpoints and with"
                                + " what the ledger repeats of it. Whoever can change the repository may be able to change"
                                + " the keys below and the checkpoints beside it too, so compare the fingerprints with"
                                + " those you were given, and verify offline with checkpoints that lie elsewhere. The"
                                + " hash of the last event below is such an anchor too, wherever this report is kept.")
                .fact("verdict", "The whole trail", check.verdict())
                .fact(
                        "keys",
                        "Keys whose signatures count, with the SHA-256 of each",
                        check.keys().stream()
                                .map(key -> key.shortName() + ", " + key.fingerprint())
                                .toList())
                .fact("chain", "Chain of hashes of the period", chainText(chain))
                .fact("chainFirst", "Read from event", chain.first())
                .fact("chainLast", "to event", chain.last())
                .fact("head", "Hash of that event", chain.head())
                .fact("checkpoints", "Checkpoints of the period", checkpoints.size())
                .fact(
                        "erased",
                        "Personal values of the trail that are erased by now",
                        story.trail().erased())
                .fact(
                        "verify",
                        "To verify offline",
                        List.of(
                                "smsconfig audit export --from … --to … --out BUNDLE",
                                "smsconfig audit verify --bundle BUNDLE --checkpoints DIR --key FILE",
                                "smsconfig audit key (its fingerprint, to compare with the one you were given)"))
                .sheet(findings(check.verification()))
                .sheet(sheet)
                .section();
    }

    private static Sheet.Builder findings(Verification verification) {
        Sheet.Builder sheet = Sheet.of(
                "findings",
                "What verifying the whole trail found, up to " + MOST_FINDINGS + " of it",
                Column.choice("class", "Class"),
                Column.number("event", "At event"),
                Column.text("what", "What"));
        verification.findings().stream()
                .limit(MOST_FINDINGS)
                .forEach(finding -> sheet.row(finding.fault().name(), finding.sequence(), finding.text()));
        return sheet;
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
