package dev.smsconfig.report.audit;

/** Section 12: words, and room for signatures. */
final class GlossarySection {

    private GlossarySection() {}

    static Section of() {
        Sheet.Builder words = Sheet.of("glossary", "Words", Column.text("word", "Word"), Column.text("meaning", "Meaning"));
        words.row("tenant", "a customer's installation, with one SMS configuration")
                .row("desired state", "what git says that a tenant's configuration should be")
                .row("observed state", "what the server says that it is")
                .row("apply", "a run that makes observed what is desired, and reads it back")
                .row("drift", "observed moved while desired did not: somebody changed it on the server")
                .row("converged", "saved, and read back equal")
                .row("wave", "a part of the fleet that is saved before the next; may have to be approved")
                .row("guard", "a limit that is asked before the first save: how much changes, freezes")
                .row("trail", "numbered events, each with a hash that covers the one before; only ever added to")
                .row("checkpoint", "a signed statement of how many events there are, and of their Merkle root")
                .row("fingerprint", "a keyed hash that stands for a secret: equal ones mean equal values")
                .row("VERIFIED", "checked against keys that were pinned beforehand")
                .row("CLAIMED", "said, and not proven")
                .row("ABSENT", "not there");
        Sheet.Builder signatures = Sheet.of(
                "sign-off",
                "Sign-off",
                Column.text("role", "Role"),
                Column.text("name", "Name"),
                Column.text("date", "Date"),
                Column.text("signature", "Signature"));
        signatures
                .row("Prepared by", "", "", "")
                .row("Reviewed by", "", "", "")
                .row("Accepted by", "", "", "");
        return Section.of("glossary", 12, "Glossary and sign-off", "Words as this report uses them.")
                .sheet(words)
                .sheet(signatures)
                .section();
    }
}
