package dev.smsconfig.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.audit.InventoryTenant;
import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.TenantResult;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.state.TenantId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.step.StepExecution;

class TenantWindowTest {

    /** Visits that were begun and not ended: each ends when the test says so. */
    private final Deque<Runnable> begun = new ArrayDeque<>();

    private final List<Integer> visited = new ArrayList<>();
    private final StopSignal stop = new StopSignal();
    private int failing = -1;

    private TenantWindow window(int tenants, int inFlight, int unread) {
        return new TenantWindow(
                IntStream.range(0, tenants).mapToObj(TenantWindowTest::entry).toList(),
                entry -> {
                    visited.add(entry.tenant().seq());
                    if (entry.tenant().seq() == failing) {
                        throw new IllegalStateException("failed");
                    }
                    return new Outcome(
                            entry.tenant().tenant(), OutcomeKind.IN_SYNC, List.of(), List.of(), 1, null, null);
                },
                Admission.until(stop),
                begun::add,
                new TenantWindow.Bounds(inFlight, unread));
    }

    private static LedgerEntry entry(int seq) {
        return new LedgerEntry(
                new InventoryTenant(seq, new TenantId("Cust" + seq), 0, "all", "tenants/x.yaml", "h", null),
                0,
                null,
                null,
                null);
    }

    /** Ends one of the visits, the one that began first. */
    private void end() {
        begun.remove().run();
    }

    private static int read(TenantWindow window) throws InterruptedException {
        TenantResult result = Objects.requireNonNull(window.read());
        return result.seq();
    }

    @Test
    void nobodyWaitsForTheReaderAsLongAsThereIsRoomForOutcomes() throws InterruptedException {
        TenantWindow window = window(100, 2, 3);
        window.fill();
        for (int i = 0; i < 5; i++) {
            end();
        }
        assertThat(begun).as("two places and room for three are taken").isEmpty();
        read(window);
        window.fill();
        assertThat(begun).hasSize(1);
    }

    @Test
    void withoutRoomATenantIsTakenUpOnlyInThePlaceOfOneThatWasRead() throws InterruptedException {
        TenantWindow window = window(100, 2, 0);
        window.fill();
        assertThat(begun).hasSize(2);
        end();
        end();
        assertThat(begun).isEmpty();
        read(window);
        window.fill();
        assertThat(begun).hasSize(1);
    }

    @Test
    void everyTenantIsReadOnceInWhateverOrderTheyEnd() throws InterruptedException {
        TenantWindow window = window(20, 3, 5);
        List<Integer> read = new ArrayList<>();
        while (read.size() < 20) {
            window.fill();
            if (begun.size() > 1) {
                begun.removeLast().run();
            } else {
                end();
            }
            read.add(read(window));
        }
        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 20).boxed().toList());
        assertThat(visited).hasSize(20);
        assertThat(window.read()).isNull();
    }

    @Test
    void afterAFailureNothingBegins() {
        failing = 1;
        TenantWindow window = window(100, 2, 10);
        window.fill();
        begun.removeLast().run();
        assertThat(begun).hasSize(1);
        end();
        assertThat(begun).isEmpty();
        assertThatThrownBy(window::read).hasMessage("failed");
        assertThat(visited).containsExactly(1, 0);
    }

    @Test
    void onceItsStepEndedNothingBegins() {
        TenantWindow window = window(100, 2, 10);
        window.fill();
        window.afterStep(
                new StepExecution(1, "observe", new JobExecution(1, new JobInstance(1, "run"), new JobParameters())));
        end();
        end();
        assertThat(begun).isEmpty();
    }

    @Test
    void onceAStopIsRequestedNothingBeginsAndWhatBeganIsRead() throws InterruptedException {
        TenantWindow window = window(100, 2, 10);
        window.fill();
        stop.request();
        end();
        end();
        assertThat(begun).isEmpty();
        read(window);
        read(window);
        assertThat(window.read()).isNull();
    }
}
