package dev.smsconfig.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureBudgetTest {

    @ParameterizedTest
    @CsvSource({
        ", 5, 25, 1",
        ", 5, 100, 5",
        ", 5, 119, 5",
        "3, 5, 100, 3",
        "10, 5, 100, 5",
        "3, 0, 100, 1",
        ", 100, 0, 1",
        "100000, 100, 20000, 20000"
    })
    void isSpentAtTheLowerOfBothAndAtLeastAtTheFirst(@Nullable Integer max, int percent, int inventory, int limit) {
        assertThat(new FailureBudget(max, percent).limit(inventory)).isEqualTo(limit);
    }
}
