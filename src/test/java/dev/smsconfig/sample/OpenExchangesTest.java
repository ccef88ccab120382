package dev.smsconfig.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OpenExchangesTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final OpenExchanges open = new OpenExchanges();

    @Test
    void closingWithNoneOpenReturnsAtOnce() {
        open.close(LONG);

        assertThat(open.enter()).isFalse();
    }

    @Test
    void closingLetsNoneInAndWaitsForThoseInside() throws Exception {
        open.enter();
        CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> open.close(LONG));
        while (!Thread.currentThread().isInterrupted() && open.enter()) {
            open.leave();
        }
        assertThat(closed).isNotDone();

        open.leave();

        closed.get(20, TimeUnit.SECONDS);
    }

    @Test
    void closingGivesUpAfterItsLimit() {
        open.enter();

        open.close(Duration.ofMillis(1));

        assertThat(open.enter()).isFalse();
    }
}
