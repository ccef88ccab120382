package dev.smsconfig.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.CheckpointAnchor.Kept;
import dev.smsconfig.audit.CheckpointSigner;
import dev.smsconfig.audit.DiscontinuityException;
import dev.smsconfig.audit.ResultRecorder;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunLedger;
import dev.smsconfig.audit.StoredCheckpoint;
import dev.smsconfig.audit.StoredEvent;
import dev.smsconfig.audit.TenantResult;
import dev.smsconfig.audit.TrailHead;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.tlog.SignerKey;
import dev.smsconfig.tlog.TestSigners;
import dev.smsconfig.verification.Verification.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What verification says beside the classes of tampering, which {@link TamperTest} goes through. */
class VerifierTest {

    private static final SignerKey NEXT = TestSigners.signer("crm.example.com/sms", 13);

    @TempDir
    static Path folder;

    private static TestTrail trail;

    @BeforeAll
    static void open() {
        trail = TestTrail.onH2(folder);
    }

    @AfterAll
    static void close() {
        trail.close();
    }

    /** Two runs, then what the test does. */
    private static void after(Consumer<TestTrail> work) {
        trail.undoing(() -> {
            Random random = new Random(9);
            trail.clear();
            trail.run(random, TestTrail.KEY);
            trail.run(random, TestTrail.KEY);
            work.accept(trail);
        });
    }

    private static @Nullable Fault main(Verification verification) {
        Finding main = verification.main();
        return main == null ? null : main.fault();
    }

    @Test
    void timeThatGoesBackwardsIsAWarning() {
        after(t -> {
            t.advance(Duration.ofHours(-1));
            t.run(new Random(1), TestTrail.KEY);
            Verification verification = t.verify();
            assertThat(verification.verdict()).isEqualTo(Verdict.INTACT);
            assertThat(verification.warnings()).extracting(Finding::fault).containsExactly(Fault.CLOCK_REGRESSION);
            assertThat(verification.warnings().get(0).sequence())
                    .isEqualTo(t.runEnds().get(1));
        });
    }

    @Test
    void anAnnouncedSaveWithoutAnOutcomeKeepsARunFromBeingVerified() {
        after(t -> {
            long seq = t.size();
            t.trail()
                    .append(List.of(
                            new AuditEvent(AuditEvent.Type.WRITE_INTENT, "r", new TenantId("Cust1"), Map.of()),
                            new AuditEvent(AuditEvent.Type.RUN_SEALED, "r", null, Map.of("status", "COMPLETED"))));
            t.sign("r", TestTrail.KEY);
            Verification verification = t.verify();
            assertThat(verification.verdict()).isEqualTo(Verdict.UNVERIFIABLE);
            assertThat(verification.main())
                    .extracting(Finding::fault, Finding::sequence)
                    .containsExactly(Fault.INTENT_WITHOUT_OUTCOME, seq);
        });
    }

    @Test
    void aRunWithoutAnEndIsUnsealedUnlessItGoesOn() {
        after(t -> {
            String run = t.events().get(0).runId();
            t.event(AuditEvent.Type.RUN_RESUMED, run, Map.of());
            t.sign(run, TestTrail.KEY);
            assertThat(main(t.verify())).isEqualTo(Fault.RUN_UNSEALED);
            t.jdbc.update("UPDATE run SET status = 'RUNNING' WHERE run_id = ?", run);
            assertThat(t.verify().verdict()).isEqualTo(Verdict.INTACT);
        });
    }

    @Test
    void nothingIsIntactWithoutCheckpointsOrKeys() {
        after(t -> {
            assertThat(t.verify(List.of()).verdict()).isEqualTo(Verdict.UNVERIFIABLE);
            assertThat(main(t.verify(List.of(TestTrail.STRANGER.verifier())))).isEqualTo(Fault.UNKNOWN_KEY);
            t.jdbc.update("DELETE FROM audit_checkpoint");
            List<Kept> outside = Tampering.copy(t.outside());
            t.outside().clear();
            assertThat(t.verify().verdict()).isEqualTo(Verdict.UNVERIFIABLE);
            assertThat(t.verify().nothingChecked()).contains("no checkpoint");
            t.outside().addAll(outside);
            assertThat(t.verify().verdict()).isEqualTo(Verdict.INTACT);
        });
    }

    @Test
    void aWipedTrailIsAnOlderOne() {
        after(t -> {
            List<Kept> outside = Tampering.copy(t.outside());
            t.clear();
            assertThat(t.verify().verdict()).isEqualTo(Verdict.UNVERIFIABLE);
            t.outside().addAll(outside);
            assertThat(t.verify().main())
                    .extracting(Finding::fault, Finding::sequence)
                    .containsExactly(Fault.ROLLED_BACK, 0L);
        });
    }

    @Test
    void eventsAfterTheLastCheckpointAreOnlyHeldByTheChain() {
        after(t -> {
            long vouched = t.size();
            t.event(AuditEvent.Type.APPROVED, t.events().get(0).runId(), Map.of());
            Verification verification = t.verify();
            assertThat(verification.verdict()).isEqualTo(Verdict.INTACT);
            assertThat(verification.vouched()).isEqualTo(vouched);
            assertThat(verification.events()).isEqualTo(vouched + 1);
        });
    }

    private static void rotate(TestTrail t) {
        t.event(
                AuditEvent.Type.KEY_ROTATED,
                "audit-1",
                Map.of(
                        "before", TestTrail.KEY.verifier().text(),
                        "after", NEXT.verifier().text()));
        t.keep(new CheckpointSigner(t.jdbc, NEXT).sign("audit-1", TestTrail.KEY).orElseThrow());
    }

    @Test
    void eitherKeyOfAHandOverVerifiesTheWhole() {
        after(t -> {
            rotate(t);
            t.run(new Random(2), NEXT);
            for (SignerKey key : List.of(TestTrail.KEY, NEXT)) {
                Verification verification = t.verify(List.of(key.verifier()));
                assertThat(verification.findings()).isEmpty();
                assertThat(verification.vouched()).isEqualTo(t.size());
            }
        });
    }

    @Test
    void aHandOverThatOnlyTheNewKeySignedHandsNothingOver() {
        after(t -> {
            t.event(
                    AuditEvent.Type.KEY_ROTATED,
                    "audit-1",
                    Map.of(
                            "before", TestTrail.KEY.verifier().text(),
                            "after", NEXT.verifier().text()));
            t.keep(new CheckpointSigner(t.jdbc, NEXT).signAnew("audit-1").orElseThrow());
            assertThat(main(t.verify())).isEqualTo(Fault.UNKNOWN_KEY);
        });
    }

    @Test
    void aKeyThatHandedOverSignsNothingMore() {
        after(t -> {
            rotate(t);
            Assertions.assertThatThrownBy(() -> t.run(new Random(2), TestTrail.KEY))
                    .isInstanceOf(DiscontinuityException.class);
        });
        after(t -> {
            rotate(t);
            t.event(AuditEvent.Type.APPROVED, t.events().get(0).runId(), Map.of());
            Kept last = t.outside().get(t.outside().size() - 1);
            t.sign(t.events().get(0).runId(), NEXT);
            Kept bySuccessor = t.outside().remove(t.outside().size() - 1);
            String text = new String(bySuccessor.note(), StandardCharsets.UTF_8);
            String byRetired = dev.smsconfig.tlog.SignedNote.sign(
                            text.substring(0, text.indexOf("\n\n") + 1), List.of(TestTrail.KEY))
                    .toString();
            t.outside()
                    .add(new Kept(
                            "late",
                            bySuccessor.size(),
                            bySuccessor.runId(),
                            byRetired.getBytes(StandardCharsets.UTF_8)));
            assertThat(last.size()).isLessThan(bySuccessor.size());
            assertThat(main(t.verify())).isEqualTo(Fault.SIGNATURE_INVALID);
        });
    }

    /** A repository in which a run adds events while it is verified. */
    @Test
    void aTrailThatGrowsWhileItIsReadIsIntact() {
        after(t -> {
            DatabaseSource still = t.source();
            EventSource growing = new EventSource() {
                private int grown;

                @Override
                public List<StoredEvent> page(long from) {
                    List<StoredEvent> page = still.page(from);
                    if (page.isEmpty() && grown++ < 3) {
                        t.run(new Random(grown), TestTrail.KEY);
                    }
                    return page;
                }

                @Override
                public @Nullable TrailHead head() {
                    return still.head();
                }

                @Override
                public OptionalLong first() {
                    return still.first();
                }

                @Override
                public @Nullable Start start(long first) {
                    return still.start(first);
                }

                @Override
                public List<StoredCheckpoint> checkpoints() {
                    return still.checkpoints();
                }

                @Override
                public LedgerFacts ledger() {
                    return still.ledger();
                }
            };
            Verification verification = new Verifier(growing, t.outside(), List.of(TestTrail.KEY.verifier())).verify();
            assertThat(verification.findings()).isEmpty();
            assertThat(verification.verdict()).isEqualTo(Verdict.INTACT);
            assertThat(verification.events()).isEqualTo(t.size());
        });
    }

    @Test
    void anEventWithANumberBelowZeroIsStrange() {
        after(t -> {
            t.jdbc.update("INSERT INTO audit_event SELECT -5, run_id, event_type, tenant, occurred_at, body, prev_hash,"
                    + " entry_hash FROM audit_event WHERE seq = 4");
            assertThat(t.verify().verdict()).isEqualTo(Verdict.TAMPERED);
        });
    }

    @Test
    void aHeadRowThatIsMissingIsProof() {
        after(t -> {
            t.jdbc.update("DELETE FROM audit_head");
            t.trail().begin();
            assertThat(t.verify().verdict()).isEqualTo(Verdict.TAMPERED);
        });
    }

    @Test
    void aResultThatIsMissingOrMadeUpIsProof() {
        after(t -> {
            t.jdbc.update("DELETE FROM run_result WHERE seq = 1 AND attempt = 1");
            assertThat(main(t.verify())).isEqualTo(Fault.EDITED);
        });
        after(t -> {
            t.jdbc.update("INSERT INTO run_result (run_id, seq, attempt, outcome, requests, changes, unverifiable,"
                    + " event_seq, recorded_at) SELECT run_id, seq, 3, outcome, requests, changes, unverifiable, 1,"
                    + " recorded_at FROM run_result WHERE event_seq = 2");
            assertThat(t.verify().verdict()).isEqualTo(Verdict.TAMPERED);
        });
    }

    /** Most results are such; they are compared letter by letter, without being parsed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "outcome = 'STALE'",
                "requests = 2",
                "changes = '[{}]'",
                "changes = '[null]'",
                "changes = 'null'",
                "changes = '[{\"field\":\"a\",\"sensitive\":false}]'",
                "unverifiable = 'null'",
                "unverifiable = '[]'",
                "message = 'quiet'",
                "event_seq = event_seq + 1"
            })
    void aResultWithoutChangesThatWasEditedIsProof(String edit) {
        after(t -> {
            Run run = new RunLedger(t.jdbc).newest(1).get(0);
            Outcome quiet = new Outcome(
                    new TenantId("Cust0"),
                    OutcomeKind.IN_SYNC,
                    List.of(),
                    List.of("NsPluginConfig.key"),
                    1,
                    null,
                    null);
            new ResultRecorder(t.jdbc, t.trail(), Clock.systemUTC())
                    .record(run, AuditEvent.Type.TENANT_OBSERVED, List.of(new TenantResult(0, 9, quiet, null)));
            assertThat(t.verify().verdict()).isEqualTo(Verdict.INTACT);
            assertThat(t.jdbc.update("UPDATE run_result SET " + edit + " WHERE attempt = 9"))
                    .isEqualTo(1);
            assertThat(t.verify().verdict()).isEqualTo(Verdict.TAMPERED);
        });
    }

    @Test
    void aResultWhoseTenantWasExchangedIsProof() {
        after(t -> {
            t.jdbc.update("UPDATE run_tenant SET tenant = 'Other' WHERE seq = 1");
            assertThat(main(t.verify())).isEqualTo(Fault.EDITED);
        });
        after(t -> {
            t.jdbc.update("DELETE FROM run_tenant WHERE seq = 1");
            assertThat(main(t.verify())).isEqualTo(Fault.EDITED);
        });
    }

    /** Writes rows of a table anew, so that they come after all others in it. */
    private static void writeAnew(TestTrail t, String table, String where) {
        List<Map<String, Object>> rows = t.jdbc.queryForList("SELECT * FROM " + table + " WHERE " + where);
        assertThat(rows).isNotEmpty();
        t.jdbc.update("DELETE FROM " + table + " WHERE " + where);
        for (Map<String, Object> row : rows) {
            t.jdbc.update(
                    "INSERT INTO " + table + " (" + String.join(", ", row.keySet()) + ") VALUES ("
                            + String.join(", ", Collections.nCopies(row.size(), "?")) + ")",
                    row.values().toArray());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"seq = 0", "seq = 1", "event_seq > 0", "seq >= 0 ORDER BY event_seq DESC"})
    void resultsInAnotherOrderThanTheirEventsAreIntact(String which) {
        after(t -> {
            List<Map<String, Object>> rows = t.jdbc.queryForList("SELECT * FROM run_result WHERE " + which);
            rows.forEach(row -> writeAnew(t, "run_result", "event_seq = " + row.get("event_seq")));
            assertThat(t.verify().findings()).isEmpty();
            assertThat(t.verify().verdict()).isEqualTo(Verdict.INTACT);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"seq = 0", "seq = 1", "seq >= 0"})
    void tenantsInAnotherOrderThanTheirRunsAreIntact(String which) {
        after(t -> {
            writeAnew(t, "run_tenant", which);
            assertThat(t.verify().verdict()).isEqualTo(Verdict.INTACT);
        });
    }

    @Test
    void aResultThatWasEditedInAnotherOrderIsToldByItsEvent() {
        after(t -> {
            List<Long> events = t.jdbc.queryForList("SELECT event_seq FROM run_result ORDER BY event_seq", Long.class);
            t.jdbc.update("UPDATE run_result SET requests = 77 WHERE event_seq = ?", events.get(1));
            writeAnew(t, "run_result", "event_seq = " + events.get(1));
            writeAnew(t, "run_result", "event_seq = " + events.get(0));
            assertThat(t.verify().findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.sequence()).isEqualTo(events.get(1)));
        });
    }

    @Test
    void aMadeUpResultAfterOneOfALostEventIsToldToo() {
        after(t -> {
            long size = t.size();
            List<Long> events = t.jdbc.queryForList("SELECT event_seq FROM run_result ORDER BY event_seq", Long.class);
            for (long event : new long[] {size, events.get(0)}) {
                t.jdbc.update(
                        "INSERT INTO run_result (run_id, seq, attempt, outcome, requests, changes, unverifiable,"
                                + " event_seq, recorded_at) SELECT run_id, seq, ?, outcome, requests, changes,"
                                + " unverifiable, ?, recorded_at FROM run_result WHERE event_seq = ?",
                        10 + event,
                        event,
                        events.get(0));
            }
            assertThat(t.verify().findings()).extracting(Finding::sequence).contains(events.get(0), size);
        });
    }

    @Test
    void aSignerRefusesATrailThatIsNotTheOneItSigned() {
        CheckpointSigner signer = new CheckpointSigner(trail.jdbc, TestTrail.KEY);
        after(t -> {
            t.event(AuditEvent.Type.APPROVED, "r", Map.of());
            t.event(AuditEvent.Type.APPROVED, "r", Map.of());
            t.jdbc.update("DELETE FROM audit_event WHERE seq = ?", t.size() - 2);
            Assertions.assertThatThrownBy(() -> signer.sign("r")).isInstanceOf(DiscontinuityException.class);
        });
        after(t -> {
            t.event(AuditEvent.Type.APPROVED, "r", Map.of());
            t.jdbc.update("UPDATE audit_checkpoint SET frontier = root WHERE size = ?", t.size() - 1);
            Assertions.assertThatThrownBy(() -> signer.sign("r")).isInstanceOf(DiscontinuityException.class);
        });
        after(t -> {
            t.jdbc.update("UPDATE audit_head SET next_seq = next_seq - 1");
            Assertions.assertThatThrownBy(() -> signer.sign("r")).isInstanceOf(DiscontinuityException.class);
        });
        after(t -> {
            t.event(AuditEvent.Type.APPROVED, "r", Map.of());
            t.jdbc.update("UPDATE audit_head SET entry_hash = (SELECT prev_hash FROM audit_event WHERE seq = 0)");
            Assertions.assertThatThrownBy(() -> signer.sign("r")).isInstanceOf(DiscontinuityException.class);
        });
    }

    @Test
    void whatWasSignedIsNotSignedAgain() {
        after(t -> {
            int before = t.checkpoints().size();
            assertThat(new CheckpointSigner(t.jdbc, TestTrail.KEY).sign("r"))
                    .map(checkpoint -> checkpoint.size())
                    .contains(t.size());
            assertThat(t.checkpoints()).hasSize(before);
        });
    }
}
