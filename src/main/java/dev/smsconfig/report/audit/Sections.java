package dev.smsconfig.report.audit;

import java.util.ArrayList;
import java.util.List;

/** The twelve sections, in the order in which auditors ask. */
final class Sections {

    private Sections() {}

    static List<Section> of(PeriodStory story) {
        List<Section> sections = new ArrayList<>(List.of(
                ScopeSection.of(story),
                CompletenessSection.of(story),
                CalendarSection.of(story),
                ChangesSection.of(story),
                ExceptionsSection.of(story),
                DutiesSection.of(story),
                SecretsSection.of(story),
                IntegritySection.of(story),
                TimeSection.of(story),
                RetentionSection.of(story)));
        sections.add(ControlsSection.of(sections));
        sections.add(GlossarySection.of());
        return sections;
    }
}
