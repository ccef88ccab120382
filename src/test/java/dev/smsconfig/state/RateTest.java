package dev.smsconfig.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

    @ParameterizedTest
    @CsvSource({"10/s,10,10/s", "1/s,1,1/s", "10000/s,10000,10000/s", "0,0,0", "0/s,0,0"})
    void readsRequestsASecond(String text, int perSecond, String printed) {
        assertThat(Rate.parse(text)).isEqualTo(new Rate(perSecond)).hasToString(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "10001/s", "99999/s", "-1/s", "1.5/s", "10/m", "010/s", "10 /s"})
    void refusesEverythingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Rate.parse(text)).withMessageStartingWith("write a rate");
    }
}
