package dev.smsconfig.report;

import dev.smsconfig.audit.Run;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The history as a table. */
public final class RunsText {

    private static final String ROW = "%-23s  %-8s  %-12s  %-11s  %-20s  %s";

    private RunsText() {}

    public static List<String> lines(List<RunReport> runs) {
        List<String> lines = new ArrayList<>();
        if (runs.isEmpty()) {
            lines.add("No runs yet.");
            return lines;
        }
        lines.add(ROW.formatted("RUN", "COMMAND", "ENVIRONMENT", "STATUS", "STARTED", "SUMMARY"));
        for (RunReport report : runs) {
            Run run = report.run();
            lines.add(ROW.formatted(
                    run.id(),
                    run.command(),
                    run.environment(),
                    run.status(),
                    seconds(run.startedAt()),
                    report.summary().sentence(run) + selected(report)));
        }
        return lines;
    }

    private static String selected(RunReport report) {
        Run.Origin origin = report.run().origin();
        return origin.selection() == null
                ? ""
                : " Selected " + report.summary().tenants() + " of " + origin.fleetSize() + ".";
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
