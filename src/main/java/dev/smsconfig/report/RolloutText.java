package dev.smsconfig.report;

import dev.smsconfig.audit.RolloutRecord;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.report.RolloutReport.WaveReport;
import dev.smsconfig.rollout.Approval;
import dev.smsconfig.rollout.Forecast;
import dev.smsconfig.rollout.Gate;
import dev.smsconfig.rollout.WaveRecord;
import dev.smsconfig.state.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A rollout for people: what it may cost before it begins, and how far each wave is. */
final class RolloutText {

    private RolloutText() {}

    /** The calculation of what is planned; nothing where nothing is. */
    static List<String> forecast(RolloutReport rollout) {
        List<String> lines = new ArrayList<>();
        rollout.forecast().ifPresent(forecast -> {
            lines.add("Rollout: " + sentence(forecast));
            if (rollout.waves().size() > 1 || forecast.soaking().toSeconds() > 0) {
                rollout.waves().forEach(wave -> lines.add("  " + ahead(wave)));
            }
            RolloutRecord terms = rollout.terms();
            String hash = terms == null ? null : terms.planHash();
            if (hash != null) {
                lines.add("  plan hash " + hash);
            }
            lines.add("");
        });
        return lines;
    }

    /** {@code stops at the 3rd failure; 4 waves; about 6 min}. */
    static String sentence(Forecast forecast) {
        Duration duration = forecast.duration();
        return "stops at the " + ordinal(forecast.failureLimit()) + " failure; " + forecast.waves()
                + (forecast.waves() == 1 ? " wave" : " waves")
                + (duration == null ? "" : "; about " + about(duration));
    }

    private static String ahead(WaveReport report) {
        Gate gate = report.wave().gate();
        return "%-16s %s, %d to change%s%s"
                .formatted(
                        report.wave().name(),
                        tenants(report.wave().tenants()),
                        report.due(),
                        gate.approval() ? ", needs approval" : "",
                        gate.soak().isZero() ? "" : ", soaks " + Durations.print(gate.soak()));
    }

    /** How far each wave is. */
    static List<String> waves(RolloutReport rollout) {
        return rollout.waves().stream().flatMap(wave -> lines(wave).stream()).toList();
    }

    private static List<String> lines(WaveReport report) {
        WaveRecord wave = report.wave();
        WaveRecord.Passage passage = wave.passage();
        List<String> lines = new ArrayList<>();
        lines.add("%-16s %-17s %s: %s"
                .formatted(
                        wave.name(),
                        wave.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        tenants(wave.tenants()),
                        counts(report.outcomes())));
        Approval approval = wave.approval();
        if (approval != null) {
            String signer = approval.signer();
            lines.add("    approved " + seconds(approval.at()) + " by " + Visible.quoted(approval.by()) + ": "
                    + Visible.quoted(approval.reason()) + " ("
                    + (signer == null ? "claimed" : "verified, signed by " + Visible.text(signer)) + ")");
        }
        String times = times(passage);
        if (!times.isEmpty()) {
            lines.add("    " + times);
        }
        String note = passage.note();
        if (note != null) {
            lines.add("    " + Visible.text(note));
        }
        return lines;
    }

    private static String times(WaveRecord.Passage passage) {
        List<String> times = new ArrayList<>();
        add("began", passage.beganAt(), times);
        add("saved", passage.savedAt(), times);
        add("soaks until", passage.soakUntil(), times);
        add(passage.state() == dev.smsconfig.rollout.WaveState.PASSED ? "passed" : "stopped", passage.endedAt(), times);
        return String.join(", ", times);
    }

    private static void add(String what, @Nullable Instant at, List<String> times) {
        if (at != null) {
            times.add(what + " " + seconds(at));
        }
    }

    private static String counts(Map<OutcomeKind, Integer> outcomes) {
        return outcomes.entrySet().stream()
                .map(entry -> entry.getValue() + " "
                        + entry.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
    }

    private static String tenants(int count) {
        return count + (count == 1 ? " tenant" : " tenants");
    }

    static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String ordinal(int number) {
        boolean teen = number % 100 / 10 == 1;
        String ending = switch (teen ? 0 : number % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
        return number + ending;
    }

    /** To the minute, below two minutes to the second. */
    static String about(Duration duration) {
        if (duration.compareTo(Duration.ofMinutes(2)) < 0) {
            return Math.max(1, duration.toSeconds()) + " s";
        }
        long minutes = duration.plusSeconds(30).toMinutes();
        return minutes < 120 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }
}
