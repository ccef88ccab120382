package dev.smsconfig.report.audit;

import java.util.List;

/** Section 11: which rule asks for what, and where this report answers. */
final class ControlsSection {

    private ControlsSection() {}

    private record Control(String rule, String asks, String answer, List<String> sheets) {}

    private static final List<Control> CONTROLS = List.of(
            new Control(
                    "SOC 2 CC8.1",
                    "changes are authorised, documented, tested, approved and implemented",
                    "4, 5, 6: each change with author, approval, plan, result and read-back",
                    List.of("changes", "duties")),
            new Control(
                    "AT-C 205.36 (information produced by the entity)",
                    "the population is complete and accurate",
                    "1, 2: source, query, sequence, two counts of the same",
                    List.of("commits", "nights")),
            new Control(
                    "ISO 27001 A.8.9",
                    "configurations are established, documented, implemented, monitored and reviewed",
                    "3, 5: each night compared; drift found and corrected",
                    List.of("nights", "exceptions")),
            new Control(
                    "ISO 27001 A.8.15",
                    "logs are produced, kept, protected and analysed",
                    "8, 9, 10: chain, checkpoints, time, retention",
                    List.of("checkpoints", "clocks")),
            new Control(
                    "ISO 27001 A.8.32",
                    "changes are subject to change management, with independent approval",
                    "4, 6: register, author and approver",
                    List.of("changes", "duties")),
            new Control(
                    "PCI DSS 4.0.1, 6.5.1",
                    "reason, impact, approval, test, and a way back for each change",
                    "4: reason, commit, approval, read-back, state before",
                    List.of("changes")),
            new Control(
                    "PCI DSS 4.0.1, 10.2 to 10.7",
                    "who did what, when, with which success; logs protected, kept, synchronised",
                    "4, 7, 8, 9, 10: register, secrets, integrity, time, retention",
                    List.of("changes", "secrets", "checkpoints")),
            new Control(
                    "DORA RTS 2024/1774, Art. 12",
                    "logging of change management, protected against tampering, failures detected",
                    "3, 8, 9: nights that are missing, chain and checkpoints, clocks",
                    List.of("nights", "checkpoints")),
            new Control(
                    "DORA RTS 2024/1774, Art. 17",
                    "approver independent of requester and implementer; fall-back; emergency changes",
                    "4, 5, 6: separation, overrides, state before",
                    List.of("duties", "break-glass")),
            new Control(
                    "NIS2 CIR 2024/2690, 3.2",
                    "access and changes to critical configuration are logged; logs kept and synchronised",
                    "4, 7, 8, 9",
                    List.of("changes", "secrets")),
            new Control(
                    "NIS2 CIR 2024/2690, 6.3",
                    "configurations are laid down, and tools enforce them",
                    "3, 5: desired against actual, each night",
                    List.of("nights", "exceptions")),
            new Control(
                    "NIS2 CIR 2024/2690, 6.4",
                    "changes follow procedures; emergency changes are documented",
                    "4, 5, 6: register, overrides with reason",
                    List.of("changes", "break-glass")));

    static Section of(List<Section> sections) {
        Sheet.Builder sheet = Sheet.of(
                "controls",
                "Controls, and where this report answers",
                Column.text("rule", "Rule"),
                Column.text("asks", "Asks that"),
                Column.text("answer", "Sections"),
                Column.number("items", "Items"));
        for (Control control : CONTROLS) {
            int items = sections.stream()
                    .flatMap(section -> section.sheets().stream())
                    .filter(one -> control.sheets.contains(one.key()))
                    .mapToInt(one -> one.rows().size())
                    .sum();
            sheet.row(control.rule, control.asks, control.answer, items);
        }
        return Section.of(
                        "controls",
                        11,
                        "Control mapping",
                        "Which rule asks for what, in short, and which sections answer with how many rows. It is a help to"
                                + " find things, and no statement that a rule is met.")
                .sheet(sheet)
                .section();
    }
}
