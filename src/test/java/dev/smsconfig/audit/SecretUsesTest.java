package dev.smsconfig.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.state.SecretPurpose;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SecretUsesTest {

    private final SecretUses uses = new SecretUses();
    private final List<AuditEvent> told = new ArrayList<>();

    private static SecretUse use(String path, SecretPurpose purpose) {
        return new SecretUse(new SecretReference("file", path), "v1", purpose, true);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> secrets(List<AuditEvent> events) {
        return events.stream()
                .flatMap(event -> ((List<Map<String, Object>>)
                                Objects.requireNonNull(event.body().get("secrets")))
                        .stream())
                .toList();
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new HashMap<>();
        secrets(told)
                .forEach(one -> counts.merge(
                        one.get("reference") + " " + one.get("purpose"), (Long) one.get("count"), Long::sum));
        return counts;
    }

    @Test
    void tellsWhichSecretWasReadFromWhereInWhichVersionAndWhatFor() {
        uses.accept(
                new SecretUse(SecretReference.parse("ref+vault://kv/sms#/password"), "7", SecretPurpose.SAVE, true));
        uses.tellFirst("r1", told::addAll);
        assertThat(told).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(AuditEvent.Type.SECRET_ACCESS);
            assertThat(event.runId()).isEqualTo("r1");
        });
        assertThat(secrets(told))
                .containsExactly(Map.of(
                        "reference", "ref+vault://kv/sms#/password",
                        "store", "vault",
                        "version", "7",
                        "purpose", "SAVE",
                        "found", true,
                        "count", 1L));
    }

    @Test
    void whatIsReadAgainIsToldOnceAtTheEndWithItsCount() {
        for (int i = 0; i < 5; i++) {
            uses.accept(use("/a", SecretPurpose.COMPARE));
            uses.tellFirst("r1", told::addAll);
        }
        assertThat(told).hasSize(1);
        uses.tellAll("r1", told::addAll);
        uses.tellAll("r1", told::addAll);
        assertThat(told).hasSize(2);
        assertThat(counts()).containsExactly(Map.entry("ref+file:///a COMPARE", 5L));
    }

    @Test
    void anotherPurposeOrVersionIsToldOfItsOwn() {
        uses.accept(use("/a", SecretPurpose.COMPARE));
        uses.accept(use("/a", SecretPurpose.SAVE));
        uses.accept(new SecretUse(new SecretReference("file", "/a"), "v2", SecretPurpose.SAVE, true));
        uses.accept(new SecretUse(new SecretReference("file", "/a"), null, SecretPurpose.SAVE, false));
        uses.tellFirst("r1", told::addAll);
        assertThat(secrets(told)).hasSize(4);
    }

    @Test
    void whatCouldNotBeCommittedStaysUntold() {
        uses.accept(use("/a", SecretPurpose.SAVE));
        assertThatThrownBy(() -> uses.tellFirst("r1", events -> {
                    throw new IllegalStateException("no database");
                }))
                .hasMessage("no database");
        uses.tellFirst("r1", told::addAll);
        assertThat(counts()).containsExactly(Map.entry("ref+file:///a SAVE", 1L));
    }

    @Test
    void aLargeFleetIsToldInEventsOfBoundedSize() {
        for (int i = 0; i < 1001; i++) {
            uses.accept(use("/run/secrets/" + i, SecretPurpose.COMPARE));
        }
        for (int i = 0; i < 5; i++) {
            uses.accept(use("/" + "x".repeat(100_000) + i, SecretPurpose.COMPARE));
        }
        uses.tellAll("r1", told::addAll);
        assertThat(secrets(told)).hasSize(1006);
        assertThat(told)
                .allSatisfy(event ->
                        assertThat(CanonicalJson.bytes(event.body()).length).isLessThan(1_000_000));
    }

    /** Whoever asks for its intents to be written has told what it read before. */
    @Test
    void manyThreadsLoseNoneAndCountRight() throws Exception {
        int threads = 8;
        int each = 2000;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Boolean> early = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int t = 0; t < threads; t++) {
            int thread = t;
            pool.execute(() -> {
                Random random = new Random(thread);
                for (int i = 0; i < each; i++) {
                    String path = "/" + random.nextInt(500);
                    uses.accept(use(path, SecretPurpose.SAVE));
                    if (i % 10 == 0) {
                        uses.tellFirst("r1", told::addAll);
                        synchronized (uses) {
                            early.add(counts().containsKey("ref+file://" + path + " SAVE"));
                        }
                    }
                }
            });
        }
        pool.shutdown();
        assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        uses.tellAll("r1", told::addAll);
        assertThat(counts().values().stream().mapToLong(Long::longValue).sum()).isEqualTo((long) threads * each);
        assertThat(early).hasSize(threads * each / 10).containsOnly(true);
    }
}
