package dev.smsconfig.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.Corpora;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    private static String text(Map<String, ? extends @Nullable Object> value) {
        return new String(CanonicalJson.bytes(value), StandardCharsets.UTF_8);
    }

    @Test
    void namesStandInTheOrderOfTheirUtf16Units() {
        Map<String, Object> body = new LinkedHashMap<>();
        for (String name : List.of("\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6")) {
            body.put(name, 1);
        }
        assertThat(text(body))
                .isEqualTo(
                        "{\"\\r\":1,\"1\":1,\"\u0080\":1,\"\u00f6\":1,\"\u20ac\":1,\"\ud83d\ude00\":1,\"\ufb33\":1}");
    }

    @Test
    void onlyWhatMustBeIsEscaped() {
        assertThat(text(Map.of("a", "<\"\\/\b\f\n\r\t\u0001\u007f\u2028é>")))
                .isEqualTo("{\"a\":\"<\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\u007f\u2028é>\"}");
    }

    @Test
    void nullsStayInMapsAndLists() {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("to", null);
        body.put("from", Arrays.asList("x", null));
        assertThat(text(body)).isEqualTo("{\"from\":[\"x\",null],\"to\":null}");
    }

    @Test
    void integersAreExactUpTo2To53() {
        long most = 9_007_199_254_740_991L;
        assertThat(text(Map.of("n", List.of(0, -1, most, -most))))
                .isEqualTo("{\"n\":[0,-1,9007199254740991,-9007199254740991]}");
        assertThatThrownBy(() -> CanonicalJson.bytes(Map.of("n", most + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CanonicalJson.bytes(Map.of("n", -most - 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fractionsAndOtherTypesAreRefusedWithoutTheirValue() {
        for (Object value : List.of(0.5, 1.0f, new java.math.BigDecimal("4711"), Path.of("4711"))) {
            assertThatThrownBy(() -> CanonicalJson.bytes(Map.of("n", value)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .message()
                    .doesNotContain("4711");
        }
    }

    private record Pair(String b, int a) {}

    @Test
    void aRecordIsAMapOfItsComponents() {
        assertThat(text(Map.of("pair", new Pair("x", 1)))).isEqualTo("{\"pair\":{\"a\":1,\"b\":\"x\"}}");
    }

    @Test
    void halfASurrogatePairDoesNotKeepAnEventFromBeingWritten() {
        assertThat(text(Map.of("a", "x\ud800y", "b", "\udc00", "c", "\ud83d\ude00")))
                .isEqualTo("{\"a\":\"x\ufffdy\",\"b\":\"\ufffd\",\"c\":\"\ud83d\ude00\"}");
    }

    @Test
    void theOrderInWhichABodyWasMadeDoesNotMatter() {
        Random random = new Random(6);
        for (int round = 0; round < 300; round++) {
            List<Map.Entry<String, Object>> entries = new ArrayList<>();
            for (int i = 0; i < random.nextInt(8); i++) {
                String name = random.nextInt(1000) + "ä";
                Object value = random.nextBoolean()
                        ? (Object) random.nextInt()
                        : List.of("x" + random.nextInt(), Map.of("y", random.nextBoolean()));
                if (entries.stream().noneMatch(entry -> entry.getKey().equals(name))) {
                    entries.add(Map.entry(name, value));
                }
            }
            Map<String, Object> one = new LinkedHashMap<>();
            entries.forEach(entry -> one.put(entry.getKey(), entry.getValue()));
            Collections.shuffle(entries, random);
            Map<String, Object> other = new LinkedHashMap<>();
            entries.forEach(entry -> other.put(entry.getKey(), entry.getValue()));
            assertThat(text(other)).isEqualTo(text(one));
            assertThat(Json.object(CanonicalJson.bytes(one))).isEqualTo(one);
        }
    }

    /** Texts from all over Unicode, deep and wide: the bytes are those of the library that passes the RFC's vectors. */
    @Test
    void aRandomBodyIsWrittenAsTheLibraryOfTheRfcWritesIt() throws IOException {
        Random random = new Random(8785);
        for (int round = 0; round < 2_000; round++) {
            Map<String, @Nullable Object> body = map(random, 3);
            assertThat(CanonicalJson.bytes(body))
                    .as(body.toString())
                    .isEqualTo(new JsonCanonicalizer(Json.text(body)).getEncodedUTF8());
        }
    }

    private static Map<String, @Nullable Object> map(Random random, int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            map.put(anyText(random), value(random, depth));
        }
        return map;
    }

    private static @Nullable Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt();
            case 3 -> random.nextLong() >> 11;
            case 4 -> anyText(random);
            case 5 -> map(random, depth - 1);
            default -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(random, depth - 1));
                }
                yield list;
            }
        };
    }

    private static String anyText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            int codePoint = switch (random.nextInt(4)) {
                case 0 -> random.nextInt(0x20);
                case 1 -> random.nextInt(0x80);
                case 2 -> random.nextInt(0xd800);
                default -> 0xe000 + random.nextInt(0x110000 - 0xe000);
            };
            text.appendCodePoint(codePoint);
        }
        return text.toString();
    }

    @Test
    void theLibraryPassesTheVectorsOfTheRfc() throws IOException {
        Path data = Corpora.folder("json-canonicalization").resolve("testdata");
        int passed = 0;
        List<Path> inputs;
        try (Stream<Path> files = Files.list(data.resolve("input"))) {
            inputs = files.sorted().toList();
        }
        for (Path input : inputs) {
            byte[] canonical = new JsonCanonicalizer(Files.readAllBytes(input)).getEncodedUTF8();
            String name = input.getFileName().toString();
            assertThat(canonical)
                    .as(name)
                    .isEqualTo(Files.readAllBytes(data.resolve("output").resolve(name)));
            String hex = Files.readString(data.resolve("outhex").resolve(name.replace(".json", ".txt")))
                    .replaceAll("\\s", "");
            assertThat(HexFormat.of().formatHex(canonical)).as(name).isEqualTo(hex);
            passed++;
        }
        assertThat(passed).isEqualTo(6);
    }

    /** The others are no object, or have fractions. */
    @Test
    void objectsOfTheVectorsOfTheRfcAreWrittenSo() throws IOException {
        Path data = Corpora.folder("json-canonicalization").resolve("testdata");
        for (String name : List.of("french.json", "unicode.json", "weird.json")) {
            Map<String, Object> body =
                    Json.object(Files.readAllBytes(data.resolve("input").resolve(name)));
            assertThat(CanonicalJson.bytes(body))
                    .as(name)
                    .isEqualTo(Files.readAllBytes(data.resolve("output").resolve(name)));
        }
    }
}
