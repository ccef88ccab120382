package dev.smsconfig.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.smsconfig.TestPostgres;
import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.CheckpointLedger;
import dev.smsconfig.audit.HardeningScript;
import dev.smsconfig.audit.StoredCheckpoint;
import dev.smsconfig.audit.TrailPruner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class HardeningTest {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String RAISED = "P0001";
    private static final int EVENTS = 5;

    private static HardenedRepository repository;

    @BeforeAll
    static void hardenOneWithEvents() {
        repository = withEvents();
    }

    private static HardenedRepository withEvents() {
        HardenedRepository made = HardenedRepository.create();
        try (JobStore store = open(made, made.runtime())) {
            List<AuditEvent> events = IntStream.range(0, EVENTS)
                    .mapToObj(i -> new AuditEvent(AuditEvent.Type.RUN_STARTED, "run", null, Map.of("n", i)))
                    .toList();
            store.ownTransaction().executeWithoutResult(s -> store.trail().append(events));
            CheckpointLedger ledger = new CheckpointLedger(new JdbcTemplate(store.dataSource()));
            StoredCheckpoint checkpoint =
                    new StoredCheckpoint(EVENTS, new byte[32], new byte[0], "run", "key", "note", Instant.EPOCH, null);
            ledger.insert(checkpoint);
            ledger.exported(checkpoint, "/elsewhere");
            assertThat(ledger.all()).extracting(StoredCheckpoint::exportedTo).containsExactly("/elsewhere/5-run.note");
        }
        return made;
    }

    private static JobStore open(HardenedRepository repository, String role) {
        return JobStore.open(RepositoryConnection.postgresql(repository.url(), role, null), Clock.systemUTC());
    }

    private static String stateOfRefusal(HardenedRepository repository, String role, String sql) {
        SQLException refusal = catchThrowableOfType(SQLException.class, () -> repository.attempt(role, sql));
        if (refusal == null) {
            throw new AssertionError("not refused: " + sql);
        }
        return refusal.getSQLState();
    }

    private static JdbcTemplate administrator(HardenedRepository repository) {
        return new JdbcTemplate(new DriverManagerDataSource(repository.url(), TestPostgres.USER, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_event SET run_id = 'other' WHERE seq = 1",
                "UPDATE audit_event SET run_id = 'other' WHERE FALSE",
                "DELETE FROM audit_event WHERE seq = 1",
                "TRUNCATE audit_event",
                "UPDATE audit_checkpoint SET note = 'other'",
                "DELETE FROM audit_checkpoint",
                "TRUNCATE audit_checkpoint",
                "DELETE FROM audit_head",
                "TRUNCATE audit_head",
                "UPDATE audit_head SET next_seq = next_seq - 1",
                "UPDATE audit_head SET entry_hash = '\\x00'",
                "UPDATE audit_head SET id = 2"
            })
    void evidenceIsChangedByNeitherRole(String sql) {
        assertThat(stateOfRefusal(repository, repository.runtime(), sql)).isEqualTo(INSUFFICIENT_PRIVILEGE);
        assertThat(stateOfRefusal(repository, repository.owner(), sql)).isEqualTo(INSUFFICIENT_PRIVILEGE);
        assertThat(stateOfRefusal(repository, TestPostgres.USER, "SET session_replication_role = replica; " + sql))
                .isEqualTo(INSUFFICIENT_PRIVILEGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN; SET LOCAL smsconfig.maintenance = 'prune'; DELETE FROM audit_event WHERE seq < 1; COMMIT",
                "ALTER TABLE audit_event DISABLE TRIGGER ALL",
                "DROP TABLE audit_event",
                "DROP FUNCTION audit_refuse() CASCADE",
                "CREATE TABLE mine (id INTEGER)",
                "INSERT INTO audit_head VALUES (2, 0, '\\x00')",
                "UPDATE run_result SET outcome = 'CONVERGED'",
                "DELETE FROM run",
                "DELETE FROM flyway_schema_history",
                "INSERT INTO flyway_schema_history SELECT * FROM flyway_schema_history"
            })
    void theJobHasNoRightTo(String sql) {
        assertThat(stateOfRefusal(repository, repository.runtime(), sql)).isEqualTo(INSUFFICIENT_PRIVILEGE);
    }

    /** What only the owner may do, whose commands say so. */
    private static final Set<String> OF_THE_OWNER = Set.of("DELETE audit_event", "DELETE audit_personal");

    @Test
    void theJobHasTheRightsThatItsStatementsNeed() throws IOException {
        Pattern statement = Pattern.compile("\"(INSERT INTO|UPDATE|DELETE FROM) ([a-z_]+) ");
        Set<String> needed = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                statement
                        .matcher(Files.readString(source))
                        .results()
                        .forEach(found -> needed.add(found.group(1).split(" ")[0] + " " + found.group(2)));
            }
        }
        needed.removeAll(OF_THE_OWNER);
        needed.remove("INSERT audit_head"); // made by whoever makes the tables
        assertThat(needed).contains("UPDATE audit_head", "INSERT audit_event", "DELETE lease");
        for (String right : needed) {
            String[] parts = right.split(" ");
            // a right on a column is enough to update it; there is none to delete
            String check = parts[0].equals("DELETE") ? "has_table_privilege" : "has_any_column_privilege";
            assertThat(administrator(repository)
                            .queryForObject(
                                    "SELECT " + check + "(?, ?, ?)",
                                    Boolean.class,
                                    repository.runtime(),
                                    parts[1],
                                    parts[0]))
                    .as(right)
                    .isTrue();
        }
    }

    @Test
    void theOldestEventsArePrunedWhereATransactionSaysSo() {
        HardenedRepository pruned = withEvents();
        prune(pruned, "seq < 2");
        assertThat(administrator(pruned).queryForList("SELECT seq FROM audit_event ORDER BY seq", Long.class))
                .containsExactly(2L, 3L, 4L);
        assertThat(stateOfRefusal(pruned, pruned.owner(), "DELETE FROM audit_event WHERE seq = 2"))
                .as("the next transaction has to say so again")
                .isEqualTo(INSUFFICIENT_PRIVILEGE);
    }

    @Test
    void theToolPrunesAsTheOwnerOnly() {
        HardenedRepository pruned = withEvents();
        try (JobStore store = open(pruned, pruned.runtime())) {
            assertThatThrownBy(() -> prune(store)).isInstanceOf(DataAccessException.class);
        }
        try (JobStore store = open(pruned, pruned.owner())) {
            assertThat(prune(store)).isEqualTo(3);
        }
    }

    private static Integer prune(JobStore store) {
        return store.ownTransaction().execute(s -> new TrailPruner(store.jdbc()).removeBefore(3));
    }

    private static void prune(HardenedRepository repository, String condition) {
        repository.execute(repository.owner(), pruning(condition));
    }

    private static String pruning(String condition) {
        return "BEGIN; SET LOCAL smsconfig.maintenance = 'prune'; DELETE FROM audit_event WHERE " + condition
                + "; COMMIT";
    }

    @ParameterizedTest
    @ValueSource(strings = {"seq = 1", "seq > 2", "seq IN (0, 2)", "TRUE"})
    void nothingButTheOldestIsEverPruned(String condition) {
        assertThat(stateOfRefusal(repository, repository.owner(), pruning(condition)))
                .isEqualTo(INSUFFICIENT_PRIVILEGE);
    }

    @Test
    void whoMayPruneMayNotEdit() {
        assertThat(
                        stateOfRefusal(
                                repository,
                                repository.owner(),
                                "BEGIN; SET LOCAL smsconfig.maintenance = 'prune'; UPDATE audit_event SET body = '\\x00'; COMMIT"))
                .isEqualTo(INSUFFICIENT_PRIVILEGE);
    }

    @Test
    void aSecondTimeItChangesNothing() {
        HardenedRepository twice = HardenedRepository.create();
        List<Map<String, Object>> once = catalogue(twice);
        twice.harden();
        assertThat(catalogue(twice)).isEqualTo(once).isNotEmpty();
    }

    private static List<Map<String, Object>> catalogue(HardenedRepository repository) {
        return administrator(repository)
                .queryForList("SELECT 'relation' AS kind, relname::text AS name, relowner::regrole::text AS detail,"
                        + " relacl::text AS acl FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                        + " UNION ALL SELECT 'trigger', tgname::text, pg_get_triggerdef(oid), tgenabled::text"
                        + " FROM pg_trigger WHERE NOT tgisinternal"
                        + " UNION ALL SELECT 'function', proname::text, prosrc, proowner::regrole::text FROM pg_proc"
                        + " WHERE pronamespace = 'public'::regnamespace ORDER BY 1, 2, 3");
    }

    @Test
    void theJobsOwnTablesBecomeTheOwners() {
        HardenedRepository grown = HardenedRepository.unhardened(TestPostgres.newDatabase());
        JdbcTemplate jdbc = administrator(grown);
        jdbc.execute("CREATE ROLE \"" + grown.runtime() + "\" LOGIN");
        jdbc.execute("GRANT CREATE ON SCHEMA public TO \"" + grown.runtime() + "\"");
        open(grown, grown.runtime()).close();
        grown.harden();
        assertThat(jdbc.queryForList(
                        "SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class WHERE relnamespace ="
                                + " 'public'::regnamespace AND relkind IN ('r', 'S')",
                        String.class))
                .containsExactly(grown.owner());
        assertThat(stateOfRefusal(grown, grown.runtime(), "DROP TABLE audit_event"))
                .isEqualTo(INSUFFICIENT_PRIVILEGE);
        assertThat(stateOfRefusal(grown, grown.runtime(), "CREATE TABLE mine (id INTEGER)"))
                .isEqualTo(INSUFFICIENT_PRIVILEGE);
        open(grown, grown.runtime()).close();
    }

    @Test
    void anEventIsAddedByTheJobAndByTheOwner() {
        HardenedRepository both = withEvents();
        try (JobStore store = open(both, both.owner())) {
            store.ownTransaction()
                    .executeWithoutResult(s -> assertThat(store.trail()
                                    .append(List.of(new AuditEvent(AuditEvent.Type.RUN_SEALED, "run", null, Map.of()))))
                            .isEqualTo(EVENTS));
        }
    }

    @Test
    void aRoleThatNothingHoldsIsRefused() {
        HardenedRepository hollow = HardenedRepository.unhardened(PostgresqlRepositories.fresh());
        JdbcTemplate jdbc = administrator(hollow);
        String runtime = "\"" + hollow.runtime() + "\"";
        jdbc.execute("CREATE ROLE " + runtime + " LOGIN SUPERUSER");
        assertThatThrownBy(hollow::harden).hasMessageContaining("superuser");
        jdbc.execute("ALTER ROLE " + runtime + " NOSUPERUSER");
        String database = TestPostgres.nameOf(hollow.url());
        jdbc.execute("ALTER DATABASE " + database + " OWNER TO " + runtime);
        assertThatThrownBy(hollow::harden).hasMessageContaining("owns the database");
        jdbc.execute("ALTER DATABASE " + database + " OWNER TO " + TestPostgres.USER);
        jdbc.execute("ALTER SCHEMA public OWNER TO " + runtime);
        assertThatThrownBy(hollow::harden).hasMessageContaining("owns the schema");
        jdbc.execute("ALTER SCHEMA public OWNER TO " + TestPostgres.USER);
        hollow.harden();
        jdbc.execute("GRANT " + quoted(hollow.owner()) + " TO " + runtime);
        assertThatThrownBy(hollow::harden).hasMessageContaining("is a member of");
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    @Test
    void aDatabaseWithoutARepositoryIsRefusedAndLeftAsItWas() {
        HardenedRepository empty = HardenedRepository.unhardened(TestPostgres.newDatabase());
        assertThat(stateOfRefusal(
                        empty, TestPostgres.USER, new HardeningScript(empty.owner(), empty.runtime(), "public").text()))
                .isEqualTo(RAISED);
        assertThat(administrator(empty)
                        .queryForList("SELECT rolname FROM pg_roles WHERE rolname = ?", String.class, empty.runtime()))
                .isEmpty();
    }

    @Test
    void tablesOfAnEarlierVersionAreLeftToTheirOwnerWhoIsTold() {
        HardenedRepository earlier = HardenedRepository.unhardened(TestPostgres.newDatabase());
        Flyway.configure()
                .dataSource(new DriverManagerDataSource(earlier.url(), TestPostgres.USER, ""))
                .javaMigrations(new BatchSchemaMigration())
                .target("9")
                .load()
                .migrate();
        earlier.harden();
        RepositoryUnavailableException refusal = catchThrowableOfType(
                RepositoryUnavailableException.class,
                () -> open(earlier, earlier.runtime()).close());
        assertThat(refusal.reason()).contains("let their owner open it once", "audit hardening");
        open(earlier, earlier.owner()).close();
        earlier.harden();
        open(earlier, earlier.runtime()).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "a'b", "pg_monitor", "same", "Æææææææææææææææææææææææææææææææææææææ"})
    void aNameThatIsNoneIsRefused(String name) {
        assertThatThrownBy(() -> new HardeningScript(name, "same", "public"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
