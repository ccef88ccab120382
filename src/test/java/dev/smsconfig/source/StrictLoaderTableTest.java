package dev.smsconfig.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The texts on which YAML readers were measured to disagree, lose data or die: each is refused with its rule and place,
 * or loaded byte for byte. § marks the place and is not written.
 */
class StrictLoaderTableTest {

    @TempDir
    Path dir;

    /**
     * Each text as a value: unquoted in a field that is shown, unquoted in a secret, and how it loads in quotes. A written
     * null takes away what lower layers set; alone it leaves a tenant with nothing.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "+47 | yaml.quote-it | yaml.quote-it",
                "0047 | yaml.quote-it | yaml.quote-it",
                "004712345678 | yaml.quote-it | yaml.quote-it",
                "12_345 | yaml.quote-it | yaml.quote-it",
                "1:30 | yaml.quote-it | yaml.quote-it",
                "22:22:22 | yaml.quote-it | yaml.quote-it",
                "no | yaml.quote-it | yaml.quote-it",
                "NO | yaml.quote-it | yaml.quote-it",
                "on | yaml.quote-it | yaml.quote-it",
                "off | yaml.quote-it | yaml.quote-it",
                "yes | yaml.quote-it | yaml.quote-it",
                "y | yaml.quote-it | yaml.quote-it",
                "Y | yaml.quote-it | yaml.quote-it",
                "~ | config.empty-spec 5:3 | config.empty-spec 5:3",
                "null | config.empty-spec 5:3 | config.empty-spec 5:3",
                "0x1F | yaml.quote-it | yaml.quote-it",
                "0b101 | yaml.quote-it | yaml.quote-it",
                "017 | yaml.quote-it | yaml.quote-it",
                "1e3 | yaml.quote-it | yaml.quote-it",
                "1.10 | yaml.quote-it | yaml.quote-it",
                "2024-01-01 | yaml.quote-it | yaml.quote-it",
                "pass #word | loaded as pass | secret.cut-by-comment",
                "*abc | yaml.alias | yaml.alias",
                "!x y | yaml.tag | yaml.tag",
                "&x y | yaml.anchor | yaml.anchor",
                "@x | yaml.syntax | yaml.syntax",
                "pass#word | loaded as pass#word | loaded as pass#word",
                "12 34 | loaded as 12 34 | loaded as 12 34",
                "{x | yaml.syntax | yaml.syntax",
                "[x] | config.wrong-type | config.wrong-type"
            })
    void judgesATextByItsFormAndLoadsItInQuotes(String text, String inAField, String inASecret) {
        assertThat(verdict("cm_username", text)).isEqualTo(inAField);
        assertThat(verdict("cm_password", text)).isEqualTo(inASecret);
        assertThat(verdict("cm_username", '"' + text + '"')).isEqualTo("loaded as " + text);
        assertThat(verdict("cm_password", "'" + text + "'")).isEqualTo("loaded as " + text);
    }

    /** An empty value, a blank around it, and what quotes can smuggle in. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "^^ | yaml.null | yaml.null",
                "\"\" | loaded as | secret.empty",
                "\" x\" | loaded as  x | secret.blank",
                "\"a\\r\\nX-Evil: 1\" | config.control-character | config.control-character",
                "\"a\\0b\" | config.control-character | config.control-character",
                "\"\\e[31m\" | config.control-character | config.control-character",
                "\"a\\N\" | config.control-character | config.control-character",
                "\"a\\Lb\" | config.control-character | config.control-character",
                "\"a\\u202Eb\" | config.control-character | config.control-character",
                "\"a\\u200Bb\" | config.control-character | config.control-character",
                "\"a\\uFEFFb\" | config.control-character | config.control-character",
                "\"a\\uE000b\" | config.control-character | config.control-character",
                "\"a\\uFDD0b\" | config.control-character | config.control-character",
                "\"a\\U000E0041b\" | config.control-character | config.control-character",
                "\"a\\_b\" | loaded as a\u00A0b | loaded as a\u00A0b",
                "\"\\U0001F600\" | loaded as 😀 | loaded as 😀",
                "\"\\x41\" | loaded as A | loaded as A"
            })
    void judgesWhatEscapesStandFor(String text, String inAField, String inASecret) {
        assertThat(verdict("cm_username", text)).isEqualTo(inAField);
        assertThat(verdict("cm_password", text)).isEqualTo(inASecret);
    }

    static List<Arguments> documents() {
        StringBuilder laughs = new StringBuilder("§&a0 [x, x]\n");
        StringBuilder bomb = new StringBuilder("§&a0 x\n");
        for (int i = 1; i <= 24; i++) {
            laughs.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        String hidden = "NsPluginSender: Contoso #§%c  NsPluginConfig: {}";
        return List.of(
                row("billion laughs", Rule.YAML_ANCHOR, "a0: " + laughs),
                row("2^24 bomb", Rule.YAML_ANCHOR, "a0: " + bomb),
                row("aliases to a large scalar", Rule.YAML_ALIAS, "a: [" + "§*a,".repeat(20_000) + "]\n"),
                row("recursion", Rule.YAML_ALIAS, "a: [§*a]\n"),
                row("duplicate key", Rule.YAML_DUPLICATE_KEY, line("NsPluginSender: a\n§NsPluginSender: b")),
                row("merge key", Rule.YAML_MERGE_KEY, line("NsPluginSender: a\n§<<: { NsPluginSender: b }")),
                row("depth of 10,000", Rule.YAML_TOO_DEEP, "[".repeat(16) + "§" + "[".repeat(9_984)),
                row("second document", Rule.YAML_MULTIPLE_DOCUMENTS, TestFolder.TENANT + "§---\nspec: {}\n"),
                row("content after the end", Rule.YAML_MULTIPLE_DOCUMENTS, TestFolder.TENANT + "...\n§spec: {}\n"),
                row("byte order mark in the file", Rule.YAML_BYTE_ORDER_MARK, line("§\uFEFFNsPluginSender: a")),
                row("next line", Rule.YAML_CHARACTER, line(hidden.formatted('\u0085'))),
                row("line separator", Rule.YAML_CHARACTER, line(hidden.formatted('\u2028'))),
                row("paragraph separator", Rule.YAML_CHARACTER, line(hidden.formatted('\u2029'))),
                row("carriage return alone", Rule.YAML_CHARACTER, TestFolder.TENANT + "# a§\rb: c\n"),
                row("bidi override", Rule.YAML_CHARACTER, line("NsPluginSender: a§\u202Eb")),
                row("bidi isolate in a comment", Rule.YAML_CHARACTER, "# §\u2066\n" + TestFolder.TENANT),
                row("right-to-left mark in a comment", Rule.YAML_CHARACTER, "# §\u200F\n" + TestFolder.TENANT),
                row("zero-width space", Rule.YAML_CHARACTER, line("NsPluginSender: a§\u200Bb")),
                row("zero-width space in a key", Rule.YAML_CHARACTER, line("NsPlugin§\u200BSender: a")),
                row("zero-width space after a value", Rule.YAML_CHARACTER, line("NsPluginSender: a # §\u200Bb")),
                row("private use", Rule.YAML_CHARACTER, line("NsPluginSender: a§\uE000")),
                row("private use plane", Rule.YAML_CHARACTER, line("NsPluginSender: a§\uDBC0\uDC00")),
                row("unassigned", Rule.YAML_CHARACTER, line("NsPluginSender: a§\u0378")),
                row("no character", Rule.YAML_CHARACTER, line("NsPluginSender: a§\uFDD0")),
                row("Cyrillic letter in a key", Rule.CONFIG_UNKNOWN_FIELD, line("§NsPluginSend\u0435r: a")),
                row(
                        "Cyrillic letter in a setting",
                        Rule.CONFIG_SETTING_KEY,
                        TestFolder.setting("§\u0441m_username: a")),
                row("no-break space as indentation", Rule.CONFIG_UNKNOWN_FIELD, line("§\u00A0\u00A0NsPluginSender: a")),
                row("no-break space before a field", Rule.YAML_SYNTAX, TestFolder.TENANT + "§\u00A0NsPluginSender\n"),
                row("decomposed key", Rule.CONFIG_UNKNOWN_FIELD, line("§NsPluginSende\u0301r: a")),
                row("conflict markers", Rule.YAML_CONFLICT_MARKER, TestFolder.TENANT + "§<<<<<<< HEAD\na: b\n"),
                row("4 MB scalar", Rule.FILE_TOO_LARGE, "§" + line("NsPluginSender: " + "b".repeat(4_000_000))),
                row("9 KB scalar", Rule.YAML_LONG_SCALAR, line("NsPluginSender: §" + "b".repeat(9_000))),
                row("control character", Rule.YAML_CHARACTER, line("NsPluginSender: §\u001B[31m")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void refusesAHostileDocumentAtItsPlace(String name, String rule, String text) {
        String place = TestFolder.placeOf(text);

        assertThat(TestFolder.in(dir).problemsOfTenant(text))
                .extracting(TestFolder::brief)
                .first()
                .isEqualTo(rule + " " + place);
        assertThat(TestFolder.in(dir)
                        .write("tenants/no/Cust1.yaml", text)
                        .read()
                        .tenants())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "c0af, yaml.encoding 5:19",
        "e080af, yaml.encoding 5:19",
        "eda080, yaml.encoding 5:19",
        "c385, loaded as Å",
        "f09f9880, loaded as 😀"
    })
    void judgesBytesAsStrictUtf8(String hex, String verdict) {
        String latin = TestFolder.tenant(
                "NsPluginSender: " + new String(java.util.HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1));

        TestFolder folder =
                TestFolder.in(dir).write("tenants/no/Cust1.yaml", latin.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(verdict(folder.read(), "NsPluginSender")).isEqualTo(verdict);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"})
    void refusesOtherEncodingsAtTheFirstByte(String charset) throws Exception {
        TestFolder folder = TestFolder.in(dir).write("tenants/no/Cust1.yaml", TestFolder.TENANT.getBytes(charset));

        assertThat(folder.read().problems())
                .extracting(TestFolder::brief)
                .first()
                .asString()
                .matches("yaml\\.(?:encoding|character) 1:[12]");
    }

    private String verdict(String key, String text) {
        Configuration configuration = TestFolder.in(dir)
                .write("tenants/no/Cust1.yaml", TestFolder.setting(key + ": " + text))
                .read();
        String verdict = verdict(configuration, SmsConfig.settingField(key));
        // the marked place is where the value begins, or for what the parser gives up at, anywhere in its line
        return verdict.replaceFirst("^(yaml\\.syntax) 6:\\d+$|^(yaml\\.syntax) 7:1$", "yaml.syntax")
                .replaceFirst(" 6:" + (key.length() + 7) + "$|" + " 6:" + (key.length() + 6) + "$", "");
    }

    private static String verdict(Configuration configuration, String field) {
        if (configuration.hasErrors()) {
            return TestFolder.brief(configuration.problems().stream()
                    .filter(Problem::isError)
                    .findFirst()
                    .orElseThrow());
        }
        Map<String, Value> fields = configuration.tenants().get(0).config().fields();
        Value value = fields.get(field);
        return ("loaded as "
                        + (value instanceof Secret secret
                                ? secret.expose()
                                : String.valueOf(value instanceof Value.Text shown ? shown.text() : null)))
                .stripTrailing();
    }

    private static String line(String specLine) {
        return TestFolder.tenant(specLine);
    }

    private static Arguments row(String name, Rule rule, String text) {
        return Arguments.of(name, rule.id(), text);
    }
}
