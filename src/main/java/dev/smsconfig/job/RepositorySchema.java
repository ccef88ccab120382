package dev.smsconfig.job;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Brings the tables of a job repository up to date. */
final class RepositorySchema {

    /**
     * Of {@code V2} before an index in it got another name, which PostgreSQL asked for. Repositories made before are the
     * same in all that counts; any other checksum is a fault and is refused.
     */
    static final int V2_BEFORE_POSTGRESQL = -1699633399;

    /** Each migration that there is, with Flyway's checksum. */
    static final Set<String> ALL = Set.of(
            "1 null",
            "2 1863383499",
            "3 525008910",
            "4 696208561",
            "5 1770467488",
            "6 -789092544",
            "7 1826461121",
            "8 -1663776858",
            "9 -1645285184",
            "10 -552877145",
            "11 1817645106",
            "12 -1062661047",
            "13 -1947344482",
            "14 -1266091760");

    private static final String HISTORY = "flyway_schema_history";

    private RepositorySchema() {}

    static void migrate(DataSource dataSource) {
        if (!isUpToDate(dataSource)) {
            migrate(flyway(dataSource));
        }
    }

    static Flyway flyway(DataSource dataSource) {
        return Flyway.configure()
                .dataSource(dataSource)
                .javaMigrations(new BatchSchemaMigration())
                .load();
    }

    /** Asks the history itself: most commands find all as it should be, and Flyway takes longer to start than many of them. */
    static boolean isUpToDate(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            // PostgreSQL keeps a log of statements that fail
            try (ResultSet table = connection.getMetaData().getTables(null, connection.getSchema(), HISTORY, null)) {
                if (!table.next()) {
                    return false;
                }
            }
            Set<String> applied = new HashSet<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT \"version\", \"checksum\" FROM \"" + HISTORY
                            + "\" WHERE \"success\" AND \"version\" IS NOT NULL")) {
                while (row.next()) {
                    applied.add(row.getString(1) + " " + row.getString(2));
                }
            }
            return applied.equals(ALL);
        } catch (SQLException e) {
            return false; // Flyway tells what it is
        }
    }

    private static void migrate(Flyway flyway) {
        try {
            flyway.migrate();
        } catch (FlywayValidateException e) {
            if (Arrays.stream(flyway.info().applied())
                    .noneMatch(applied -> Integer.valueOf(V2_BEFORE_POSTGRESQL).equals(applied.getChecksum()))) {
                throw e;
            }
            flyway.repair();
            flyway.migrate();
        }
    }
}
