package dev.smsconfig.job;

import com.zaxxer.hikari.HikariDataSource;
import dev.smsconfig.audit.AuditTrail;
import dev.smsconfig.audit.CheckpointLedger;
import dev.smsconfig.audit.CommitLedger;
import dev.smsconfig.audit.CoverageLedger;
import dev.smsconfig.audit.EventLog;
import dev.smsconfig.audit.GuardLedger;
import dev.smsconfig.audit.InventoryLookup;
import dev.smsconfig.audit.LedgerRows;
import dev.smsconfig.audit.Ledgers;
import dev.smsconfig.audit.OpenMatters;
import dev.smsconfig.audit.PeriodLedger;
import dev.smsconfig.audit.PersonErasure;
import dev.smsconfig.audit.PersonalLedger;
import dev.smsconfig.audit.ResultRecorder;
import dev.smsconfig.audit.RunLedger;
import dev.smsconfig.audit.SaveLedger;
import dev.smsconfig.audit.TenantLedger;
import dev.smsconfig.audit.TrailReader;
import dev.smsconfig.audit.TrailReading;
import dev.smsconfig.audit.TrendLedger;
import dev.smsconfig.audit.WaveLedger;
import dev.smsconfig.lease.Lease;
import dev.smsconfig.lease.LeaseTable;
import dev.smsconfig.lease.LeaseTerms;
import dev.smsconfig.verification.DatabaseSource;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The job repository: Spring Batch's tables and ours in one database, so that they commit together. */
public final class JobStore implements AutoCloseable {

    /** Partitions hold a connection each while they wait for servers; the rest is for intents and bookkeeping. */
    static final int PARTITIONS = 4;

    /** What the id begins with that stands in the trail for something done to the trail itself. */
    public static final String AUDIT_RUN = "audit-";

    static final int CONNECTIONS = PARTITIONS + 6;

    private static final DateTimeFormatter RUN_ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final HikariDataSource dataSource;
    private final JdbcTemplate jdbc;
    private final FencedTransactions transactionManager;
    private final JobRepository jobRepository;
    private final AuditTrail trail;
    private final Clock clock;
    private volatile @Nullable Checkpoints signing;

    private JobStore(HikariDataSource dataSource, Clock clock, Function<JdbcTemplate, AuditTrail> trails)
            throws Exception {
        this.dataSource = dataSource;
        this.clock = clock;
        RepositorySchema.migrate(dataSource);
        jdbc = new JdbcTemplate(dataSource);
        transactionManager = new FencedTransactions(dataSource);
        jobRepository = makeJobRepository();
        trail = trails.apply(jdbc);
        trail.begin();
    }

    /**
     * Opens a repository and brings its tables up to date.
     *
     * @throws RepositoryUnavailableException where another process has it open, or it can't be reached, read or written
     */
    public static JobStore open(RepositoryConnection connection, Clock clock) {
        return open(connection, clock, jdbc -> new AuditTrail(jdbc, clock));
    }

    /** The same with another trail, to measure what it costs. */
    static JobStore open(RepositoryConnection connection, Clock clock, Function<JdbcTemplate, AuditTrail> trails) {
        @Nullable HikariDataSource dataSource = null;
        try {
            dataSource = connection.open();
            return new JobStore(dataSource, clock, trails);
        } catch (Exception e) {
            if (dataSource != null) {
                dataSource.close();
            }
            throw new RepositoryUnavailableException(e);
        }
    }

    /**
     * Opens the embedded repository in a work folder, and makes it where there is none.
     *
     * @param folder an existing folder
     * @throws RepositoryUnavailableException where another process has it open, or it can't be read or written
     */
    public static JobStore embedded(Path folder, Clock clock) {
        return open(RepositoryConnection.embedded(folder), clock);
    }

    private JobRepository makeJobRepository() throws Exception {
        JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
        factory.setDataSource(dataSource);
        // not the fenced one: Batch's own bookkeeping has versions that keep a run that was taken over from writing
        factory.setTransactionManager(new JdbcTransactionManager(dataSource));
        // Serializable, the default, makes unrelated launches fail on PostgreSQL; one run at a time is our own lock's
        // work.
        factory.setIsolationLevelForCreateEnum(org.springframework.transaction.annotation.Isolation.READ_COMMITTED);
        factory.afterPropertiesSet();
        return factory.getObject();
    }

    /** Whether that came of a repository that does not answer any more. */
    public static boolean isUnreachable(Throwable failure) {
        return FailureReason.isUnreachable(failure);
    }

    /** The id of a run that starts now. */
    public String newRunId() {
        String suffix = HexFormat.of().toHexDigits(RandomGenerator.getDefault().nextLong(), 6);
        return RUN_ID.format(clock.instant()) + "-" + suffix;
    }

    public RunLedger runs() {
        return new RunLedger(jdbc);
    }

    public TenantLedger tenants() {
        return new TenantLedger(jdbc);
    }

    public WaveLedger waves() {
        return new WaveLedger(jdbc);
    }

    public CoverageLedger coverage() {
        return new CoverageLedger(jdbc);
    }

    public SaveLedger saves() {
        return new SaveLedger(jdbc);
    }

    public TrendLedger trend() {
        return new TrendLedger(jdbc);
    }

    public GuardLedger guards() {
        return new GuardLedger(jdbc);
    }

    /** The leases, judged by these terms. */
    LeaseTable leases(LeaseTerms terms) {
        return new LeaseTable(jdbc, terms);
    }

    /** From now on every transaction proves that this lease is still held; null ends that. */
    void fencedBy(@Nullable Lease lease) {
        transactionManager.require(lease);
    }

    /** The lease of the run that is under way, or null. */
    @Nullable
    Lease lease() {
        return transactionManager.required();
    }

    /** From now on runs sign checkpoints of the trail so; null ends that. */
    public void signedBy(@Nullable Checkpoints checkpoints) {
        signing = checkpoints;
    }

    /** How runs sign the trail, or null where they don't. */
    @Nullable
    Checkpoints signing() {
        return signing;
    }

    public CheckpointLedger checkpoints() {
        return new CheckpointLedger(jdbc);
    }

    public EventLog eventLog() {
        return new EventLog(jdbc);
    }

    public InventoryLookup inventories() {
        return new InventoryLookup(jdbc);
    }

    /** The trail and what it is compared with, for verification. */
    public DatabaseSource evidence() {
        return new DatabaseSource(trailReader(), checkpoints(), new LedgerRows(jdbc), personal());
    }

    public TrailReader trailReader() {
        return new TrailReader(jdbc);
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    public CommitLedger commits() {
        return new CommitLedger(jdbc);
    }

    /** Everything that is kept of runs, to be looked at. */
    public Ledgers ledgers() {
        return new Ledgers(
                new PeriodLedger(jdbc),
                new OpenMatters(jdbc),
                new TrailReading(jdbc),
                new CheckpointLedger(jdbc),
                new PersonalLedger(jdbc),
                runs(),
                commits(),
                waves(),
                guards());
    }

    /** Reads everything as it was at one moment, whatever others write meanwhile. */
    public <T> T atOneMoment(Supplier<T> reading) {
        TransactionTemplate template = new TransactionTemplate(transactionManager);
        template.setReadOnly(true);
        template.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        return Objects.requireNonNull(template.execute(status -> reading.get()));
    }

    DataSource dataSource() {
        return dataSource;
    }

    AuditTrail trail() {
        return trail;
    }

    ResultRecorder recorder() {
        return new ResultRecorder(jdbc, trail, clock);
    }

    JobRepository jobRepository() {
        return jobRepository;
    }

    PlatformTransactionManager transactionManager() {
        return transactionManager;
    }

    /** A transaction that commits on its own, whatever the caller is in. */
    TransactionTemplate ownTransaction() {
        TransactionTemplate template = new TransactionTemplate(transactionManager);
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return template;
    }

    /** What time it is where the database runs. */
    Instant databaseTime() {
        TransactionTemplate alone = ownTransaction();
        alone.setReadOnly(true);
        Timestamp now = alone.execute(
                status -> Objects.requireNonNull(jdbc.queryForObject("SELECT CURRENT_TIMESTAMP", Timestamp.class)));
        return Objects.requireNonNull(now).toInstant();
    }

    /** What is personal in the trail. */
    public PersonalLedger personal() {
        return new PersonalLedger(jdbc);
    }

    PersonErasure erasure() {
        return new PersonErasure(jdbc, trail);
    }

    /**
     * Has an embedded database write its file anew, so that nothing of deleted rows is left in it; the repository is closed
     * by that. A server does it when it vacuums.
     */
    void compact() {
        if (dataSource.getJdbcUrl().startsWith(RepositoryConnection.EMBEDDED)) {
            jdbc.execute("SHUTDOWN COMPACT");
        }
    }

    Clock clock() {
        return clock;
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
