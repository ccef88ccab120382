package dev.smsconfig.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that other readers accept, take long over or die of. */
class HostileDocumentTest {

    @TempDir
    Path dir;

    static List<Arguments> documents() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x]\n");
        StringBuilder bomb = new StringBuilder("a0: &a0 x\n");
        for (int i = 1; i <= 24; i++) {
            laughs.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        return List.of(
                Arguments.of("billion laughs", laughs.toString(), Rule.YAML_ALIAS),
                Arguments.of("2^24 bomb", bomb.toString(), Rule.YAML_ALIAS),
                Arguments.of("many aliases", "a: &a x\nb: [" + "*a,".repeat(20_000) + "]\n", Rule.YAML_ALIAS),
                Arguments.of("recursion", "a: &a [*a]\n", Rule.YAML_ALIAS),
                Arguments.of("merge key", "a: b\n<<: { a: c }\n", Rule.YAML_MERGE_KEY),
                Arguments.of("deep flow sequence", "[".repeat(10_000), Rule.YAML_TOO_DEEP),
                Arguments.of("deep flow mapping", "{a: ".repeat(10_000), Rule.YAML_TOO_DEEP),
                Arguments.of("deep block sequence", "- ".repeat(10_000) + "a\n", Rule.YAML_TOO_DEEP),
                Arguments.of("deep complex keys", "? ".repeat(10_000) + "a\n", Rule.YAML_TOO_DEEP),
                Arguments.of("second document", "a: b\n---\na: c\n", Rule.YAML_MULTIPLE_DOCUMENTS),
                Arguments.of("content after the end", "a: b\n...\na: c\n", Rule.YAML_MULTIPLE_DOCUMENTS),
                Arguments.of("next line", "a: b #\u0085c: d\n", Rule.YAML_CHARACTER),
                Arguments.of("line separator", "a: b #\u2028c: d\n", Rule.YAML_CHARACTER),
                Arguments.of("paragraph separator", "a: b #\u2029c: d\n", Rule.YAML_CHARACTER),
                Arguments.of("bare carriage return", "a: b #\rc: d\n", Rule.YAML_CHARACTER),
                Arguments.of("bidi override", "a: \u202Eb\n", Rule.YAML_CHARACTER),
                Arguments.of("bidi isolate", "a: \u2066b\n", Rule.YAML_CHARACTER),
                Arguments.of("zero width space", "a: b\u200B\n", Rule.YAML_CHARACTER),
                Arguments.of("soft hyphen", "a: b\u00AD\n", Rule.YAML_CHARACTER),
                Arguments.of("escape character", "a: \u001B[31m\n", Rule.YAML_CHARACTER),
                Arguments.of("NUL", "a: b\0\n", Rule.YAML_CHARACTER),
                Arguments.of("DEL", "a: b\u007F\n", Rule.YAML_CHARACTER),
                Arguments.of("no character", "a: b\uFFFE\n", Rule.YAML_CHARACTER),
                Arguments.of("byte order mark in the middle", "a: b\n\uFEFFc: d\n", Rule.YAML_BYTE_ORDER_MARK),
                Arguments.of("two byte order marks", "\uFEFF\uFEFFa: b\n", Rule.YAML_BYTE_ORDER_MARK),
                Arguments.of("cyrillic letter in a key", "\u0430piVersion: b\n", Rule.CONFIG_UNKNOWN_FIELD),
                Arguments.of("no-break space as indentation", "a:\n\u00A0b: c\n", Rule.CONFIG_UNKNOWN_FIELD),
                Arguments.of("tab as indentation", "a:\n\tb: c\n", Rule.YAML_SYNTAX),
                Arguments.of("long scalar", "a: \"" + "b".repeat(200_000) + "\"\n", Rule.YAML_LONG_SCALAR),
                Arguments.of("many scalars", "a: [" + "b,".repeat(100_000) + "]\n", Rule.YAML_TOO_MANY_NODES),
                Arguments.of("many keys", "a: {" + "? b,".repeat(50_000) + "}\n", Rule.YAML_TOO_MANY_NODES),
                Arguments.of("four megabytes", "a: " + "b".repeat(4_000_000) + "\n", Rule.FILE_TOO_LARGE),
                Arguments.of(
                        "conflict markers",
                        "<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> x\n",
                        Rule.YAML_CONFLICT_MARKER));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void refusesByANamedRuleWithoutDelay(String name, String text, Rule rule) {
        TestFolder folder = TestFolder.in(dir).write("tenants/no/Cust1.yaml", text);

        Assertions.assertTimeout(
                Duration.ofSeconds(3), // takes milliseconds; the rest is for a busy machine
                () -> assertThat(folder.read().problems())
                        .extracting(Problem::rule)
                        .contains(rule));
    }

    @ParameterizedTest
    @CsvSource({
        "C0 AF, overlong",
        "E0 80 AF, overlong",
        "ED A0 80, surrogate",
        "F4 90 80 80, too large",
        "E5, Latin-1",
        "80, continuation",
        "C3, cut short"
    })
    void refusesWhatIsNoUtf8AtTheLineOfTheByte(String hex, String kind) {
        byte[] head = "# ø\n# ø".getBytes(StandardCharsets.UTF_8);
        byte[] bad = HexFormat.ofDelimiter(" ").parseHex(hex);
        byte[] bytes = Arrays.copyOf(head, head.length + bad.length);
        System.arraycopy(bad, 0, bytes, head.length, bad.length);

        assertThat(TestFolder.in(dir)
                        .write("tenants/no/Cust1.yaml", bytes)
                        .read()
                        .problems())
                .as(kind)
                .extracting(TestFolder::brief)
                .containsExactly("yaml.encoding 2:4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32"})
    void refusesOtherUnicodeEncodings(String charset) throws Exception {
        byte[] bytes = TestFolder.TENANT.getBytes(charset);

        assertThat(TestFolder.in(dir)
                        .write("tenants/no/Cust1.yaml", bytes)
                        .read()
                        .problems())
                .extracting(Problem::rule)
                .containsAnyOf(Rule.YAML_ENCODING, Rule.YAML_CHARACTER)
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a: \"b | 1:4 | quote that is not closed",
                "a: [b | 1:4 | bracket that is not closed",
                "a: { b: c | 1:4 | brace that is not closed",
                "a: b: c | 1:5 | colon where none may be",
                "a: @b | 1:4 | cannot begin unquoted text",
                "a: %b | 1:4 | cannot begin unquoted text",
                "a: \"b\\q\" | 1:7 | unknown escape",
                "a: \"\\UFFFFFFFF\" | 1:1 | check the next quotes and escapes",
                "a: \"\\x4\" | 1:7 | not readable as YAML",
                "a: \"b\\u | 1:8 | not readable as YAML",
                "a: 'b' c | 1:8 | does not belong here",
                "'a': b\\nc | 2:1 | line without a colon",
                "a: 'b'# c | 1:7 | '#' without a blank",
                "a: [b]# c | 1:7 | '#' without a blank",
                "a: [b,\\nc] | 2:1 | not indented enough",
                "a: [b,\\n\\n \\n# c\\nd] | 5:1 | not indented enough",
                "a:\\n  b: [c,\\n  d] | 3:3 | not indented enough",
                "a: \"b\\nc\" | 2:1 | not indented enough",
                "a: 'b\\n\tc' | 2:2 | not indented enough",
                "- 'b\\nc' | 2:1 | not indented enough",
                "a: >\\n   \\n  b | 3:3 | less indented than a blank line",
                "a: { ?b: c } | 1:7 | quote it together with the '?'",
                "a: [ ?b ] | 1:7 | quote it together with the '?'"
            })
    void tellsWhatIsWrongWithTheSyntax(String line, String place, String hint) {
        String text = line.replace("\\n", "\n") + "\n";

        assertThat(TestFolder.in(dir).problemsOfTenant(text)).singleElement().satisfies(problem -> {
            assertThat(TestFolder.brief(problem)).isEqualTo("yaml.syntax " + place);
            assertThat(problem.message()).contains(hint);
        });
    }

    /** What people write: the last bracket in the column of the key, comments and blank lines anywhere. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: [\n  b,\n\n# c\n  d # e\n]\n",
                "a: {\n  b: c\n}\n",
                "a: |-\n  b\n\n     \nc: d\n",
                "a: |2\n     \n  b\n",
                "a: [b] # c\nd: 'e' # f\n",
                "a:\n- [b,\n c]\n",
                "a?: b?c\n? d\n: e\n"
            })
    void admitsLinesWhereverYamlAdmitsThem(String text) {
        FileProblems problems = new FileProblems("a.yaml");

        new Composer(text, 100, problems).document();

        assertThat(problems.list()).isEmpty();
    }

    @Test
    void admitsSixteenLevels() {
        String text = "a: " + "[".repeat(15) + "]".repeat(15) + "\n";

        assertThat(TestFolder.in(dir).problemsOfTenant(text))
                .extracting(Problem::rule)
                .doesNotContain(Rule.YAML_TOO_DEEP);
    }
}
