package dev.smsconfig.report.run;

import dev.smsconfig.audit.CoverageGap;
import dev.smsconfig.audit.Run;
import dev.smsconfig.report.CoverageText;
import dev.smsconfig.report.Markdown;
import dev.smsconfig.report.RunReport;
import dev.smsconfig.report.Visible;
import dev.smsconfig.report.run.Digest.Change;
import dev.smsconfig.report.run.Digest.Group;
import dev.smsconfig.report.run.Digest.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code run.md}: a comment for a pull request. Short whatever the fleet: code hosts refuse comments above 65,536
 * characters.
 */
final class RunMarkdown {

    /** What the lists may come to together; the rest of a page is far below the difference. */
    private static final int LISTS = 40_000;

    private static final int ITEMS = 50;
    private static final int NAMED = 5;
    private static final int LONGEST = 400;
    private static final Pattern BACKTICKS = Pattern.compile("`{3,}");

    private final RunReport report;
    private final Digest digest;
    private int room = LISTS;

    private RunMarkdown(RunReport report, Digest digest) {
        this.report = report;
        this.digest = digest;
    }

    /** Writes it as UTF-8. Leaves {@code out} open. */
    static void write(RunReport report, Digest digest, OutputStream out) {
        try {
            out.write(new RunMarkdown(report, digest).text().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text() {
        Run run = report.run();
        Verdict verdict = new Verdict(report, digest);
        List<String> lines = new ArrayList<>();
        lines.add("### smsconfig " + code(run.command()) + " in " + code(run.environment()) + ": " + verdict.word());
        lines.add("");
        lines.add("**" + verdict.sentence() + "**");
        lines.add("");
        lines.add(facts());
        String message = run.message();
        if (message != null) {
            lines.add("");
            lines.add(run.status() + ": " + code(message));
        }
        failures(lines);
        coverage(lines);
        changes(lines);
        next(verdict.next(), lines);
        return String.join("\n", lines) + "\n";
    }

    private String facts() {
        Run run = report.run();
        String commit = run.commit();
        List<String> facts = new ArrayList<>();
        facts.add("Run " + code(run.id()));
        facts.add(
                commit == null
                        ? "no commit"
                        : "commit " + code(commit) + (run.origin().dirty() ? " with changes not committed" : ""));
        String selection = run.origin().selection();
        facts.add(Members.counted(report.summary().tenants(), "tenant")
                + (selection == null ? "" : " of " + run.origin().fleetSize() + ", selected by " + code(selection)));
        facts.add(report.exitCode().meaning());
        return String.join(" · ", facts);
    }

    private void failures(List<String> lines) {
        List<Group<Reason>> reasons = digest.reasons();
        if (reasons.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("**Failed, not attempted or left out**");
        lines.add("");
        List<String> items = reasons.stream()
                .limit(ITEMS)
                .map(group -> "- " + group.tenants().counted() + " "
                        + group.what().kind() + ": " + code(group.what().text()) + " (" + names(group.tenants()) + ")")
                .toList();
        list(items, reasons.size(), "reason", "tenants.csv", lines);
    }

    private void coverage(List<String> lines) {
        if (report.coverage().gaps().isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(report.coverage().fails() ? "**Coverage, whose policy fails the run**" : "**Coverage**");
        lines.add("");
        for (CoverageGap.Kind kind : CoverageGap.Kind.values()) {
            Members tenants = new Members();
            report.coverage().of(kind).forEach(gap -> tenants.add(gap.tenant().value()));
            if (tenants.count() > 0) {
                lines.add("- " + CoverageText.words(kind, tenants.count()) + " (" + names(tenants) + ")");
            }
        }
    }

    private void changes(List<String> lines) {
        List<Group<Change>> changes = digest.changes();
        if (changes.isEmpty()) {
            return;
        }
        long fields =
                changes.stream().mapToLong(group -> group.tenants().count()).sum();
        lines.add("");
        lines.add("<details><summary>" + Members.counted(fields, "changed field")
                + (fields == changes.size() ? "" : ", " + changes.size() + " different") + "</summary>");
        lines.add("");
        List<String> items = changes.stream()
                .limit(ITEMS)
                .map(group -> "- " + group.tenants().counted() + ": "
                        + code(group.what().change().field() + " "
                                + group.what().change().values())
                        + " " + group.what().cause() + ", "
                        + group.what().fate().words(report.run()) + " (" + names(group.tenants()) + ")")
                .toList();
        list(items, changes.size(), "different change", "changes.csv", lines);
        lines.add("");
        lines.add("</details>");
    }

    private void list(List<String> items, int all, String noun, String file, List<String> lines) {
        int listed = 0;
        while (listed < items.size() && items.get(listed).length() < room) {
            room -= items.get(listed).length() + 1;
            lines.add(items.get(listed));
            listed++;
        }
        if (listed < all) {
            lines.add("- and " + Members.counted(all - listed, "more " + noun) + "; `" + file + "` has all");
        }
    }

    private static void next(List<String> next, List<String> lines) {
        if (next.isEmpty()) {
            return;
        }
        String text = next.stream().map(Visible::text).collect(Collectors.joining("\n"));
        String fence = "```";
        for (Matcher matcher = BACKTICKS.matcher(text); matcher.find(); ) {
            fence = matcher.group().length() < fence.length() ? fence : matcher.group() + "`";
        }
        lines.add("");
        lines.add(fence);
        lines.add(text);
        lines.add(fence);
    }

    private static String names(Members tenants) {
        String names = tenants.names(NAMED).stream().map(Markdown::code).collect(Collectors.joining(", "));
        return tenants.others(NAMED) == 0 ? names : names + " and " + tenants.others(NAMED) + " more";
    }

    private static String code(String text) {
        boolean fits = text.codePointCount(0, text.length()) <= LONGEST;
        return Markdown.code(fits ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…");
    }
}
