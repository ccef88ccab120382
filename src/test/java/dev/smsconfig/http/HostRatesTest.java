package dev.smsconfig.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostRatesTest {

    private final Watch watch = new Watch();

    /** Time passes only where somebody waits. */
    private static final class Watch implements TimeMeter {

        private long nanos = 1_000_000_000_000L;
        private final long begin = nanos;

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }

        void park(long wait) {
            nanos += wait;
        }

        long millis() {
            return (nanos - begin) / 1_000_000;
        }
    }

    private HostRates rates(int perSecond) {
        return HostRates.of(perSecond, watch, watch::park);
    }

    @Test
    void spacesRequestsOutWithoutABurst() throws Exception {
        HostRates rates = rates(10);
        List<Long> turns = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            rates.await("a.example.com");
            turns.add(watch.millis());
        }

        assertThat(turns).containsExactly(0L, 100L, 200L, 300L, 400L);
    }

    @Test
    void letsNoIdleTimeAddUp() throws Exception {
        HostRates rates = rates(10);
        rates.await("a.example.com");
        watch.park(60_000_000_000L);
        rates.await("a.example.com");
        rates.await("a.example.com");

        assertThat(watch.millis()).isEqualTo(60_100);
    }

    @Test
    void countsEachHostOnItsOwnWhateverItsCase() throws Exception {
        HostRates rates = rates(10);
        rates.await("a.example.com");
        rates.await("b.example.com");
        assertThat(watch.millis()).isZero();
        rates.await("A.example.com");
        assertThat(watch.millis()).isEqualTo(100);
    }

    @Test
    void holdsNobodyUpWithoutALimit() throws Exception {
        HostRates rates = rates(0);
        for (int i = 0; i < 1_000; i++) {
            rates.await("a.example.com");
        }

        assertThat(watch.millis()).isZero();
    }

    @Test
    void everyRequestOfATransportTakesItsTurn() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.answer("200 OK", "{}"));
                Transport transport = new Transport(Timeouts.standard(), 1, Reach.direct(true), rates(4))) {
            URI target = URI.create("http://127.0.0.1:" + server.port() + "/x");
            transport.get(target, Map.of());
            transport.post(target, Map.of(), new byte[0]);
            transport.get(target, Map.of());

            assertThat(server.requests()).hasSize(3);
            assertThat(watch.millis()).isEqualTo(500);
        }
    }

    @Test
    void sendsNothingWhereTheWaitIsInterrupted() throws Exception {
        HostRates interrupted = HostRates.of(1, watch, nanos -> {
            throw new InterruptedException();
        });
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.answer("200 OK", "{}"));
                Transport transport = new Transport(Timeouts.standard(), 1, Reach.direct(true), interrupted)) {
            URI target = URI.create("http://127.0.0.1:" + server.port() + "/x");
            transport.get(target, Map.of());
            Delivery second = transport.get(target, Map.of());

            assertThat(Thread.interrupted()).isTrue();
            assertThat(second).isEqualTo(new Delivery.NotSent(Faults.stopped()));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void sendsNothingWhereItIsClosedDuringTheWait() throws Exception {
        List<Transport> closing = new ArrayList<>();
        HostRates rates = HostRates.of(1, watch, nanos -> closing.get(0).close());
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.answer("200 OK", "{}"));
                Transport transport = new Transport(Timeouts.standard(), 1, Reach.direct(true), rates)) {
            closing.add(transport);
            URI target = URI.create("http://127.0.0.1:" + server.port() + "/x");
            transport.get(target, Map.of());

            assertThat(transport.get(target, Map.of())).isEqualTo(new Delivery.NotSent(Faults.stopped()));
            assertThat(server.requests()).hasSize(1);
        }
    }
}
