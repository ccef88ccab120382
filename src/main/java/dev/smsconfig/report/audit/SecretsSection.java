package dev.smsconfig.report.audit;

/** Section 7: which secrets were read. */
final class SecretsSection {

    private SecretsSection() {}

    static Section of(PeriodStory story) {
        SecretAccesses uses = story.secrets();
        Sheet.Builder sheet = Sheet.of(
                "secrets",
                "Secrets that were read",
                Column.code("reference", "Reference"),
                Column.choice("store", "Store"),
                Column.code("version", "Version"),
                Column.choice("purpose", "Purpose"),
                Column.number("count", "Times"),
                Column.id("run", "Run"),
                Column.moment("at", "First told"),
                Column.number("event", "Event"));
        uses.all()
                .forEach(use -> sheet.row(
                        use.reference(),
                        use.store(),
                        use.version(),
                        use.purpose(),
                        use.count(),
                        use.run(),
                        use.first().at(),
                        use.first().seq()));
        return Section.of(
                        "secrets",
                        7,
                        "Access to secrets",
                        "Which reference was read, from which store and in which version, by which run and what for. No"
                                + " value of a secret is in the repository or in this report.")
                .fact("recorded", "Recorded", uses.isRecorded() ? "yes" : "not recorded in this period")
                .fact("references", "References", (int)
                        uses.all().stream().map(SecretAccesses.Use::reference).distinct().count())
                .sheet(sheet)
                .section();
    }
}
