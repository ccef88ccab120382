package dev.smsconfig.cli;

import dev.smsconfig.audit.Ledgers;
import dev.smsconfig.audit.Period;
import dev.smsconfig.audit.Run;
import dev.smsconfig.git.AllowedSigners;
import dev.smsconfig.git.ConfigHistory;
import dev.smsconfig.git.ConfigHistory.ConfigCommit;
import dev.smsconfig.git.ConfigHistory.Span;
import dev.smsconfig.git.GitFolder;
import dev.smsconfig.git.RevisionUnavailableException;
import dev.smsconfig.report.audit.GitFacts;
import dev.smsconfig.report.audit.GitFacts.Plaintext;
import dev.smsconfig.report.audit.GitFacts.Touch;
import dev.smsconfig.source.ConfigFolder;
import dev.smsconfig.source.Configuration;
import dev.smsconfig.source.Problem;
import dev.smsconfig.source.Rule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What git tells of a period of an environment.
 *
 * @param signers whose signatures count, or null for nobody's
 */
record HistoryOfConfigs(
        Path configs, Ledgers ledgers, @Nullable AllowedSigners signers) {

    /** Reading a large folder takes seconds. */
    private static final int MOST_CHECKED = 200;

    GitFacts of(String environment, Period period) {
        List<String> read = ledgers.runs().of(environment, period).stream()
                .filter(Run::maySave)
                .map(Run::commit)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        String before =
                ledgers.runs().lastWhole(environment, period.from()).map(Run::commit).orElse(null);
        ConfigHistory history = ConfigHistory.of(
                configs, new Span(read, before, period.from(), period.to()), signers, period.to());
        if (history.branch() == null) {
            return GitFacts.none(String.valueOf(history.note()));
        }
        List<Touch> touches = touches(history, Set.copyOf(read));
        return new GitFacts(
                history.note(),
                "branch " + history.branch() + " of the repository that holds the config folder",
                touches,
                history.read(),
                history.missing(),
                plaintext(before, read));
    }

    /** What no run read as it was is looked at here: whether one could have. */
    private List<Touch> touches(ConfigHistory history, Set<String> read) {
        List<Touch> touches = new ArrayList<>();
        List<ConfigCommit> commits = history.commits();
        for (int i = 0; i < commits.size(); i++) {
            ConfigCommit commit = commits.get(i);
            boolean look = !read.contains(commit.provenance().commit()) && commits.size() - i <= MOST_CHECKED;
            touches.add(new Touch(
                    commit.provenance(),
                    commit.files(),
                    look ? fault(commit.provenance().commit()) : null));
        }
        return touches;
    }

    private @Nullable String fault(String commit) {
        long errors = at(commit, configuration -> configuration.problems().stream()
                .filter(Problem::isError)
                .count());
        return errors == 0
                ? null
                : "its files have " + errors + (errors == 1 ? " error" : " errors") + ": a run ends before it begins";
    }

    private List<Plaintext> plaintext(@Nullable String before, List<String> read) {
        if (read.isEmpty()) {
            return List.of();
        }
        String first = before == null ? read.get(0) : before;
        String last = read.get(read.size() - 1);
        Set<String> then = places(first);
        Set<String> now = last.equals(first) ? then : places(last);
        Map<String, Plaintext> found = new TreeMap<>();
        then.forEach(place -> found.put(place, new Plaintext(place, first, before != null, now.contains(place))));
        now.forEach(place -> found.putIfAbsent(place, new Plaintext(place, last, false, true)));
        return List.copyOf(found.values());
    }

    private Set<String> places(String commit) {
        return at(commit, configuration -> configuration.problems().stream()
                .filter(problem -> problem.rule() == Rule.SECRET_PLAINTEXT)
                .map(problem -> inFolder(problem.file()) + ":" + problem.line() + ":" + problem.column())
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private String inFolder(String file) {
        String prefix = configs + "/";
        return file.startsWith(prefix) ? file.substring(prefix.length()) : file;
    }

    private <R> R at(String commit, Function<Configuration, R> question) {
        try (GitFolder folder = GitFolder.at(configs, commit)) {
            return question.apply(ConfigFolder.read(configs, folder.files()));
        } catch (RevisionUnavailableException e) {
            return question.apply(new Configuration(null, List.of(), List.of(), List.of()));
        }
    }
}
