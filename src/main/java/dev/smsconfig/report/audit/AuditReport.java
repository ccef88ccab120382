package dev.smsconfig.report.audit;

import dev.smsconfig.audit.Ledgers;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * The report of a period, as every form of it shows it. The same repository, the same commits and the same question give
 * the same report, whenever it is made.
 *
 * @param asOf the newest event of the period, or its end where there is none: nothing in the report is younger
 */
public record AuditReport(String title, ZoneId zone, Instant asOf, List<Section> sections) {

    static final String FORMAT_VERSION = "1";

    public AuditReport {
        sections = List.copyOf(sections);
    }

    /**
     * Reads a period, and puts it into sections.
     *
     * @param check what came of verifying the whole trail
     */
    public static AuditReport of(Ledgers ledgers, TrailCheck check, Question question, GitFacts git) {
        PeriodStory story = new PeriodReading(ledgers, check, question, git).read();
        Instant newest = story.trail().newest();
        return new AuditReport(
                "Configuration changes of " + question.environment(),
                question.zone(),
                newest == null ? question.period().to() : newest,
                Sections.of(story));
    }

    /** The figures that people look for, each in a line. */
    public List<String> figures() {
        return Tile.of(this).stream()
                .map(tile -> "%6s %s".formatted(tile.figure(), tile.label()))
                .toList();
    }

    /** The section of that name. */
    Section section(String key) {
        return sections.stream()
                .filter(section -> section.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
