package dev.smsconfig.report.run;

import java.util.ArrayList;
import java.util.List;

/** Tenants of which the same is to be said: how many, and the first of them by name. */
final class Members {

    /** More than this nobody reads; the CSV files have all. */
    static final int NAMED = 1000;

    private final List<String> names = new ArrayList<>();
    private int count;

    void add(String tenant) {
        count++;
        if (names.size() < NAMED) {
            names.add(tenant);
        }
    }

    int count() {
        return count;
    }

    /** {@code 1 tenant}, {@code 412 tenants}. */
    String counted() {
        return counted(count, "tenant");
    }

    static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    List<String> names(int most) {
        return names.subList(0, Math.min(most, names.size()));
    }

    /** How many are not among so many names. */
    int others(int most) {
        return count - names(most).size();
    }

    /** {@code A, B and 3 more}. */
    String text(int most) {
        String text = String.join(", ", names(most));
        return others(most) == 0 ? text : text + " and " + others(most) + " more";
    }
}
