package dev.smsconfig.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.audit.CanonicalJson;
import dev.smsconfig.audit.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalObjectTest {

    private static final Instant AT = Instant.parse("2026-11-28T02:00:00.150Z");
    private static final List<String> TEXTS =
            List.of("", "apply", "a\"b", "\\", "æ", "\n", "{", "]", ",", "\ud83d\ude00", "2026-11-28T02:00:00Z");

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static CanonicalObject read(String json) {
        return Objects.requireNonNull(CanonicalObject.of(bytes(json)));
    }

    /** Around it stand values of all kinds, with the same names inside of them. */
    private static Map<String, @Nullable Object> body(Random random, BodyFields fields) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        for (String other : List.of("attempts", "changes", "runs", "zone")) {
            switch (random.nextInt(4)) {
                case 0 -> body.put(other, TEXTS.get(random.nextInt(TEXTS.size())));
                case 1 -> body.put(other, List.of(Map.of("seq", 1, "type", TEXTS.get(random.nextInt(TEXTS.size())))));
                case 2 -> body.put(other, random.nextBoolean() ? null : random.nextInt());
                default -> {}
            }
        }
        body.put("seq", fields.seq());
        body.put("type", fields.type());
        body.put("run", fields.run());
        body.put("at", fields.at());
        if (fields.tenant() != null) {
            body.put("tenant", fields.tenant());
        }
        return body;
    }

    private static BodyFields any(Random random, int numbers) {
        List<String> few = List.of("a", "\\", "\n", "\\n", "æ", "a\"");
        return new BodyFields(
                random.nextInt(numbers),
                few.get(random.nextInt(2)),
                few.get(random.nextInt(few.size())),
                random.nextBoolean() ? null : few.get(random.nextInt(2)),
                AT.toString());
    }

    private static String text(@Nullable String text) {
        return Objects.requireNonNull(text);
    }

    private static String any(Random random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    @Test
    void theFieldsOfAnyBodyAreFoundWhateverStandsAroundThem() {
        Random random = new Random(7);
        for (int round = 0; round < 5_000; round++) {
            BodyFields fields = new BodyFields(
                    random.nextLong() >>> 11,
                    any(random),
                    any(random),
                    random.nextBoolean() ? null : any(random),
                    any(random));
            byte[] body = CanonicalJson.bytes(body(random, fields));
            assertThat(BodyFields.of(body))
                    .as(new String(body, StandardCharsets.UTF_8))
                    .isEqualTo(fields);
        }
    }

    /** The parser judges too, and slower, what is not told by the letters. */
    @Test
    void aRowRepeatsItsBodyOnlyWhereEachOfItsFieldsDoes() {
        Random random = new Random(9);
        int repeated = 0;
        for (int round = 0; round < 20_000; round++) {
            BodyFields fields = any(random, 2);
            BodyFields other = any(random, 2);
            byte[] body = CanonicalJson.bytes(body(random, fields));
            StoredEvent row = new StoredEvent(
                    other.seq(), text(other.run()), text(other.type()), other.tenant(), AT, body, body, body);
            boolean same = fields.equals(other);
            repeated += same ? 1 : 0;
            assertThat(BodyFields.areRepeatedBy(row, CanonicalObject.of(body), new MomentText()))
                    .as(new String(body, StandardCharsets.UTF_8) + " " + other)
                    .isEqualTo(same);
        }
        assertThat(repeated).isGreaterThan(200);
    }

    @Test
    void noBytesMakeItThrow() {
        Random random = new Random(8);
        for (int round = 0; round < 20_000; round++) {
            byte[] body = CanonicalJson.bytes(
                    body(random, new BodyFields(random.nextInt(100), any(random), "r", "T", any(random))));
            int length = random.nextInt(body.length + 1);
            body = java.util.Arrays.copyOf(body, length);
            for (int i = random.nextInt(4); i > 0 && length > 0; i--) {
                body[random.nextInt(length)] = (byte) random.nextInt(256);
            }
            CanonicalObject object = CanonicalObject.of(body);
            if (object != null) {
                object.number("seq");
                object.isText("type", "apply");
                object.isWritten("changes", "[]");
            }
            BodyFields.of(body);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"a\":1",
                "{\"a\":1}}",
                "{\"a\":1},",
                "{\"a\": 1}",
                "{ \"a\":1}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":1 }",
                "{\"b\":1,\"a\":2}",
                "{\"a\":1,\"a\":2}",
                "{\"\\u0061\":1}",
                "{\"a\":[1}",
                "{\"a\":\"x}",
                "{\"a\"}"
            })
    void whatIsLaidOutOtherwiseIsForAParser(String json) {
        assertThat(CanonicalObject.of(bytes(json))).isNull();
    }

    @Test
    void aValueIsWrittenSoOnlyWhereEachLetterIs() {
        CanonicalObject object = read("{\"a\":[],\"b\":[\"x\",{\"c\":1}],\"d\":null}");
        assertThat(object.isWritten("a", "[]")).isTrue();
        assertThat(object.isWritten("b", "[\"x\",{\"c\":1}]")).isTrue();
        assertThat(object.isWritten("b", "[\"x\",{\"c\":2}]")).isFalse();
        assertThat(object.isWritten("b", "[]")).isFalse();
        assertThat(object.isWritten("c", "1")).isFalse();
        assertThat(object.has("c")).isFalse();
        assertThat(object.isText("d", "null")).isFalse();
    }

    @Test
    void anEscapedQuoteDoesNotEndAText() {
        CanonicalObject object = read("{\"a\":\"\\\"\",\"b\":1,\"c\":\"\\\\\",\"d\":2}");
        assertThat(object.number("b")).isEqualTo(1);
        assertThat(object.number("d")).isEqualTo(2);
    }

    @Test
    void aNumberIsAWholeOneOfAtMost18Digits() {
        CanonicalObject object =
                read("{\"a\":0,\"b\":999999999999999999,\"c\":1000000000000000000,\"d\":-1,\"e\":1.5,\"f\":\"1\"}");
        assertThat(object.number("a")).isZero();
        assertThat(object.number("b")).isEqualTo(999_999_999_999_999_999L);
        for (String name : List.of("c", "d", "e", "f", "g")) {
            assertThat(object.number(name)).as(name).isEqualTo(-1);
        }
    }
}
