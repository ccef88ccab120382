package dev.smsconfig.job;

import dev.smsconfig.TestPostgres;
import dev.smsconfig.audit.HardeningScript;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A job repository on PostgreSQL that the script has hardened, with two roles of its own. */
public final class HardenedRepository {

    private static final AtomicInteger ROLES = new AtomicInteger();

    private final String url;
    private final HardeningScript script;

    private HardenedRepository(String url, HardeningScript script) {
        this.url = url;
        this.script = script;
    }

    /** One whose roles have names that want quoting. */
    public static HardenedRepository create() {
        HardenedRepository made = unhardened(PostgresqlRepositories.fresh());
        made.harden();
        return made;
    }

    /** The same before the script was run. */
    static HardenedRepository unhardened(String url) {
        int number = ROLES.incrementAndGet();
        return new HardenedRepository(
                url, new HardeningScript("Own\"er $smsconfig$ \\ " + number, "Job %I " + number, "public"));
    }

    /** As a fleet.yaml has it. */
    public String url() {
        return url;
    }

    public String owner() {
        return script.owner();
    }

    public String runtime() {
        return script.runtime();
    }

    void harden() {
        execute(TestPostgres.USER, script.text());
    }

    /** Runs statements as a role; what it throws is a failure of the test. */
    void execute(String role, String sql) {
        try {
            attempt(role, sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs statements as a role. */
    void attempt(String role, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, role, "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
