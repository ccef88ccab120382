package dev.smsconfig.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The table of what readers of YAML make of unquoted text. */
class PlainScalarTest {

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+47",
                "0047",
                "004712345678",
                "12_345",
                "1:30",
                "22:22:22",
                "-1:30.5",
                "no",
                "NO",
                "on",
                "off",
                "yes",
                "y",
                "Y",
                "n",
                "true",
                "False",
                "0x1F",
                "0b101",
                "0o17",
                "017",
                "08",
                "1e3",
                "1E+3",
                "1.10",
                "1.",
                ".5",
                "-.5",
                "+.inf",
                ".inf",
                ".NaN",
                "1_000.5",
                "1.2.3",
                "2024-01-01",
                "2024-1-1T10:00:00Z",
                "2024-01-01 10:00:00",
                "=",
                "0",
                "-1",
                "12",
                "685230"
            })
    void refusesUnquotedTextThatReadersTakeForSomethingElse(String text) {
        assertThat(TestFolder.in(dir).problemsOfTenant(TestFolder.tenant("NsPluginSender: " + text)))
                .extracting(TestFolder::brief)
                .containsExactly("yaml.quote-it 5:19");
    }

    @ParameterizedTest
    @ValueSource(strings = {"~", "null", "Null", "NULL", "", " # nothing"})
    void refusesAValueThatIsNone(String text) {
        assertThat(TestFolder.in(dir)
                        .problemsOfTenant(
                                TestFolder.TENANT.replace("Cust1 }", "Cust1, labels: {\n  ring: " + text + "\n} }")))
                .extracting(Problem::rule)
                .containsExactly(Rule.YAML_NULL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " # nothing"})
    void takesNothingForNoNullInASpec(String text) {
        TestFolder folder = TestFolder.in(dir).write("fleet.yaml", TestFolder.fleet("spec: { NsPluginSender: a }\n"));

        assertThat(folder.problemsOfTenant(TestFolder.tenant("NsPluginSender: " + text)))
                .extracting(Problem::rule)
                .containsExactly(Rule.YAML_NULL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"~", "null", "Null", "NULL"})
    void takesAWrittenNullForOneInASpec(String text) {
        TestFolder folder = TestFolder.in(dir)
                .write("fleet.yaml", TestFolder.fleet("spec: { NsPluginSender: a, DefaultSmsCountry: \"+47\" }\n"));

        assertThat(folder.problemsOfTenant(TestFolder.tenant("NsPluginSender: " + text)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Contoso",
                "CM",
                "PSWinCom SMS",
                "nOt",
                "none",
                "12ab",
                "4f3a-22",
                "1.2.x",
                "v1.10",
                "e3",
                "0xZZ",
                "1:75:x",
                "a:b",
                "https://sms.example.com/send",
                "100%",
                "-x",
                "--",
                "Ærlig talt",
                "yes please",
                "x#y",
                "12 34",
                "1,5",
                "2024-01-01x",
                "a'b",
                "nullable",
                "truex"
            })
    void takesUnquotedTextThatEveryReaderTakesForText(String text) {
        assertThat(sender(TestFolder.tenant("NsPluginSender: " + text))).isEqualTo(Value.text(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+47", "0047", "no", "~", "", "1:30", "2024-01-01", "<<", "*a", "&a", "!x y", "pass #word"})
    void takesQuotedTextAsItStands(String text) {
        assertThat(sender(TestFolder.tenant("NsPluginSender: \"" + text + "\"")))
                .isEqualTo(Value.text(text));
        assertThat(sender(TestFolder.tenant("NsPluginSender: '" + text + "'"))).isEqualTo(Value.text(text));
    }

    @Test
    void refusesAmbiguousKeysToo() {
        assertThat(TestFolder.in(dir).problemsOfTenant(TestFolder.setting("0047: x")))
                .extracting(TestFolder::brief)
                .containsExactly("yaml.quote-it 6:5");
    }

    /** What SnakeYAML itself takes for no string must be among what is refused. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "+47",
                "-0",
                "0",
                "00",
                "0_0",
                "0b1",
                "0x_f",
                "1__2",
                "190:20:30",
                "190:20:30.15",
                "6.8523015e+5",
                "685.230_15e+03",
                "-.INF",
                ".nan",
                "2001-12-15T02:59:43.1Z",
                "2001-12-14 21:59:43.10 -5",
                "ON",
                "Off"
            })
    void refusesWhatSnakeYamlResolves(String text) {
        Object value = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);

        assertThat(value).isNotInstanceOf(String.class);
        assertThat(PlainScalar.isAmbiguous(text)).isTrue();
    }

    @Test
    void judgesAVeryLongScalarAtOnce() {
        String digits = "1".repeat(8_000) + "x";

        Assertions.assertTimeout(Duration.ofSeconds(1), () -> {
            for (int i = 0; i < 30; i++) {
                assertThat(PlainScalar.isAmbiguous(digits)).isFalse();
                assertThat(PlainScalar.isAmbiguous("." + digits)).isFalse();
            }
        });
    }

    private @Nullable Value sender(String text) {
        Configuration configuration =
                TestFolder.in(dir).write("tenants/no/Cust1.yaml", text).read();
        assertThat(configuration.hasErrors()).isFalse();
        List<DesiredState> tenants = configuration.tenants();
        return tenants.get(0).config().properties().get(SmsProperty.NS_PLUGIN_SENDER);
    }
}
