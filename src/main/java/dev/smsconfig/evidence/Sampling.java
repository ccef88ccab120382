package dev.smsconfig.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * Draws a sample that anybody can draw again with the seed: the items whose SHA-256 of {@code seed:number} is smallest. It
 * needs no random numbers of a certain language, and adding an item to the population moves no other in or out of order.
 *
 * @param seed any text
 */
public record Sampling(String seed) {

    /** By what an item is ranked, in lower-case hexadecimal. */
    public String rank(long number) {
        return Sha256.hex((seed + ":" + number).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param population the numbers of all items
     * @return at most so many of them, in the order of their numbers
     */
    public List<Long> draw(List<Long> population, int size) {
        return population.stream()
                .sorted(Comparator.comparing(this::rank))
                .limit(size)
                .sorted()
                .toList();
    }
}
