package dev.smsconfig.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.state.ShareOrCount;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeLimitTest {

    @ParameterizedTest
    @CsvSource({
        "30%, 3, 10, true",
        "30%, 4, 10, false",
        "30%, 0, 1, true",
        "30%, 1, 3, false",
        "100%, 20000, 20000, true",
        "0%, 0, 10, true",
        "0%, 1, 10, false",
        "50, 50, 1000, true",
        "50, 51, 1000, false"
    })
    void permitsUpToItsShareOrCount(String max, int changed, int inventory, boolean permitted) {
        assertThat(new ChangeLimit(ShareOrCount.parse(max)).permits(changed, inventory))
                .isEqualTo(permitted);
    }
}
