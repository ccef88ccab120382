package dev.smsconfig.report.run;

import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.plan.Cause;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.report.RunForm;
import dev.smsconfig.report.RunReport;
import dev.smsconfig.report.SarifFiles;
import dev.smsconfig.report.ShownChange;
import dev.smsconfig.report.Visible;
import dev.smsconfig.report.run.Places.Place;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code run.sarif}: what a run found, in SARIF 2.1.0, at the lines of the config files that say what should be. Tenants
 * that find the same at the same line, of a group or the fleet, are one result. What a save cured is a note where the
 * server had moved, and else none.
 */
final class RunSarif implements RunForm {

    /** Code hosts show no more, and refuse files with far more. */
    private static final int RESULTS = 5000;

    private static final int NAMED = 3;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)\\}");
    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final RunReport report;
    private final Surroundings around;
    private final SarifFiles files;
    private final OutputStream out;
    private final Map<Result, Members> results = new LinkedHashMap<>();

    RunSarif(RunReport report, Surroundings around, OutputStream out) {
        this.report = report;
        this.around = around;
        this.files = new SarifFiles(around.workingFolder());
        this.out = out;
    }

    /** @param accepted whether somebody answers for it */
    private record Result(Finding finding, Finding.Level level, Place place, String text, boolean accepted) {}

    @Override
    public void tenant(LedgerEntry entry) {
        Outcome outcome = entry.outcome();
        if (outcome == null) {
            return;
        }
        Optional<Finding> wrong = Finding.of(outcome.kind());
        if (wrong.isPresent()) {
            wrong(entry, outcome, wrong.get());
            return;
        }
        for (FieldChange change : outcome.changes()) {
            boolean moved = change.cause() == Cause.DRIFT || change.cause() == Cause.CONFLICT;
            if (outcome.kind() != OutcomeKind.CONVERGED || moved) {
                Fate fate = Fate.of(outcome.kind(), change);
                Finding finding = Finding.of(change.cause());
                Finding.Level level = fate == Fate.SAVED ? Finding.Level.NOTE : finding.level();
                String text = shown(change) + " (" + change.cause() + "), " + fate.words(report.run());
                add(entry, new Result(finding, level, place(entry, change.field()), text, fate == Fate.ACCEPTED));
            }
        }
    }

    /** At each field that differs; at the tenant's file where nothing is known to. */
    private void wrong(LedgerEntry entry, Outcome outcome, Finding finding) {
        String message = ": "
                + Visible.text(Objects.requireNonNullElse(
                        outcome.message(), outcome.kind().name()));
        if (outcome.changes().isEmpty()) {
            add(entry, new Result(finding, finding.level(), place(entry, null), message, false));
        }
        for (FieldChange change : outcome.changes()) {
            Place place = place(entry, change.field());
            add(entry, new Result(finding, finding.level(), place, shown(change) + message, false));
        }
    }

    private void add(LedgerEntry entry, Result result) {
        results.computeIfAbsent(result, r -> new Members())
                .add(entry.tenant().tenant().value());
    }

    private Place place(LedgerEntry entry, @Nullable String field) {
        return around.places().of(entry.tenant(), field);
    }

    private static String shown(FieldChange change) {
        ShownChange shown = ShownChange.of(change);
        return ": " + shown.field() + " " + shown.values();
    }

    @Override
    public void end() {
        try (JsonGenerator json = MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.writeStringProperty("version", "2.1.0");
            json.writeArrayPropertyStart("runs");
            json.writeStartObject();
            tool(json);
            invocation(json);
            json.writeObjectPropertyStart("automationDetails");
            Run run = report.run();
            json.writeStringProperty("id", "smsconfig/" + run.command() + "/" + run.environment() + "/" + run.id());
            json.writeEndObject();
            json.writeStringProperty("columnKind", "unicodeCodePoints");
            json.writeArrayPropertyStart("results");
            results.entrySet().stream()
                    .sorted(gravestFirst())
                    .limit(RESULTS)
                    .forEach(entry -> result(entry.getKey(), entry.getValue(), json));
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static Comparator<Map.Entry<Result, Members>> gravestFirst() {
        Comparator<Map.Entry<Result, Members>> order =
                Comparator.comparing(entry -> entry.getKey().level());
        return order.thenComparing(entry -> entry.getKey().place().file())
                .thenComparing(entry -> entry.getKey().place().line())
                .thenComparing(entry -> entry.getKey().finding())
                .thenComparing(entry -> entry.getKey().text());
    }

    private void tool(JsonGenerator json) {
        json.writeObjectPropertyStart("tool");
        json.writeObjectPropertyStart("driver");
        json.writeStringProperty("name", "smsconfig");
        json.writeStringProperty("version", around.version());
        json.writeArrayPropertyStart("rules");
        for (Finding finding : Finding.values()) {
            json.writeStartObject();
            json.writeStringProperty("id", finding.id());
            text("shortDescription", finding.description(), json);
            json.writeObjectPropertyStart("defaultConfiguration");
            json.writeStringProperty("level", word(finding.level()));
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void invocation(JsonGenerator json) {
        Run run = report.run();
        json.writeArrayPropertyStart("invocations");
        json.writeStartObject();
        json.writeBooleanProperty(
                "executionSuccessful", run.status() != RunStatus.RUNNING && run.status() != RunStatus.INTERRUPTED);
        json.writeNumberProperty("exitCode", report.exitCode().number());
        json.writeArrayPropertyStart("toolExecutionNotifications");
        String message = run.message();
        if (message != null) {
            notification("error", message, json);
        }
        if (results.size() > RESULTS) {
            notification(
                    "warning",
                    "the gravest " + RESULTS + " of " + results.size() + " results; changes.csv has all",
                    json);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void notification(String level, String message, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("level", level);
        text("message", message, json);
        json.writeEndObject();
    }

    private void result(Result result, Members tenants, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("ruleId", result.finding().id());
        json.writeNumberProperty("ruleIndex", result.finding().ordinal());
        json.writeStringProperty("level", word(result.level()));
        String who =
                tenants.count() == 1 ? tenants.names(1).get(0) : tenants.counted() + " (" + tenants.text(NAMED) + ")";
        text("message", who + result.text(), json);
        json.writeNumberProperty("occurrenceCount", tenants.count());
        place(result.place(), json);
        if (result.accepted()) {
            json.writeArrayPropertyStart("suppressions");
            json.writeStartObject();
            json.writeStringProperty("kind", "external");
            json.writeStringProperty("justification", "acceptedDifferences in fleet.yaml");
            json.writeEndObject();
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void place(Place place, JsonGenerator json) {
        json.writeArrayPropertyStart("locations");
        json.writeStartObject();
        json.writeObjectPropertyStart("physicalLocation");
        json.writeObjectPropertyStart("artifactLocation");
        json.writeStringProperty("uri", files.uri(place.file()));
        json.writeEndObject();
        if (place.line() > 0) {
            json.writeObjectPropertyStart("region");
            json.writeNumberProperty("startLine", place.line());
            json.writeNumberProperty("startColumn", place.column());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
    }

    private static String word(Finding.Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    /** In SARIF's messages {@code {0}} stands for an argument and {@code [text](target)} is a link. */
    private static void text(String name, String text, JsonGenerator json) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty(
                "text",
                PLACEHOLDER.matcher(Visible.text(text)).replaceAll("{{$1}}").replace("](", "] ("));
        json.writeEndObject();
    }
}
