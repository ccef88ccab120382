package dev.smsconfig.cli;

import dev.smsconfig.audit.Ledgers;
import dev.smsconfig.audit.Period;
import dev.smsconfig.git.AllowedSigners;
import dev.smsconfig.job.RecordedFleet;
import dev.smsconfig.job.RecordedMonth;
import dev.smsconfig.report.audit.AuditReport;
import dev.smsconfig.report.audit.Column;
import dev.smsconfig.report.audit.Question;
import dev.smsconfig.report.audit.Section;
import dev.smsconfig.report.audit.Sheet;
import dev.smsconfig.rollout.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The report in {@code samples/reports}, and the published schema, which are both made from the recorded month:
 * {@code -Dsamples.write=true} writes them anew. What differs each time that the month is played is taken out of the
 * sample: events hold random salts, so their hashes differ, and the database's clock is today's.
 */
final class AuditReportSample {

    static final Path STORED = Path.of("samples", "reports");
    static final Path SCHEMA =
            Path.of("src", "main", "resources", "dev", "smsconfig", "report", "audit", "audit-report.schema.json");

    private static final Map<String, Set<String>> DIFFERING = Map.of(
            "integrity", Set.of("head"),
            "time", Set.of("mostSkewMillis"),
            "clocks", Set.of("database", "skewMillis", "withinMillis"),
            "checkpoints", Set.of("root", "exportedTo"));

    private AuditReportSample() {}

    static void keep(Path file, String text) throws IOException {
        if (Boolean.getBoolean("samples.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
    }

    static AuditReport of(RecordedMonth month) {
        ZoneId zone = ZoneId.of("Europe/Oslo");
        Period period = new Period(
                LocalDate.parse(RecordedMonth.FROM).atStartOfDay(zone).toInstant(),
                LocalDate.parse(RecordedMonth.TO).atStartOfDay(zone).toInstant());
        Question question = new Question(
                RecordedFleet.ENVIRONMENT,
                period,
                zone,
                new Schedule("0 2 * * *", zone),
                "Contoso AS",
                "smsconfig audit report --from 2026-10-10 --to 2026-11-09 --entity 'Contoso AS'");
        Ledgers ledgers = month.fleet.store().ledgers();
        return AuditReport.of(
                ledgers,
                month.check(),
                question,
                new HistoryOfConfigs(
                                month.repository.configs(),
                                ledgers,
                                new AllowedSigners.InRepository("configs/allowed_signers"))
                        .of(RecordedFleet.ENVIRONMENT, period));
    }

    static AuditReport normalised(AuditReport report) {
        return new AuditReport(
                report.title(),
                report.zone(),
                report.asOf(),
                report.sections().stream().map(AuditReportSample::normalised).toList());
    }

    private static Section normalised(Section section) {
        Set<String> differing = DIFFERING.getOrDefault(section.key(), Set.of());
        return new Section(
                section.key(),
                section.number(),
                section.title(),
                section.about(),
                section.facts().stream()
                        .map(fact -> differing.contains(fact.key())
                                ? new Section.Fact(fact.key(), fact.label() + " (left out of this sample)", null)
                                : fact)
                        .toList(),
                section.sheets().stream().map(AuditReportSample::normalised).toList());
    }

    private static Sheet normalised(Sheet sheet) {
        Set<String> differing = DIFFERING.getOrDefault(sheet.key(), Set.of());
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (List<@Nullable Object> row : sheet.rows()) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                cells.add(differing.contains(sheet.columns().get(i).key()) ? null : row.get(i));
            }
            rows.add(cells);
        }
        return new Sheet(sheet.key(), sheet.caption(), sheet.columns(), rows);
    }

    /** Draft-07, as for the config files. */
    static String schema(AuditReport report) {
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        ObjectNode schema = mapper.createObjectNode();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", "SmsConfig Sync audit report");
        schema.put("description", "report.json of 'smsconfig audit report'; unknown properties may be ignored");
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("formatVersion").put("const", "1");
        properties.putObject("kind").put("const", "audit-report");
        properties.putObject("title").put("type", "string");
        properties.putObject("asOf").put("type", "string").put("format", "date-time");
        ObjectNode sections = properties.putObject("sections").put("type", "object");
        require(schema, List.of("formatVersion", "kind", "title", "asOf", "sections"));
        ObjectNode bySection = sections.putObject("properties");
        report.sections().forEach(section -> describe(section, bySection.putObject(section.key())));
        require(sections, report.sections().stream().map(Section::key).toList());
        return mapper.writeValueAsString(schema).replace("\r\n", "\n") + "\n";
    }

    private static void describe(Section section, ObjectNode node) {
        node.put("title", section.number() + ". " + section.title()).put("type", "object");
        ObjectNode properties = node.putObject("properties");
        properties.putObject("number").put("const", section.number());
        properties.putObject("title").put("type", "string");
        ObjectNode facts = properties.putObject("facts").put("type", "object");
        ObjectNode byFact = facts.putObject("properties");
        for (Section.Fact fact : section.facts()) {
            ObjectNode one = byFact.putObject(fact.key()).put("description", fact.label());
            types(one, "string", "integer", "boolean", "array", "null");
            one.putObject("items").put("type", "string");
        }
        require(facts, section.facts().stream().map(Section.Fact::key).toList());
        ObjectNode sheets = properties.putObject("sheets").put("type", "object");
        ObjectNode bySheet = sheets.putObject("properties");
        for (Sheet sheet : section.sheets()) {
            ObjectNode rows = bySheet.putObject(sheet.key())
                    .put("description", sheet.caption())
                    .put("type", "array");
            ObjectNode row = rows.putObject("items").put("type", "object");
            ObjectNode byColumn = row.putObject("properties");
            sheet.columns().forEach(column -> describe(column, byColumn.putObject(column.key())));
            require(row, sheet.columns().stream().map(Column::key).toList());
        }
        require(sheets, section.sheets().stream().map(Sheet::key).toList());
        require(node, List.of("number", "title", "facts", "sheets"));
    }

    private static void describe(Column column, ObjectNode node) {
        node.put("description", column.heading());
        switch (column.kind()) {
            case NUMBER -> types(node, "integer", "null");
            case FLAG -> types(node, "boolean");
            case MOMENT -> {
                types(node, "string", "null");
                node.put("format", "date-time");
            }
            case TEXT, CODE, ID, CHOICE -> types(node, "string", "null");
        }
    }

    private static void types(ObjectNode node, String... types) {
        ArrayNode array = node.putArray("type");
        for (String type : types) {
            array.add(type);
        }
    }

    private static void require(ObjectNode node, List<String> keys) {
        ArrayNode required = node.putArray("required");
        keys.forEach(required::add);
    }
}
