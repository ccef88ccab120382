package dev.smsconfig.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunFigures;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.reconcile.OutcomeKind;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrendLedgerTest {

    private static final Instant START = Instant.parse("2026-11-01T02:00:00Z");

    @TempDir
    Path folder;

    private JobStore store;

    @BeforeEach
    void open() {
        store = JobStore.open(repository(), Clock.systemUTC());
    }

    /** What every test is about: on H2 here, on others in subclasses. */
    RepositoryConnection repository() {
        return RepositoryConnection.embedded(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Run run(int night, String command, String environment, @Nullable String selection) {
        Instant started = START.plus(Duration.ofDays(night));
        Run run = new Run(
                "night-" + night,
                command,
                environment,
                RunStatus.COMPLETED,
                new Run.Origin("configs", null, false, selection, 100),
                "30%",
                started,
                started.plusSeconds(60L + night),
                "host 1",
                null);
        store.runs().insert(run);
        return run;
    }

    private void seal(Run run, Map<String, Object> body) {
        store.ownTransaction()
                .executeWithoutResult(status -> store.trail()
                        .append(List.of(new AuditEvent(AuditEvent.Type.RUN_SEALED, run.id(), null, body))));
    }

    @Test
    void givesTheFiguresOfTheLastSealOfEachRunOldestFirst() {
        Run first = run(1, Run.APPLY, "here", null);
        Run second = run(2, Run.APPLY, "here", null);
        seal(first, Map.of("status", "PARTIAL", "summary", Map.of("FAILED", 9), "drifted", 1));
        seal(second, Map.of("status", "COMPLETED", "summary", Map.of("IN_SYNC", 10), "drifted", 0));
        seal(first, Map.of("status", "PARTIAL", "summary", Map.of("CONVERGED", 7, "FAILED", 2), "drifted", 4));

        assertThat(store.trend().upTo(second, 30))
                .containsExactly(
                        new RunFigures(
                                "night-1",
                                RunStatus.COMPLETED,
                                first.startedAt(),
                                first.endedAt(),
                                Map.of(OutcomeKind.CONVERGED, 7, OutcomeKind.FAILED, 2),
                                4),
                        new RunFigures(
                                "night-2",
                                RunStatus.COMPLETED,
                                second.startedAt(),
                                second.endedAt(),
                                Map.of(OutcomeKind.IN_SYNC, 10),
                                0));
    }

    @Test
    void leavesOutOtherCommandsEnvironmentsSelectionsAndLaterRuns() {
        run(1, Run.PLAN, "here", null);
        run(2, Run.APPLY, "there", null);
        run(3, Run.APPLY, "here", "--tenant A");
        Run before = run(4, Run.APPLY, "here", null);
        Run current = run(5, Run.APPLY, "here", null);
        Run few = run(6, Run.APPLY, "here", "--tenant A");
        run(7, Run.APPLY, "here", null);

        assertThat(store.trend().upTo(current, 30))
                .extracting(RunFigures::runId)
                .containsExactly(before.id(), current.id());
        assertThat(store.trend().upTo(few, 30)).extracting(RunFigures::runId).containsExactly("night-3", few.id());
    }

    @Test
    void givesNoMoreThanAsked() {
        for (int night = 1; night < 9; night++) {
            run(night, Run.APPLY, "here", null);
        }
        Run last = run(9, Run.APPLY, "here", null);
        assertThat(store.trend().upTo(last, 3))
                .extracting(RunFigures::runId)
                .containsExactly("night-7", "night-8", "night-9");
    }

    @Test
    void whatASealDoesNotSayIsNoFigureAndNotZero() {
        Run killed = run(1, Run.APPLY, "here", null);
        Run older = run(2, Run.APPLY, "here", null);
        seal(older, Map.of("status", "PARTIAL", "summary", Map.of("FAILED", 2, "LATER_KIND", 3)));

        List<RunFigures> figures = store.trend().upTo(older, 30);

        assertThat(figures.get(0).runId()).isEqualTo(killed.id());
        assertThat(figures.get(0).outcomes()).isNull();
        assertThat(figures.get(0).incomplete()).isNull();
        assertThat(figures.get(1).drifted()).isNull();
        assertThat(figures.get(1).incomplete()).isEqualTo(2);
    }
}
