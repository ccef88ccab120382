package dev.smsconfig.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.audit.Personal.Kind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonNameTest {

    @ParameterizedTest
    @CsvSource({
        "Anna Berg, Anna Berg, true",
        "anna berg, ANNA BERG, true",
        "Anna Berg, Anna Berg <anna@example.com>, true",
        "anna@example.com, Anna Berg <anna@example.com>, true",
        "anna@example.com, Anna@Example.com, true",
        "Anna, Anna Berg, false",
        "Anna Berg, Anna Berg Olsen, false",
        "anna@example.com, joanna@example.com, false",
        "Åse, åSE, true",
    })
    void aNameIsMeantAsAWhole(String person, String value, boolean meant) {
        assertThat(new PersonName(person).isMeantBy(value, Kind.NAME)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "Anna Berg, asked by Anna Berg, true",
        "Anna Berg, 'Anna Berg, and others', true",
        "Anna Berg, Anna Berg's request, true",
        "Anna Berg, said so: \"Anna Berg\"., true",
        "anna, 'user anna, host x, process 7', true",
        "anna, user joanna, false",
        "anna, anna@example.com asked, false",
        "anna, anna-lena asked, false",
        "anna@example.com, see joanna@example.com, false",
        "anna@example.com, mail anna@example.com., true",
        "anna@example.com, anna@example.com.au asked, false",
        "a.b, x.a.b, false",
        "Anna.* Berg, AnnaX Berg, false",
    })
    void aTextNamesSomebodyByWholeWords(String person, String text, boolean named) {
        assertThat(new PersonName(person).isMeantBy(text, Kind.TEXT)).isEqualTo(named);
    }

    @Test
    void nobodyHasNoName() {
        assertThatThrownBy(() -> new PersonName("  ")).isInstanceOf(IllegalArgumentException.class);
    }

    /** What the database leaves out must never be what is searched for. */
    @Test
    void whereverTheNameIsThereIsWhatTheDatabaseLooksFor() {
        Random random = new Random(7);
        List<String> parts = List.of("Anna", "ÅSE", "İnci", "o'brien", "x", "123", "q@example.com", "  ", "<>", "é");
        for (int i = 0; i < 2000; i++) {
            String name = parts.get(random.nextInt(parts.size())) + " " + parts.get(random.nextInt(parts.size()));
            if (name.isBlank()) {
                continue;
            }
            PersonName person = new PersonName(name);
            String value = random.nextBoolean() ? name.toUpperCase(java.util.Locale.ROOT) : name;
            String needle = person.needle();
            if (needle != null && person.isMeantBy(value, random.nextBoolean() ? Kind.NAME : Kind.TEXT)) {
                assertThat(value.toLowerCase(java.util.Locale.ROOT)).contains(needle);
            }
        }
    }
}
