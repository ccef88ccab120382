package dev.smsconfig.report.run;

import dev.smsconfig.audit.Run;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.report.DriftText;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.report.NextLines;
import dev.smsconfig.report.RunReport;
import dev.smsconfig.report.html.Tone;
import java.util.List;
import java.util.Locale;

/** A run in a word, in a sentence, and what to do about it. */
final class Verdict {

    private final RunReport report;
    private final Digest digest;

    Verdict(RunReport report, Digest digest) {
        this.report = report;
        this.digest = digest;
    }

    /** {@code Apply in environment sample}. */
    String title() {
        String command = report.run().command();
        return command.substring(0, 1).toUpperCase(Locale.ROOT) + command.substring(1) + " in environment "
                + report.run().environment();
    }

    String word() {
        return switch (report.exitCode()) {
            case DONE -> "done";
            case DIFFERENCES -> "differences found";
            case PARTIAL ->
                report.summary().has(OutcomeKind::isIncomplete)
                        ? "not every tenant is where git wants it"
                        : "tenants are not covered as they should be";
            case STOPPED -> "stopped";
            case REFUSED -> "refused, nothing was saved";
            case PAUSED -> "paused";
            case ERROR -> report.run().endedAt() == null ? "not ended" : "interrupted";
            case USAGE -> "usage";
        };
    }

    Tone tone() {
        return switch (report.exitCode()) {
            case DONE -> Tone.GOOD;
            case DIFFERENCES, PAUSED -> Tone.NOTE;
            case STOPPED, REFUSED -> Tone.WARN;
            case PARTIAL, ERROR, USAGE -> Tone.BAD;
        };
    }

    String sentence() {
        return report.run().command().equals(Run.DRIFT)
                ? DriftText.sentence(report, digest.causes())
                : report.summary().sentence(report.run());
    }

    /** What to do next, each line as it is typed or said; empty where there is nothing to do. */
    List<String> next() {
        if (report.exitCode() == ExitCode.DIFFERENCES && report.run().command().equals(Run.PLAN)) {
            Run.Origin origin = report.run().origin();
            return List.of("Carry it out with: "
                    + report.next().apply(origin.configs(), report.run().environment(), origin.selection()));
        }
        return NextLines.of(report);
    }
}
