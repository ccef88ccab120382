package dev.smsconfig.report;

import dev.smsconfig.server.Capability;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.TenantStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the servers stand, as a table; below it what is wrong, each thing once, and a sentence at the end. */
public final class PingText {

    private static final List<String> HEADINGS =
            List.of("TENANT", "HOST", "VERSION", "STATE", "CAN SAVE", "CREDENTIAL", "LATENCY");
    private static final int NAMED = 5;
    private static final String NOTHING = "-";

    private final Palette palette;

    public PingText(Palette palette) {
        this.palette = palette;
    }

    public List<String> lines(PingReport report) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        report.statuses().forEach(status -> rows.add(row(status)));
        List<String> lines = new ArrayList<>(table(rows));
        lines.add("");
        problems(report, lines);
        lines.add(sentence(report));
        return lines;
    }

    private static List<String> row(TenantStatus status) {
        return List.of(
                status.tenant().value(),
                Visible.text(orNothing(status.host())),
                orNothing(status.capability().version()),
                orNothing(status.state()),
                saves(status.capability()),
                credential(status.credential()),
                latency(status.latency()));
    }

    private List<String> table(List<List<String>> rows) {
        int[] widths = new int[HEADINGS.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                // the last column is the only one with numbers
                boolean right = i == widths.length - 1;
                line.append(i == 0 ? "" : "  ")
                        .append(("%" + (right ? "" : "-") + widths[i] + "s").formatted(row.get(i)));
            }
            lines.add(lines.isEmpty() ? palette.bold(line.toString()) : line.toString());
        }
        return lines;
    }

    private void problems(PingReport report, List<String> lines) {
        Map<String, List<TenantStatus>> groups = new LinkedHashMap<>();
        for (TenantStatus status : report.statuses()) {
            Failure failure = status.failure();
            if (failure != null) {
                groups.computeIfAbsent(failure.message(), message -> new ArrayList<>())
                        .add(status);
            }
        }
        groups.forEach((message, statuses) -> {
            lines.add("  " + palette.failed(names(statuses)));
            lines.add("      " + Visible.text(message));
        });
        if (!groups.isEmpty()) {
            lines.add("");
        }
    }

    private static String names(List<TenantStatus> statuses) {
        String names = statuses.stream()
                .limit(NAMED)
                .map(status -> status.tenant().value())
                .collect(Collectors.joining(", "));
        return statuses.size() <= NAMED ? names : names + " and " + (statuses.size() - NAMED) + " more";
    }

    private static String sentence(PingReport report) {
        List<TenantStatus> statuses = report.statuses();
        long reached = statuses.stream().filter(s -> s.latency() != null).count();
        long unable = statuses.stream()
                .filter(s -> s.capability().save() == Capability.Save.NO)
                .count();
        long resting = statuses.stream()
                .filter(s -> s.failure() != null && !s.isTrouble())
                .count();
        String sentence = "Ping: " + reached + " of " + report.inventory() + " tenants answered, " + unable
                + " cannot save, " + resting + " not running, " + report.troubled() + " failed";
        int left = report.inventory() - statuses.size();
        return sentence + (left > 0 ? ", " + left + " not asked." : ".");
    }

    private static String saves(Capability capability) {
        return switch (capability.save()) {
            case YES -> "yes";
            case NO -> "no";
            case UNTOLD -> "?";
        };
    }

    private static String credential(TenantStatus.Credential credential) {
        return switch (credential) {
            case ACCEPTED -> "ok";
            case REFUSED -> "refused";
            case WITHOUT_RIGHT -> "no right";
            case UNTOLD -> "?";
        };
    }

    private static String latency(@Nullable Duration latency) {
        return latency == null ? NOTHING : latency.toMillis() + " ms";
    }

    private static String orNothing(@Nullable String text) {
        return Objects.requireNonNullElse(text, NOTHING);
    }
}
