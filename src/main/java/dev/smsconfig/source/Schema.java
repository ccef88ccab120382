package dev.smsconfig.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which fields a mapping may hold.
 *
 * @param known those this version reads
 * @param later those of the config format that a later version reads
 */
record Schema(List<String> known, List<String> later) {

    private static final int MAX_DISTANCE = 2;

    static Schema of(String... known) {
        return new Schema(List.of(known), List.of());
    }

    Schema and(List<String> names) {
        return new Schema(Stream.concat(known.stream(), names.stream()).toList(), later);
    }

    Schema later(String... names) {
        return new Schema(known, List.of(names));
    }

    /** Our name for what was probably meant. */
    @Nullable
    String closestTo(String name) {
        List<String> all = new ArrayList<>(known);
        all.addAll(later);
        String closest = null;
        int least = MAX_DISTANCE + 1;
        for (String candidate : all) {
            int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            // two edits turn any three letters into most others: no hint is better than a random one
            if (distance < least && distance < (candidate.length() + 1) / 2) {
                closest = candidate;
                least = distance;
            }
        }
        return closest;
    }

    /** Levenshtein's, given up early where the lengths alone decide. */
    private static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > MAX_DISTANCE) {
            return MAX_DISTANCE + 1;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
