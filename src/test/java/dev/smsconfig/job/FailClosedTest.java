package dev.smsconfig.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunMoment;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.rollout.FailureBudget;
import dev.smsconfig.rollout.Wave;
import dev.smsconfig.state.LabelSelector;
import dev.smsconfig.state.SecretPurpose;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretUse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** What can't be written down is not done, and how a run ended is written down however it did. */
class FailClosedTest {

    private static final SecretUse SIGN_IN =
            new SecretUse(new SecretReference("file", "/run/secrets/crm"), "v", SecretPurpose.SIGN_IN, true);

    @TempDir
    Path folder;

    private RolloutRuns runs;
    private final AtomicInteger observed = new AtomicInteger();

    @BeforeEach
    void open() {
        runs = new RolloutRuns(folder);
        runs.beforeObserve = observed::incrementAndGet;
    }

    @AfterEach
    void close() {
        runs.close();
    }

    private JdbcTemplate jdbc() {
        return new JdbcTemplate(runs.store.dataSource());
    }

    private RunRequest request() {
        return runs.request(
                runs.fleet("Acme", 3), new FailureBudget(3, 100), Wave.of("rest", LabelSelector.everything()));
    }

    private List<RunMoment> story() {
        return runs.store.waves().moments(runs.store.runs().newest(1).get(0).id());
    }

    @Test
    void aRunWhoseStartCannotBeWrittenDownReachesNoServer() {
        jdbc().execute("ALTER TABLE audit_event RENAME TO gone");
        assertThatThrownBy(() -> runs.apply(request())).isInstanceOf(RunFailedException.class);
        assertThat(observed).hasValue(0);
        assertThat(runs.saved).isEmpty();
    }

    @Test
    void aRunThatCannotSayWhoCalledItReachesNoServer() {
        jdbc().execute("ALTER TABLE audit_personal RENAME TO gone");
        assertThatThrownBy(() -> runs.apply(request())).isInstanceOf(RunFailedException.class);
        assertThat(observed).hasValue(0);
        assertThat(jdbc().queryForList("SELECT event_type FROM audit_event", String.class))
                .containsExactly("RUN_INTERRUPTED");
    }

    @Test
    void whereTheSecretsCannotBeWrittenDownNothingIsSaved() {
        runs.beforeObserve = () -> runs.secrets.accept(SIGN_IN);
        jdbc().execute("ALTER TABLE audit_event ADD CONSTRAINT none CHECK (event_type <> 'SECRET_ACCESS')");
        assertThatThrownBy(() -> runs.apply(request())).isInstanceOf(RunFailedException.class);
        assertThat(runs.saved).isEmpty();
    }

    @Test
    void whatIsReadOnTheWayToARunIsToldWithItsStart() {
        runs.secrets.accept(SIGN_IN);
        runs.apply(request());
        assertThat(story()).extracting(RunMoment::type).startsWith("RUN_STARTED", "SECRET_ACCESS", "GUARD");
    }

    @Test
    void whatARunReadIsToldThoughItBreaks() {
        runs.beforeObserve = () -> {
            runs.secrets.accept(SIGN_IN);
            throw new IllegalStateException("a bug");
        };
        assertThatThrownBy(() -> runs.apply(request())).isInstanceOf(RunFailedException.class);
        assertThat(story())
                .extracting(RunMoment::type)
                .containsExactly("RUN_STARTED", "SECRET_ACCESS", "RUN_INTERRUPTED");
    }

    @Test
    @Timeout(60)
    void anErrorOfTheVirtualMachineEndsARunAndDoesNotHangIt() {
        runs.beforeObserve = () -> {
            throw new StackOverflowError();
        };
        assertThatThrownBy(() -> runs.apply(request())).isInstanceOf(RunFailedException.class);
        assertThat(story()).extracting(RunMoment::type).containsExactly("RUN_STARTED", "RUN_INTERRUPTED");
    }

    @Test
    void aRunThatIsStoppedSaysSo() {
        runs.beforeObserve = () -> runs.stop.request();
        Run run = runs.apply(request());
        assertThat(run.status()).isEqualTo(RunStatus.STOPPED);
        assertThat(story()).extracting(RunMoment::type).endsWith("RUN_STOPPED", "RUN_SEALED");
        assertThat(story().get(story().size() - 1).body()).containsEntry("exitCode", 5);
    }

    @Test
    void aSealTellsTheExitCodeAndTheCounts() {
        runs.rejecting.add("a1");
        runs.apply(request());
        RunMoment sealed = story().get(story().size() - 1);
        assertThat(sealed.body())
                .containsEntry("exitCode", 4)
                .containsEntry(
                        "summary", java.util.Map.of(OutcomeKind.CONVERGED.name(), 2, OutcomeKind.REJECTED.name(), 1));
    }
}
