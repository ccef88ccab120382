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
}
