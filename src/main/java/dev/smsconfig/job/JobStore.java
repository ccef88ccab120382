package dev.smsconfig.job;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.smsconfig.audit.AuditTrail;
import dev.smsconfig.audit.CommitLedger;
import dev.smsconfig.audit.ResultRecorder;
import dev.smsconfig.audit.RunLedger;
import dev.smsconfig.audit.TenantLedger;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
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

    /** H2's error code for a database that another process has open. */
    private static final int DATABASE_ALREADY_OPEN = 90020;

    private static final int CONNECTIONS = PARTITIONS + 6;

    private final HikariDataSource dataSource;
    private final JdbcTemplate jdbc;
    private final JdbcTransactionManager transactionManager;
    private final JobRepository jobRepository;
    private final AuditTrail trail;
    private final Clock clock;

    private JobStore(HikariDataSource dataSource, Clock clock) throws Exception {
        this.dataSource = dataSource;
        this.clock = clock;
        Flyway.configure()
                .dataSource(dataSource)
                .javaMigrations(new BatchSchemaMigration())
                .load()
                .migrate();
        jdbc = new JdbcTemplate(dataSource);
        transactionManager = new JdbcTransactionManager(dataSource);
        jobRepository = makeJobRepository();
        trail = new AuditTrail(jdbc, clock);
        ownTransaction().executeWithoutResult(status -> trail.begin());
    }

    /**
     * Opens the embedded repository in a work folder, and makes it where there is none.
     *
     * @param folder an existing folder; the database is {@code repository.mv.db} in it
     * @throws RepositoryUnavailableException where another process has it open, or it can't be read or written
     */
    public static JobStore embedded(Path folder, Clock clock) {
        HikariConfig config = new HikariConfig();
        // WRITE_DELAY=0: without it a kill loses up to half a second of committed work.
        // DB_CLOSE_ON_EXIT=FALSE: a run that is being stopped still has to write while the JVM shuts down.
        config.setJdbcUrl("jdbc:h2:file:" + folder.toAbsolutePath().resolve("repository")
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=30000");
        config.setUsername("sa");
        config.setPassword("");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setPoolName("repository");
        return open(config, clock);
    }

    private static JobStore open(HikariConfig config, Clock clock) {
        // a negative timeout tries to connect when the pool is asked, so that every failure comes out below
        config.setInitializationFailTimeout(-1);
        HikariDataSource dataSource = new HikariDataSource(config);
        try {
            probe(config);
            return new JobStore(dataSource, clock);
        } catch (Exception e) {
            dataSource.close();
            throw new RepositoryUnavailableException(isInUse(e), e);
        }
    }

    /** Connects once outside the pool, which would try again for half a minute. */
    private static void probe(HikariConfig config) throws SQLException {
        DriverManager.getConnection(config.getJdbcUrl(), config.getUsername(), config.getPassword())
                .close();
    }

    private static boolean isInUse(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == DATABASE_ALREADY_OPEN) {
                return true;
            }
        }
        return false;
    }

    private JobRepository makeJobRepository() throws Exception {
        JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
        factory.setDataSource(dataSource);
        factory.setTransactionManager(transactionManager);
        // Serializable, the default, makes unrelated launches fail on PostgreSQL; one run at a time is our own lock's
        // work.
        factory.setIsolationLevelForCreateEnum(org.springframework.transaction.annotation.Isolation.READ_COMMITTED);
        factory.afterPropertiesSet();
        return factory.getObject();
    }

    public RunLedger runs() {
        return new RunLedger(jdbc);
    }

    public TenantLedger tenants() {
        return new TenantLedger(jdbc);
    }

    public CommitLedger commits() {
        return new CommitLedger(jdbc);
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

    Clock clock() {
        return clock;
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
