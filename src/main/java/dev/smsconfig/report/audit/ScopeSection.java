package dev.smsconfig.report.audit;

import dev.smsconfig.audit.Period;
import dev.smsconfig.audit.TrailEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Section 1: what the report is about, and what it was made from. */
final class ScopeSection {

    private ScopeSection() {}

    static Section of(PeriodStory story) {
        Question question = story.question();
        Period period = question.period();
        List<GitFacts.Touch> commits = story.git().commits();
        Section.Builder section = Section.of(
                        "scope",
                        1,
                        "Scope and parameters",
                        "What this report is about, and what it was made from. It was made by reading: it writes nothing"
                                + " into the job repository and asks no server. Everything is as it was when the period"
                                + " ended; what happened later does not change it.")
                .fact("entity", "Legal entity", question.entity())
                .fact("environment", "Environment", question.environment())
                .fact("from", "From, included", period.from())
                .fact("to", "To, not included", period.to())
                .fact("zone", "Times are shown in", question.zone().getId())
                .fact("asOf", "Newest event", story.trail().newest())
                .fact("command", "Made by", question.command())
                .fact("schema", "Format", "audit-report " + AuditReport.FORMAT_VERSION)
                .fact("repository", "Config repository", story.git().repository())
                .fact("git", "Git history", Objects.requireNonNullElse(story.git().note(), "all of it was read"))
                .fact("firstCommit", "First commit", commits.isEmpty() ? null : commits.get(0).id())
                .fact("lastCommit", "Last commit", commits.isEmpty() ? null : commits.get(commits.size() - 1).id());
        Sheet.Builder tools = Sheet.of(
                "programs",
                "Programs that made the runs of the period: a change of the program is a change too",
                Column.code("version", "Version"),
                Column.code("jarSha256", "SHA-256 of the program"),
                Column.code("java", "Java"),
                Column.number("runs", "Runs"),
                Column.id("firstRun", "First run"));
        programs(story).forEach((program, runs) -> tools.row(
                program.version, program.jar, program.java, runs.size(), runs.first()));
        return section.sheet(tools).section();
    }

    /** As the runs told; empty where they did not. */
    private record Program(String version, String jar, String java) implements Comparable<Program> {

        @Override
        public int compareTo(Program other) {
            return toString().compareTo(other.toString());
        }
    }

    private static Map<Program, TreeSet<String>> programs(PeriodStory story) {
        Map<Program, TreeSet<String>> programs = new TreeMap<>();
        for (RunStory run : story.runs()) {
            TrailEvent began = run.began();
            if (began != null) {
                Map<?, ?> tool = began.map("tool");
                programs.computeIfAbsent(
                                new Program(text(tool, "version"), text(tool, "jarSha256"), text(tool, "java")),
                                program -> new TreeSet<>())
                        .add(run.id());
            }
        }
        return programs;
    }

    private static String text(Map<?, ?> map, String name) {
        @Nullable Object value = map.get(name);
        return value == null ? "not recorded" : value.toString();
    }
}
