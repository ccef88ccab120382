package dev.smsconfig.sample;

import java.util.Locale;
import java.util.Map;

/** What a mask of rights grants: names of .NET flags with commas between, or a number (NetServer reference, ETableRight and EFieldRight). */
final class Mask {

    private static final int TABLE_UPDATE = 2;
    private static final int TABLE_FULL = 15;
    private static final int FIELD_WRITE = 2;

    /** ETableRight. */
    private static final Map<String, Integer> TABLE = Map.ofEntries(
            Map.entry("none", 0),
            Map.entry("select", 1),
            Map.entry("update", 2),
            Map.entry("insert", 4),
            Map.entry("delete", 8),
            Map.entry("filtering", 16),
            Map.entry("restrictedupdate", 32),
            Map.entry("r", 1),
            Map.entry("ur", 3),
            Map.entry("ri", 5),
            Map.entry("uri", 7),
            Map.entry("udr", 11),
            Map.entry("full", 15),
            Map.entry("f", 16),
            Map.entry("rf", 17),
            Map.entry("fi", 20),
            Map.entry("uru", 34),
            Map.entry("write", 38));

    /** EFieldRight; the hints grant nothing. */
    private static final Map<String, Integer> FIELD = Map.of("read", 1, "write", 2, "update", 3, "full", 3);

    private Mask() {}

    /** Whether ETableRight {@code mask} lets a row be changed. */
    static boolean permitsUpdate(String mask) {
        return (bits(mask, TABLE) & TABLE_UPDATE) != 0;
    }

    /** Whether ETableRight {@code mask} lacks nothing. */
    static boolean isFull(String mask) {
        return (bits(mask, TABLE) & TABLE_FULL) == TABLE_FULL;
    }

    /** Whether EFieldRight {@code mask} lets a field be changed. */
    static boolean permitsWrite(String mask) {
        return (bits(mask, FIELD) & FIELD_WRITE) != 0;
    }

    private static int bits(String mask, Map<String, Integer> names) {
        int bits = 0;
        for (String name : mask.strip().toLowerCase(Locale.ROOT).split("[,\\s]+")) {
            bits |= name.matches("[0-9]{1,9}") ? Integer.parseInt(name) : names.getOrDefault(name, 0);
        }
        return bits;
    }
}
