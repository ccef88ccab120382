package dev.smsconfig.report.run;

import dev.smsconfig.audit.RunFigures;
import dev.smsconfig.report.html.BarChart;
import dev.smsconfig.report.html.BarChart.Bar;
import dev.smsconfig.report.html.Table;
import dev.smsconfig.report.html.Table.Cell;
import dev.smsconfig.report.html.Table.Column;
import dev.smsconfig.report.html.Table.Row;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The last runs like this one: how many tenants had drifted, how many were left, and how long it took. */
final class TrendCharts {

    private static final String NONE = "no figure";

    private final List<RunFigures> trend;
    private final String current;

    /** @param current the id of the run that the report is about */
    TrendCharts(List<RunFigures> trend, String current) {
        this.trend = trend;
        this.current = current;
    }

    List<BarChart> charts() {
        boolean minutes = trend.stream()
                .map(RunFigures::duration)
                .filter(Objects::nonNull)
                .anyMatch(duration -> duration.compareTo(Duration.ofMinutes(2)) > 0);
        double unit = minutes ? 60_000.0 : 1000.0;
        return List.of(
                counts("trend-drift", "Tenants that had drifted", RunFigures::drifted),
                counts("trend-left", "Tenants not where git wants them", RunFigures::incomplete),
                chart(
                        "trend-duration",
                        "Duration",
                        minutes ? "min" : "s",
                        run -> {
                            Duration duration = run.duration();
                            return duration == null ? null : duration.toMillis() / unit;
                        },
                        run -> Times.lasted(run.duration())));
    }

    private BarChart counts(String id, String title, Function<RunFigures, @Nullable Integer> figure) {
        return chart(
                id,
                title,
                "",
                run -> {
                    Integer count = figure.apply(run);
                    return count == null ? null : count.doubleValue();
                },
                run -> Objects.toString(figure.apply(run), NONE));
    }

    private BarChart chart(
            String id,
            String title,
            String unit,
            Function<RunFigures, @Nullable Double> figure,
            Function<RunFigures, String> text) {
        List<Bar> bars = trend.stream()
                .map(run -> new Bar(
                        Times.day(run.startedAt()),
                        figure.apply(run),
                        text.apply(run) + ", run " + run.runId(),
                        run.runId().equals(current)))
                .toList();
        RunFigures first = trend.get(0);
        RunFigures last = trend.get(trend.size() - 1);
        String summary = title + " in the last " + Members.counted(trend.size(), "run") + ", from "
                + Times.day(first.startedAt()) + " to " + Times.day(last.startedAt()) + ": first " + text.apply(first)
                + ", now " + text.apply(last) + ". The table below has every figure.";
        return new BarChart(id, title, unit, summary, bars);
    }

    Table table() {
        return new Table(
                "trend",
                "The same figures, oldest first",
                List.of(
                        Column.code("Run"),
                        Column.text("Started"),
                        Column.choice("Status"),
                        Column.number("Drifted"),
                        Column.number("Not where git wants them"),
                        Column.number("Duration")),
                trend.stream().map(this::row).toList());
    }

    private Row row(RunFigures run) {
        Duration duration = run.duration();
        return Row.of(
                Cell.of(run.runId().equals(current) ? run.runId() + " (this one)" : run.runId()),
                Cell.of(Times.utc(run.startedAt())),
                Cell.of(run.status().name()),
                Cell.of(Objects.toString(run.drifted(), "")),
                Cell.of(Objects.toString(run.incomplete(), "")),
                duration == null ? Cell.of("") : Cell.sorted(Times.lasted(duration), duration.toMillis()));
    }
}
