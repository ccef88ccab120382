package dev.smsconfig.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.RunJournal;
import dev.smsconfig.audit.SecretUses;
import dev.smsconfig.reconcile.JournalUnavailableException;
import dev.smsconfig.reconcile.SaveIntent;
import dev.smsconfig.state.SecretPurpose;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretUse;
import dev.smsconfig.state.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class AuditTrailTest {

    @TempDir
    Path folder;

    private JobStore store;

    @BeforeEach
    void open() {
        store = JobStore.open(repository(), Clock.systemUTC());
    }

    /** What every test is about: on H2 here, on others in subclasses; the same for all of a test. */
    RepositoryConnection repository() {
        return RepositoryConnection.embedded(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static AuditEvent event(int i) {
        return new AuditEvent(AuditEvent.Type.WRITE_INTENT, "run", new TenantId("Cust" + i), Map.of("n", i));
    }

    private List<Map<String, Object>> rows() {
        return new JdbcTemplate(store.dataSource()).queryForList("SELECT * FROM audit_event ORDER BY seq");
    }

    @Test
    void numbersEventsWithoutGaps() {
        store.ownTransaction().executeWithoutResult(s -> store.trail().append(List.of(event(0), event(1))));
        assertThatThrownBy(() -> store.ownTransaction().executeWithoutResult(s -> {
                    store.trail().append(List.of(event(2)));
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        store.ownTransaction().executeWithoutResult(s -> store.trail().append(List.of(event(3))));
        assertThat(rows()).extracting(row -> row.get("SEQ")).containsExactly(0L, 1L, 2L);
    }

    @Test
    void eachHashCoversTheOneBefore() throws Exception {
        store.ownTransaction().executeWithoutResult(s -> store.trail().append(List.of(event(0), event(1), event(2))));
        byte[] previous = new byte[32];
        for (Map<String, Object> row : rows()) {
            assertThat((byte[]) row.get("PREV_HASH")).isEqualTo(previous);
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((byte) 0);
            digest.update("ssc-audit-v1".getBytes(StandardCharsets.US_ASCII));
            digest.update(ByteBuffer.allocate(8)
                    .putLong((Long) java.util.Objects.requireNonNull(row.get("SEQ")))
                    .array());
            digest.update(previous);
            digest.update((byte[]) row.get("BODY"));
            previous = digest.digest();
            assertThat((byte[]) row.get("ENTRY_HASH")).isEqualTo(previous);
        }
    }

    @Test
    void intentsOfManyThreadsAreAllCommittedBeforeTheyReturn() throws Exception {
        RunJournal journal = new RunJournal(store.trail(), store.ownTransaction(), "run", new SecretUses());
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                TenantId tenant = new TenantId("Cust" + i);
                all.add(threads.submit(() -> {
                    journal.aboutToSave(new SaveIntent(tenant, 1, List.of()));
                    Integer found = new JdbcTemplate(store.dataSource())
                            .queryForObject(
                                    "SELECT COUNT(*) FROM audit_event WHERE tenant = ?", Integer.class, tenant.value());
                    assertThat(found).isEqualTo(1);
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(rows()).hasSize(200);
    }

    @Test
    void anIntentThatCannotBeCommittedIsTold() {
        RunJournal journal = new RunJournal(store.trail(), store.ownTransaction(), "run", new SecretUses());
        new JdbcTemplate(store.dataSource()).execute("ALTER TABLE audit_event RENAME TO gone");
        assertThatThrownBy(() -> journal.aboutToSave(new SaveIntent(new TenantId("Cust1"), 1, List.of())))
                .isInstanceOf(JournalUnavailableException.class);
    }

    private static SecretUse use(String path) {
        return new SecretUse(new SecretReference("file", path), null, SecretPurpose.SAVE, true);
    }

    @Test
    void whatASaveReadsIsCommittedBeforeItsIntentAndOnce() {
        SecretUses uses = new SecretUses();
        RunJournal journal = new RunJournal(store.trail(), store.ownTransaction(), "run", uses);
        uses.accept(use("/a"));
        journal.aboutToSave(new SaveIntent(new TenantId("Cust1"), 1, List.of()));
        uses.accept(use("/a"));
        journal.aboutToSave(new SaveIntent(new TenantId("Cust2"), 1, List.of()));
        uses.accept(use("/b"));
        journal.aboutToSave(new SaveIntent(new TenantId("Cust3"), 1, List.of()));
        assertThat(rows())
                .extracting(row -> row.get("EVENT_TYPE"))
                .containsExactly("SECRET_ACCESS", "WRITE_INTENT", "WRITE_INTENT", "SECRET_ACCESS", "WRITE_INTENT");
    }

    @Test
    void whatWasReadForASaveThatCouldNotBeAnnouncedIsToldLater() {
        SecretUses uses = new SecretUses();
        RunJournal journal = new RunJournal(store.trail(), store.ownTransaction(), "run", uses);
        JdbcTemplate jdbc = new JdbcTemplate(store.dataSource());
        jdbc.execute("ALTER TABLE audit_event RENAME TO gone");
        uses.accept(use("/a"));
        assertThatThrownBy(() -> journal.aboutToSave(new SaveIntent(new TenantId("Cust1"), 1, List.of())))
                .isInstanceOf(JournalUnavailableException.class);
        jdbc.execute("ALTER TABLE gone RENAME TO audit_event");
        journal.aboutToSave(new SaveIntent(new TenantId("Cust1"), 1, List.of()));
        assertThat(rows()).extracting(row -> row.get("EVENT_TYPE")).containsExactly("SECRET_ACCESS", "WRITE_INTENT");
    }

    @Test
    void survivesReopening() {
        store.ownTransaction().executeWithoutResult(s -> store.trail().append(List.of(event(0))));
        store.close();
        open();
        store.ownTransaction().executeWithoutResult(s -> store.trail().append(List.of(event(1))));
        List<Map<String, Object>> rows = rows();
        assertThat(Arrays.equals((byte[]) rows.get(1).get("PREV_HASH"), (byte[])
                        rows.get(0).get("ENTRY_HASH")))
                .isTrue();
    }
}
