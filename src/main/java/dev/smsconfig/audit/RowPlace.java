package dev.smsconfig.audit;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Where in its table a row lies, as H2 numbers it ({@code _ROWID_}), in the order in which rows were written. H2 reads in
 * this order in two thirds of the time that it takes by an index, for whose every entry it looks up the row. Nothing else
 * keeps rows so, so whoever reads them so has to notice another order.
 */
final class RowPlace {

    private static final String KNOWN_BY = "H2";

    private long next;

    /** The first of a table. */
    RowPlace() {
        this(Long.MIN_VALUE);
    }

    RowPlace(long next) {
        this.next = next;
    }

    /** Whether the database tells it. */
    static boolean isKnown(JdbcTemplate jdbc) {
        return KNOWN_BY.equals(jdbc.execute((ConnectionCallback<String>)
                connection -> connection.getMetaData().getDatabaseProductName()));
    }

    /** The first place from which on nothing was read. */
    long value() {
        return next;
    }

    void after(long place) {
        next = place + 1;
    }
}
