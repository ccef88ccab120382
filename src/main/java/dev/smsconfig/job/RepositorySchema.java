package dev.smsconfig.job;

import java.util.Arrays;
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

    private RepositorySchema() {}

    static void migrate(DataSource dataSource) {
        Flyway flyway = Flyway.configure()
                .dataSource(dataSource)
                .javaMigrations(new BatchSchemaMigration())
                .load();
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
