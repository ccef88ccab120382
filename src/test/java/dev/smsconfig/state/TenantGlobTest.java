package dev.smsconfig.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantGlobTest {

    @ParameterizedTest
    @CsvSource({"Cust1, true", "Cust?, true", "C*1, true", "*, true", "Cust1*, true", "cust1, false", "Cust, false"})
    void choosesById(String glob, boolean matches) {
        assertThat(new TenantGlob(glob).matches(new TenantId("Cust1"))).isEqualTo(matches);
    }

    @Test
    void matchesAsTheRegularExpressionDoes() {
        Random random = new Random(5);
        int matched = 0;
        for (int i = 0; i < 50_000; i++) {
            String glob = word(random, "ab*?", 1 + random.nextInt(7));
            String id = word(random, "ab", 1 + random.nextInt(7));
            boolean expected = Pattern.matches(glob.replace("*", ".*").replace("?", "."), id);
            assertThat(new TenantGlob(glob).matches(new TenantId(id)))
                    .as(glob + " " + id)
                    .isEqualTo(expected);
            matched += expected ? 1 : 0;
        }
        assertThat(matched).isBetween(5_000, 45_000);
    }

    private static String word(Random random, String letters, int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }

    @Test
    void manyStarsTakeNoLongerThanOne() {
        TenantGlob glob = new TenantGlob("a*".repeat(31) + "b");
        assertThat(glob.matches(new TenantId("a".repeat(64)))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a[bc]", "a.b", "{a,b}", "a/b"})
    void saysWhatToWriteInstead(String text) {
        assertThatThrownBy(() -> new TenantGlob(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("write a tenant id, in which * may stand");
    }
}
