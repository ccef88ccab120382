package dev.smsconfig.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class FailureMeterTest {

    @Test
    void admitsNoMoreTenantsThanMayStillFail() {
        FailureMeter meter = new FailureMeter(2);
        assertThat(meter.tryBegin()).isTrue();
        assertThat(meter.tryBegin()).isTrue();
        assertThat(meter.tryBegin()).isFalse();
    }

    @Test
    void aSuccessGivesItsPlaceBack() {
        FailureMeter meter = new FailureMeter(1);
        meter.tryBegin();
        meter.end(false);
        assertThat(meter.tryBegin()).isTrue();
    }

    @Test
    void aFailureKeepsItsPlace() throws InterruptedException {
        FailureMeter meter = new FailureMeter(1);
        meter.tryBegin();
        meter.end(true);
        assertThat(meter.isSpent()).isTrue();
        assertThat(meter.begin()).isFalse();
    }

    @Test
    void admitsNobodyOnceClosed() throws InterruptedException {
        FailureMeter meter = new FailureMeter(5);
        meter.close();
        assertThat(meter.tryBegin()).isFalse();
        assertThat(meter.begin()).isFalse();
    }

    @Test
    void wakesWhoeverWaitsWhenItCloses() throws Exception {
        FailureMeter meter = new FailureMeter(1);
        meter.tryBegin();
        var waiting = java.util.concurrent.CompletableFuture.supplyAsync(() -> {
            try {
                return meter.begin();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        meter.close();
        assertThat(waiting.get(10, java.util.concurrent.TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void refusesALimitOfNothing() {
        assertThatThrownBy(() -> new FailureMeter(0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Whatever the order in which tenants begin and end, failures never pass the limit. */
    @RepeatedTest(100)
    void failuresNeverPassTheLimit(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        FailureMeter meter = new FailureMeter(1 + random.nextInt(6));
        int inFlight = 0;
        for (int i = 0; i < 500; i++) {
            if (random.nextBoolean() && meter.tryBegin()) {
                inFlight++;
            } else if (inFlight > 0) {
                meter.end(random.nextInt(3) == 0);
                inFlight--;
            }
        }
        while (inFlight-- > 0) {
            meter.end(true);
        }
        assertThat(meter.failures()).isLessThanOrEqualTo(meter.limit());
    }
}
