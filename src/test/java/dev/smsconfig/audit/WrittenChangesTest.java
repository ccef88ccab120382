package dev.smsconfig.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.plan.Cause;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.plan.Treatment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class WrittenChangesTest {

    private static final List<String> VALUES =
            List.of("", "Contoso", "a\"b\\c", "Bjørn & Söner", "{\"to\":[", "hmac:k1:0123", "a\nb\tc", "\u20ac", "]}");

    private static FieldChange any(Random random) {
        return new FieldChange(
                VALUES.get(random.nextInt(VALUES.size())),
                anyOrNull(random),
                anyOrNull(random),
                random.nextBoolean(),
                Cause.values()[random.nextInt(Cause.values().length)],
                Treatment.values()[random.nextInt(Treatment.values().length)]);
    }

    private static @Nullable String anyOrNull(Random random) {
        return random.nextInt(4) == 0 ? null : VALUES.get(random.nextInt(VALUES.size()));
    }

    private static List<FieldChange> some(Random random) {
        return IntStream.range(0, random.nextInt(4)).mapToObj(i -> any(random)).toList();
    }

    private static String inEvents(List<FieldChange> changes) {
        String body = text(CanonicalJson.bytes(Map.of("changes", EventBodies.changes(changes))));
        return body.substring("{\"changes\":".length(), body.length() - 1);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    @Test
    void changesAreTurnedIntoWhatEventsHave() {
        Random random = new Random(11);
        for (int round = 0; round < 5_000; round++) {
            List<FieldChange> changes = some(random);
            byte[] canonical = WrittenChanges.canonical(Json.text(changes));
            assertThat(text(Objects.requireNonNull(canonical))).isEqualTo(inEvents(changes));
        }
    }

    /** What is not told is parsed; what is told wrongly would let an edited result pass. */
    @Test
    void whatWasEditedIsNeverTakenForWhatItWas() {
        Random random = new Random(12);
        int told = 0;
        for (int round = 0; round < 50_000; round++) {
            List<FieldChange> changes = some(random);
            String edited = edited(Json.text(changes), random);
            byte[] canonical = WrittenChanges.canonical(edited);
            if (canonical != null && text(canonical).equals(inEvents(changes))) {
                told++;
                assertThat(read(edited)).as(edited).isEqualTo(changes);
            }
        }
        assertThat(told).isGreaterThan(100); // some edits do nothing: a letter is replaced by itself
    }

    private static String edited(String json, Random random) {
        String letters = "\"\\{}[],:ntu0aHEAL";
        StringBuilder edited = new StringBuilder(json);
        int at = random.nextInt(json.length());
        char letter = letters.charAt(random.nextInt(letters.length()));
        switch (random.nextInt(3)) {
            case 0 -> edited.setCharAt(at, letter);
            case 1 -> edited.insert(at, letter);
            default -> edited.deleteCharAt(at);
        }
        return edited.toString();
    }

    private static @Nullable List<FieldChange> read(String json) {
        try {
            return Json.changes(json);
        } catch (JacksonException e) {
            return null;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "[{",
                "null",
                "[]]",
                "[{}]",
                "[{\"field\":\"a\",\"from\":null,\"to\":\"",
                "[{\"field\":\"a\",\"from\":null,\"to\":\"b\\",
                "[{\"field\":\"a\",\"from\":null,\"to\":\"b\",\"sensitive\":false,\"cause\":\"DRIFT\"}]",
                "[{\"field\":\"a\",\"from\":null,\"to\":\"\\u001B\",\"sensitive\":false,\"cause\":\"DRIFT\",\"treatment\":\"HEAL\"}]",
                "[{\"field\":\"a\",\"from\":null,\"to\":\"\ud800\",\"sensitive\":false,\"cause\":\"DRIFT\",\"treatment\":\"HEAL\"}]"
            })
    void whatIsWrittenOtherwiseIsNotTold(String json) {
        assertThat(WrittenChanges.canonical(json)).isNull();
    }
}
