package dev.smsconfig.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SamplingTest {

    private static final List<Long> POPULATION =
            LongStream.range(0, 200).boxed().toList();

    /** By: {@code printf '%s' s1:7 | sha256sum}. */
    @Test
    void theRankIsAHashThatAnybodyCanMake() {
        assertThat(new Sampling("s1").rank(7))
                .isEqualTo("383a48f584c3c961753f32f938d6a27bb833b3f8813dab467260751610c527d2");
    }

    @Test
    void drawsAsManyAsAskedInOrderAndEachOnce() {
        for (int size : new int[] {1, 25, 199, 200, 500}) {
            assertThat(new Sampling("s").draw(POPULATION, size))
                    .hasSize(Math.min(size, 200))
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void theOrderOfThePopulationDoesNotMatter() {
        List<Long> mixed = new ArrayList<>(POPULATION);
        java.util.Collections.shuffle(mixed, new Random(1));
        assertThat(new Sampling("s").draw(mixed, 25)).isEqualTo(new Sampling("s").draw(POPULATION, 25));
    }

    @Test
    void anItemMoreMovesNoOtherBeforeAnother() {
        for (int seed = 0; seed < 200; seed++) {
            Sampling sampling = new Sampling("seed " + seed);
            List<Long> more = new ArrayList<>(POPULATION);
            more.add(1000L);
            List<Long> before = sampling.draw(POPULATION, 25);
            List<Long> after = new ArrayList<>(sampling.draw(more, 25));
            after.remove(1000L);
            assertThat(before).containsAll(after);
        }
    }

    @Test
    void everyItemIsDrawnAboutAsOften() {
        Map<Long, Integer> drawn = new HashMap<>();
        for (int seed = 0; seed < 500; seed++) {
            new Sampling("seed " + seed).draw(POPULATION, 20).forEach(item -> drawn.merge(item, 1, Integer::sum));
        }
        assertThat(drawn).hasSize(200);
        assertThat(drawn.values()).allSatisfy(times -> assertThat(times).isBetween(20, 90));
    }
}
