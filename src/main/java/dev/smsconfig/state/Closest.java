package dev.smsconfig.state;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what was probably meant by a name that there is not. */
public final class Closest {

    private static final int MAX_DISTANCE = 2;

    private Closest() {}

    /** The candidate that is at most two edits away, the first of the nearest; case does not count. */
    public static Optional<String> to(String name, Collection<String> candidates) {
        String closest = null;
        int least = MAX_DISTANCE + 1;
        for (String candidate : candidates) {
            int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            // two edits turn any three letters into most others: no hint is better than a random one
            if (distance < least && distance < (candidate.length() + 1) / 2) {
                closest = candidate;
                least = distance;
            }
        }
        return Optional.ofNullable(closest);
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
