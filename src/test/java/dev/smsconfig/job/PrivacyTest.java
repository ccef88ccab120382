package dev.smsconfig.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.EntryHash;
import dev.smsconfig.audit.Opening;
import dev.smsconfig.audit.PersonErasure;
import dev.smsconfig.audit.PersonErasure.Erased;
import dev.smsconfig.audit.PersonName;
import dev.smsconfig.audit.Personal;
import dev.smsconfig.audit.PersonalCheck;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunMoment;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.plan.Guard;
import dev.smsconfig.plan.GuardSettings;
import dev.smsconfig.plan.Overrides;
import dev.smsconfig.rollout.Approval;
import dev.smsconfig.rollout.FailureBudget;
import dev.smsconfig.rollout.Gate;
import dev.smsconfig.rollout.Wave;
import dev.smsconfig.state.LabelSelector;
import dev.smsconfig.state.Provenance;
import dev.smsconfig.state.Provenance.Evidence;
import dev.smsconfig.state.Provenance.Person;
import dev.smsconfig.state.ShareOrCount;
import dev.smsconfig.state.TenantId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/** A run that many people had to do with: what the trail keeps of them, and that they can be forgotten. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivacyTest {

    /** Everybody who has to do with it, as they are recorded. */
    private static final List<String> PEOPLE = List.of(
            "Ada Author",
            "ada@example.com",
            "Cid Committer",
            "cid@example.com",
            "Tia Trailer",
            "sia@example.com",
            "pia@example.com",
            "Abe Approver",
            "abe@example.com",
            "Rita Reasoner",
            "ole-override",
            "Oda Other",
            "operator-account",
            "jenkins-user",
            "Sue Subject");

    private static final Provenance COMMIT = new Provenance(
            "c0ffee",
            "7ee",
            new Person("Ada Author", "ada@example.com", RolloutRuns.START),
            new Person("Cid Committer", "cid@example.com", RolloutRuns.START),
            "Sender for Sue Subject",
            new Provenance.Signature(Evidence.VERIFIED, "sia@example.com", "SHA256:key", "against allowed signers"),
            List.of(new Provenance.Approval("Reviewed-by", "Tia Trailer <tia@example.com>", Evidence.CLAIMED)));

    @TempDir
    static Path folder;

    private RolloutRuns runs;
    private Run run;
    private TransactionStatus test;

    @BeforeAll
    void runWithApprovalAndOverride() {
        runs = new RolloutRuns(repository());
        runs.commit = COMMIT;
        runs.plan = new Run.CarriedPlan("ab".repeat(32), "20261123-020000-000000", "pia@example.com");
        Invocation known = Invocations.KNOWN;
        runs.invocation = new Invocation(
                known.tool(),
                new Invocation.Call(
                        List.of("resume", "--by", Personal.name("Abe Approver")), Map.of("SMSCONFIG_ENV", "test")),
                new Invocation.Caller(
                        "operator-account", "build-host", Map.of("BUILD_USER_ID", Personal.name("jenkins-user"))),
                null,
                known.zone());
        RunRequest request = request();
        run = runs.apply(request);
        assertThat(run.status()).isEqualTo(RunStatus.PAUSED);
        new Approvals(runs.store)
                .approve(
                        run.id(),
                        runs.wave(run, 1),
                        new Approval(
                                "Abe Approver",
                                "Rita Reasoner said so",
                                Evidence.VERIFIED,
                                "abe@example.com",
                                RolloutRuns.START));
        run = runs.resume(run, request);
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    }

    /** What every test is about: on H2 here, on others in subclasses. */
    RepositoryConnection repository() {
        return RepositoryConnection.embedded(folder);
    }

    private RunRequest request() {
        RunRequest plain = runs.request(
                runs.fleet("Acme", 1, 2),
                new FailureBudget(1, 100),
                new Wave("a", LabelSelector.parse("ring=a"), null, Gate.OPEN, null),
                new Wave("b", LabelSelector.parse("ring=b"), null, new Gate(Duration.ZERO, true), null),
                Wave.of("rest", LabelSelector.everything()));
        Map<TenantId, Provenance> commits =
                plain.desired().stream().collect(Collectors.toMap(state -> state.tenant(), state -> COMMIT));
        return new RunRequest(
                plain.desired(),
                plain.policies().withGuards(GuardSettings.STANDARD.withMaxChanged(ShareOrCount.parse("10%"))),
                plain.parallelism(),
                new Overrides(
                        Set.of(Guard.MAX_CHANGED),
                        "Oda Other asked for it",
                        "user ole-override, host build-host, process 7"),
                plain.pacing(),
                Basis.committed(commits));
    }

    @BeforeEach
    void beginTransaction() {
        test = runs.store.transactionManager().getTransaction(new DefaultTransactionDefinition());
    }

    /** Whatever a test erased or changed is there again for the next one. */
    @AfterEach
    void undo() {
        runs.store.transactionManager().rollback(test);
    }

    @AfterAll
    void close() {
        runs.close();
    }

    private JdbcTemplate jdbc() {
        return new JdbcTemplate(runs.store.dataSource());
    }

    private List<String> bodies() {
        return jdbc().query(
                        "SELECT body FROM audit_event ORDER BY seq",
                        (row, n) -> new String(row.getBytes(1), StandardCharsets.UTF_8));
    }

    private Erased erase(String person) {
        return runs.store.erasure().erase(new PersonName(person), new PersonErasure.Order("-", "request 17", null));
    }

    private PersonalCheck.Result check() {
        return runs.store.personal().check(0);
    }

    @Test
    void noEventNamesAnybody() {
        assertThat(bodies())
                .hasSizeGreaterThan(15)
                .allSatisfy(body -> assertThat(body).doesNotContainIgnoringCase(PEOPLE.toArray(String[]::new)));
    }

    @Test
    void reportsNameEverybody() {
        String told = runs.store.waves().moments(run.id()).stream()
                .map(RunMoment::body)
                .map(Map::toString)
                .collect(Collectors.joining("\n"));
        assertThat(told).contains(PEOPLE).doesNotContain(Personal.ERASED, Opening.PREFIX);
    }

    @Test
    void theSameNameHasAnotherCommitmentEachTime() {
        Set<String> seen = new java.util.HashSet<>();
        for (String body : bodies()) {
            java.util.regex.Matcher commitment =
                    java.util.regex.Pattern.compile("sha256:[0-9a-f]{64}").matcher(body);
            while (commitment.find()) {
                assertThat(seen.add(commitment.group())).isTrue();
            }
        }
        assertThat(seen).hasSize(check().present());
    }

    @Test
    void everyClearValueIsWhatWasCommittedTo() {
        PersonalCheck.Result check = check();
        assertThat(check.present()).isGreaterThan(20);
        assertThat(check).isEqualTo(new PersonalCheck.Result(check.present(), 0, List.of(), List.of()));
    }

    @Test
    void whoeverIsErasedStandsInNoTable() {
        for (String person : PEOPLE) {
            assertThat(erase(person).isNothing()).as(person).isEqualTo(isErasedWithAnother(person));
        }
        assertThat(everything())
                .doesNotContain(PEOPLE.stream()
                        .map(person -> person.toLowerCase(Locale.ROOT))
                        .toList());
    }

    /** Name and address go together. */
    private static boolean isErasedWithAnother(String person) {
        return Set.of("ada@example.com", "cid@example.com").contains(person);
    }

    /** Every value of every table, in lower case. */
    private String everything() {
        StringBuilder all = new StringBuilder();
        for (String table : jdbc().queryForList(
                        "SELECT table_name FROM information_schema.tables WHERE UPPER(table_schema) = 'PUBLIC'",
                        String.class)) {
            for (Map<String, Object> row : jdbc().queryForList("SELECT * FROM \"" + table + "\"")) {
                row.values()
                        .forEach(value -> all.append(
                                        value instanceof byte[] bytes
                                                ? new String(bytes, StandardCharsets.UTF_8)
                                                : value)
                                .append('\n'));
            }
        }
        return all.toString().toLowerCase(Locale.ROOT);
    }

    @Test
    void erasingOneLeavesTheOthers() {
        erase("Abe Approver");
        String all = everything();
        assertThat(all).doesNotContain("abe approver");
        PEOPLE.stream()
                .filter(person -> !person.equals("Abe Approver"))
                .forEach(person -> assertThat(all).contains(person.toLowerCase(Locale.ROOT)));
    }

    @Test
    void reportsShowThatSomebodyWasErased() {
        erase("Abe Approver");
        assertThat(runs.store.waves().moments(run.id()))
                .filteredOn(moment -> moment.type().equals("APPROVED"))
                .singleElement()
                .satisfies(moment -> assertThat(moment.body())
                        .containsEntry("by", Personal.ERASED)
                        .containsEntry("reason", "Rita Reasoner said so"));
        assertThat(runs.wave(run, 1).approval()).extracting(Approval::by).isEqualTo(Personal.ERASED);
    }

    @Test
    void theChainStaysWhole() {
        List<Map<String, Object>> before = chain();
        PEOPLE.forEach(this::erase);
        List<Map<String, Object>> after = chain();
        assertThat(after).hasSizeGreaterThan(before.size());
        byte[] previous = EntryHash.first();
        for (Map<String, Object> row : after) {
            byte[] hash = EntryHash.of((Long) Objects.requireNonNull(row.get("seq")), previous, (byte[])
                    Objects.requireNonNull(row.get("body")));
            assertThat((byte[]) row.get("entry_hash")).isEqualTo(hash);
            previous = hash;
        }
        for (int i = 0; i < before.size(); i++) {
            assertThat((byte[]) after.get(i).get("body"))
                    .isEqualTo((byte[]) before.get(i).get("body"));
        }
    }

    private List<Map<String, Object>> chain() {
        return jdbc().query(
                        "SELECT seq, body, entry_hash FROM audit_event ORDER BY seq",
                        (row, n) -> Map.<String, Object>of(
                                "seq", row.getLong(1), "body", row.getBytes(2), "entry_hash", row.getBytes(3)));
    }

    @Test
    void anErasureIsAnEventWithoutTheName() {
        Erased erased = erase("Ada Author");
        RunMoment event = runs.store.waves().moments("-").get(0);
        assertThat(event.type()).isEqualTo("PERSONAL_ERASED");
        assertThat(event.body()).containsEntry("values", erased.values()).containsEntry("reason", "request 17");
        assertThat((List<?>) event.body().get("commitments"))
                .hasSize(erased.values())
                .allSatisfy(commitment -> assertThat(String.valueOf(commitment)).startsWith(Opening.PREFIX));
    }

    @Test
    void erasedValuesAreCountedAndNothingIsLost() {
        int before = check().present();
        Erased erased = erase("Ada Author");
        PersonalCheck.Result check = check();
        // the reason of the erasure is one more
        assertThat(check)
                .isEqualTo(
                        new PersonalCheck.Result(before - erased.values() + 1, erased.values(), List.of(), List.of()));
    }

    @Test
    void theSecondTimeThereIsNothingToErase() {
        erase("Ada Author");
        int events = bodies().size();
        assertThat(erase("ADA AUTHOR").isNothing()).isTrue();
        assertThat(bodies()).hasSize(events);
    }

    @Test
    void aDryRunFindsTheSameAndErasesNothing() {
        String before = everything();
        Erased found = runs.store.erasure().find(new PersonName("Ada Author"));
        assertThat(everything()).isEqualTo(before);
        assertThat(found).isEqualTo(erase("Ada Author"));
        assertThat(found.elsewhere()).containsOnlyKeys("run.provenance", "run_commit.provenance");
    }

    @Test
    void aClearValueThatWasChangedIsFound() {
        Long seq = jdbc().queryForObject(
                        "SELECT MIN(seq) FROM audit_personal WHERE clear_value = 'Abe Approver' AND path = '/by'",
                        Long.class);
        jdbc().update("UPDATE audit_personal SET clear_value = 'Abel' WHERE seq = ? AND path = '/by'", seq);
        assertThat(check().forged()).containsExactly(seq);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seq = seq + 1000",
                "path = '/elsewhere'",
                "salt = entry_hash",
                "clear_value = 'Pia Other'",
            })
    void everyColumnOfAClearValueIsVouchedFor(String change) {
        int changed = jdbc().update("UPDATE audit_personal SET "
                + change.replace("entry_hash", "(SELECT entry_hash FROM audit_head)") + " WHERE path = '/planSigner'");
        assertThat(changed).isPositive();
        assertThat(check().forged()).hasSize(changed);
    }

    @Test
    void aClearValueThatNobodyCommittedToIsFound() {
        jdbc().update(
                        "INSERT INTO audit_personal (seq, path, salt, clear_value) VALUES (2, '/by', ?, 'X')",
                        new byte[32]);
        assertThat(check().forged()).containsExactly(2L);
    }

    @Test
    void aClearValueThatIsGoneWithoutAWordIsLostNotErased() {
        Set<Long> gone = Set.copyOf(
                jdbc().queryForList("SELECT seq FROM audit_personal WHERE clear_value = 'Abe Approver'", Long.class));
        jdbc().update("DELETE FROM audit_personal WHERE clear_value = 'Abe Approver'");
        assertThat(check().lost()).isNotEmpty().hasSameElementsAs(gone);
        assertThat(check().erased()).isZero();
    }

    @Test
    void whatIsToldOfATenantHoldsNothingPersonal() {
        AuditEvent event = new AuditEvent(
                AuditEvent.Type.WRITE_OUTCOME, "r", new TenantId("T1"), Map.of("by", Personal.name("Ada Author")));
        assertThatThrownBy(() -> runs.store.trail().append(List.of(event)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatRollsBackLeavesNoClearValue() {
        AuditEvent event =
                new AuditEvent(AuditEvent.Type.APPROVED, "r", null, Map.of("by", Personal.name("Una Undone")));
        assertThatThrownBy(() -> runs.store.ownTransaction().executeWithoutResult(status -> {
                    runs.store.trail().append(List.of(event));
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertThat(everything()).doesNotContain("una undone");
    }

    @Test
    void oddTextsOpenToWhatTheyWere() {
        List<String> odd = new ArrayList<>(List.of("Zoë \uD83D\uDE00", "half \uD83D", "nul \0 here", "\"quoted\\"));
        odd.add("long ".repeat(2000));
        Map<String, Object> body =
                Map.of("people", odd.stream().map(Personal::name).toList(), "a/b~c", Personal.name("P"));
        runs.store.trail().append(List.of(new AuditEvent(AuditEvent.Type.APPROVED, "odd", null, body)));
        assertThat(check()).isEqualTo(new PersonalCheck.Result(check().present(), 0, List.of(), List.of()));
        RunMoment moment = runs.store.waves().moments("odd").get(0);
        assertThat(moment.body()).containsEntry("a/b~c", "P");
        assertThat((List<?>) moment.body().get("people")).first().isEqualTo(odd.get(0));
    }
}
