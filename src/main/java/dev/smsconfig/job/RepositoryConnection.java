package dev.smsconfig.job;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.smsconfig.state.Secret;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** How the database of a job repository is reached. */
public final class RepositoryConnection {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** With what the address of an embedded database begins. */
    static final String EMBEDDED = "jdbc:h2:file:";

    private final HikariConfig config;

    private RepositoryConnection(HikariConfig config) {
        this.config = config;
        config.setMaximumPoolSize(JobStore.CONNECTIONS);
        config.setPoolName("repository");
        // a negative timeout tries to connect when the pool is asked: who is refused is told by the probe
        config.setInitializationFailTimeout(-1);
    }

    /**
     * The embedded repository in a work folder; it is made where there is none.
     *
     * @param folder an existing folder; the database is {@code repository.mv.db} in it
     */
    public static RepositoryConnection embedded(Path folder) {
        // H2 looks each value up among those it read before, to save memory: a seventh of the time of a reader
        System.setProperty("h2.objectCache", System.getProperty("h2.objectCache", "false"));
        HikariConfig config = new HikariConfig();
        // WRITE_DELAY=0: without it a kill loses up to half a second of committed work.
        // DB_CLOSE_ON_EXIT=FALSE: a run that is being stopped still has to write while the JVM shuts down.
        config.setJdbcUrl(EMBEDDED + folder.toAbsolutePath().resolve("repository")
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=30000");
        config.setUsername("sa");
        config.setPassword("");
        return new RepositoryConnection(config);
    }

    /**
     * A database of a PostgreSQL server, which several processes may use at once.
     *
     * @param url {@code jdbc:postgresql://…}; its parameters win over what is set here
     * @param password null where the server asks for none
     */
    public static RepositoryConnection postgresql(String url, String username, @Nullable Secret password) {
        return postgresql(url, username, password, PATIENCE);
    }

    /** @param patience how long a connection is waited for, at least 250 ms */
    static RepositoryConnection postgresql(String url, String username, @Nullable Secret password, Duration patience) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(username);
        config.setPassword(password == null ? null : password.expose());
        config.setConnectionTimeout(patience.toMillis());
        config.addDataSourceProperty("ApplicationName", "smsconfig");
        config.addDataSourceProperty("connectTimeout", "10");
        // a server that vanished without a word must not hold a run for ever
        config.addDataSourceProperty("socketTimeout", "60");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return new RepositoryConnection(config);
    }

    /** @throws SQLException where it can't be connected to */
    HikariDataSource open() throws SQLException {
        // an embedded database closes with its last connection, and opening it again takes as long as the first time
        try (Connection held = probe()) {
            HikariDataSource pool = new HikariDataSource(config);
            try {
                pool.getConnection().close();
                return pool;
            } catch (SQLException | RuntimeException e) {
                pool.close();
                throw e;
            }
        }
    }

    /** Connects once outside the pool, which would try again and again. */
    private Connection probe() throws SQLException {
        Properties properties = new Properties();
        properties.putAll(config.getDataSourceProperties());
        properties.setProperty("user", config.getUsername());
        String password = config.getPassword();
        if (password != null) {
            properties.setProperty("password", password);
        }
        return DriverManager.getConnection(config.getJdbcUrl(), properties);
    }
}
