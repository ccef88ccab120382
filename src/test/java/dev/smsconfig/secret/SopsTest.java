package dev.smsconfig.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SOPS files encrypted to an age recipient. */
class SopsTest {

    private static final String CANARY = "Zq7canary";

    @TempDir
    Path configs;

    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, Object> tree = new LinkedHashMap<>();

    @BeforeEach
    void fill() {
        variables.put("SOPS_AGE_KEY", SopsSample.IDENTITY);
        Map<String, Object> sms = new LinkedHashMap<>();
        sms.put("password", CANARY);
        sms.put("other", "Zq7other");
        tree.put("sms", sms);
        tree.put("list", List.of("Zq7a", Map.of("deep", "Zq7b å€𝄞")));
        tree.put("number", 47);
        tree.put("share", 1.5);
        tree.put("on", true);
        tree.put("note_unencrypted", "read me");
        tree.put("counts_unencrypted", List.of(0, -7, 2.50, true, "0047", ""));
    }

    @ParameterizedTest
    @CsvSource({"/sms/password,Zq7canary", "/sms/other,Zq7other", "/list/0,Zq7a", "/list/1/deep,Zq7b å€𝄞"})
    void readsAValueOfYaml(String keys, String expected) throws Exception {
        write("s.yaml", new SopsSample().yaml(tree));

        assertThat(resolve("ref+sops://s.yaml#" + keys)).isEqualTo(new Secret(expected));
    }

    @ParameterizedTest
    @CsvSource({"/sms/password,Zq7canary", "/list/1/deep,Zq7b å€𝄞"})
    void readsAValueOfJson(String keys, String expected) throws Exception {
        write("s.json", new SopsSample().json(tree));

        assertThat(resolve("ref+sops://s.json#" + keys)).isEqualTo(new Secret(expected));
    }

    @Test
    void readsAFileByItsAbsolutePath() throws Exception {
        Path file = write("s.yaml", new SopsSample().yaml(tree));

        assertThat(resolve("ref+sops://" + file + "#/sms/password")).isEqualTo(new Secret(CANARY));
    }

    @Test
    void readsWhatASuffixSaysIsEncrypted() throws Exception {
        write(
                "s.yaml",
                new SopsSample()
                        .with("encrypted_suffix", "word")
                        .leaving(key -> !key.endsWith("word") && !key.equals("sms"))
                        .yaml(Map.of("a_word", CANARY, "plain", "x")));

        assertThat(resolve("ref+sops://s.yaml#/a_word")).isEqualTo(new Secret(CANARY));
    }

    @Test
    void readsWhatARegularExpressionSaysIsEncrypted() throws Exception {
        write(
                "s.yaml",
                new SopsSample()
                        .with("encrypted_regex", "^(password|token)$")
                        .leaving(key -> !key.equals("password"))
                        .yaml(Map.of("password", CANARY, "user", "svc")));

        assertThat(resolve("ref+sops://s.yaml#/password")).isEqualTo(new Secret(CANARY));
    }

    @Test
    void readsAFileWhoseMacIsOverTheEncryptedValuesOnly() throws Exception {
        write("s.yaml", new SopsSample().macOnlyEncrypted().yaml(tree).replace("read me", "was edited"));

        assertThat(resolve("ref+sops://s.yaml#/sms/password")).isEqualTo(new Secret(CANARY));
    }

    @Test
    void readsAFileWithOneGroupOfKeys() throws Exception {
        SopsSample sample = new SopsSample();
        String text = sample.yaml(tree)
                .replaceFirst(
                        "(?s)    \"age\":\n(.*?)(?=    \"lastmodified\")",
                        "    \"key_groups\":\n        -\n            \"age\":\n$1");
        write("s.yaml", indentedBelow(text, "            \"age\":", "    \"lastmodified\""));

        assertThat(resolve("ref+sops://s.yaml#/sms/password")).isEqualTo(new Secret(CANARY));
    }

    @Test
    void readsAChangedFileAnew() throws Exception {
        write("s.yaml", new SopsSample().yaml(Map.of("p", "Zq7old")));
        SecretResolver resolver = Resolvers.of(configs, variables);
        resolver.resolve(SecretReference.parse("ref+sops://s.yaml#/p"));
        write("s.yaml", new SopsSample().yaml(Map.of("p", "Zq7much newer")));

        assertThat(resolver.resolve(SecretReference.parse("ref+sops://s.yaml#/p")))
                .isEqualTo(new Secret("Zq7much newer"));
    }

    @Test
    void refusesAPathThatLeavesTheConfigFolder() throws Exception {
        refuses("ref+sops://../s.yaml#/p", "it leads out of the config folder; write an absolute path, ref+sops:///…");
    }

    @Test
    void refusesAFileThatIsMissing() {
        refuses("ref+sops://s.yaml#/p", "file not found; create or mount it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/nothing|there is no such key in it; see its keys with a text editor",
                "/sms/password/deeper|there is no such key in it; see its keys with a text editor",
                "/list/2|there is no such key in it; see its keys with a text editor",
                "/list/x|there is no such key in it; see its keys with a text editor",
                "/sops/mac|there is no such key in it; see its keys with a text editor",
                "/sms|that key holds further keys or a list; write the whole path to one value",
                "/list|that key holds further keys or a list; write the whole path to one value",
                "/note_unencrypted|that value is not encrypted in the file; a secret has to be",
                "/number|that value is no text (int), so zeros and signs of what was typed may be lost; put it in quotes with"
                        + " 'sops edit'",
                "/on|that value is no text (bool), so zeros and signs of what was typed may be lost; put it in quotes with"
                        + " 'sops edit'"
            })
    void refusesKeysThatLeadToNoSecret(String keys, String cause) throws Exception {
        write("s.yaml", new SopsSample().yaml(tree));

        refuses("ref+sops://s.yaml#" + keys, cause);
    }

    @Test
    void refusesAnEncryptedTextWhereTheFileSaysThatNoneIs() throws Exception {
        SopsSample sample = new SopsSample();
        write("s.yaml", sample.yaml(Map.of("p_unencrypted", sample.value(CANARY, "str", "p_unencrypted:"))));

        refuses("ref+sops://s.yaml#/p_unencrypted", "that value is not encrypted in the file; a secret has to be");
    }

    @Test
    void refusesTwoValuesThatChangedPlaces() throws Exception {
        String text = new SopsSample().yaml(tree);
        String password = line(text, "\"password\": ");
        String other = line(text, "\"other\": ");
        write("s.yaml", text.replace(password, "#").replace(other, password).replace("#", other));

        refuses(
                "ref+sops://s.yaml#/sms/password",
                "a value in it was changed or moved since it was encrypted; restore the file");
    }

    @Test
    void refusesTwoItemsOfAListThatChangedPlaces() throws Exception {
        String text = new SopsSample().yaml(Map.of("p", List.of("Zq7a", "Zq7b")));
        String[] lines = text.split("\n");
        write("s.yaml", text.replace(lines[1] + "\n" + lines[2], lines[2] + "\n" + lines[1]));

        refuses(
                "ref+sops://s.yaml#/p/0",
                "its MAC does not fit, so it was changed since it was encrypted; restore the file");
    }

    @Test
    void refusesAValueThatWasTakenOut() throws Exception {
        String text = new SopsSample().yaml(tree);
        write("s.yaml", text.replaceFirst("(?m)^    \"other\": .*\n", ""));

        refuses(
                "ref+sops://s.yaml#/sms/password",
                "its MAC does not fit, so it was changed since it was encrypted; restore the file");
    }

    @Test
    void refusesAChangedUnencryptedValue() throws Exception {
        write("s.yaml", new SopsSample().yaml(tree).replace("read me", "run me"));

        refuses(
                "ref+sops://s.yaml#/sms/password",
                "its MAC does not fit, so it was changed since it was encrypted; restore the file");
    }

    @Test
    void refusesTheMacOfAnotherFile() throws Exception {
        SopsSample sample = new SopsSample();
        String another = sample.yaml(Map.of("p", "x"));
        String text = sample.yaml(tree);
        write("s.yaml", text.replace(line(text, "\"mac\": "), line(another, "\"mac\": ")));

        refuses(
                "ref+sops://s.yaml#/sms/password",
                "its MAC does not fit, so it was changed since it was encrypted; restore the file");
    }

    @Test
    void refusesTheMacOfAnotherTime() throws Exception {
        write("s.yaml", new SopsSample().yaml(tree).replace("20:16:23Z", "20:16:24Z"));

        refuses(
                "ref+sops://s.yaml#/sms/password",
                "a value in it was changed or moved since it was encrypted; restore the file");
    }

    @ParameterizedTest
    @CsvSource({
        "mac,its MAC is missing",
        "lastmodified,its MAC is missing",
        "version,it is of a version of SOPS",
        "age,it names no key that it is encrypted to"
    })
    void refusesAFileWithoutAPartOfItsMetadata(String field, String cause) throws Exception {
        write("s.json", new SopsSample().json(tree).replace("\"" + field + "\" :", "\"other_" + field + "\" :"));

        assertThatThrownBy(() -> resolve("ref+sops://s.json#/sms/password")).hasMessageContaining(cause);
    }

    @Test
    void refusesAnEmptyMac() throws Exception {
        write("s.yaml", new SopsSample().with("mac", " ").yaml(tree));

        refuses("ref+sops://s.yaml#/sms/password", "an encrypted value in it is malformed; restore the file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.0.0", "2.0.10", "3", "x"})
    void refusesAnUnknownVersion(String version) throws Exception {
        write("s.yaml", new SopsSample().with("version", version).yaml(tree));

        refuses(
                "ref+sops://s.yaml#/sms/password",
                "it is of a version of SOPS that is not known here; encrypt it with SOPS 3");
    }

    @Test
    void refusesAFileThatIsNotEncrypted() throws Exception {
        write("s.yaml", "sms: { password: " + CANARY + " }\n");

        refuses(
                "ref+sops://s.yaml#/sms/password",
                "it has no 'sops' section, so it is not encrypted by SOPS; encrypt it with 'sops -e'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                CANARY,
                "[" + CANARY + "]",
                "\"" + CANARY,
                "{ " + CANARY,
                "a: b: " + CANARY,
                "a: " + CANARY + "\na: x",
                "\t" + CANARY,
                "? {a: " + CANARY + "}\n: x"
            })
    void refusesWhatIsNoSopsFileWithoutShowingIt(String text) throws Exception {
        for (String name : List.of("s.yaml", "s.json")) {
            write(name, text);

            assertThatThrownBy(() -> resolve("ref+sops://" + name + "#/a"))
                    .isInstanceOf(SecretUnavailableException.class)
                    .hasMessageNotContaining("Zq7");
        }
    }

    /** A changed byte may be one that means nothing, as in a recipient's name; what it never gives is another text. */
    @Test
    void noChangedByteGivesAnotherText() throws Exception {
        byte[] sound = new SopsSample().yaml(Map.of("p", CANARY)).getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int i = 0; i < sound.length; i++) {
            byte[] changed = sound.clone();
            changed[i] ^= (byte) (1 << (i % 8));
            refused += refusesOrGives(changed, new Secret(CANARY)) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(sound.length / 2);
    }

    @Test
    void noTruncatedFileGivesAText() throws Exception {
        byte[] sound =
                new SopsSample().yaml(Map.of("p", CANARY)).stripTrailing().getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < sound.length; length += 7) {
            assertThat(refusesOrGives(Arrays.copyOf(sound, length), new Secret(CANARY)))
                    .as("cut to %d bytes", length)
                    .isTrue();
        }
    }

    private boolean refusesOrGives(byte[] file, Secret expected) throws IOException {
        Files.write(configs.resolve("s.yaml"), file);
        try {
            assertThat(resolve("ref+sops://s.yaml#/p")).isEqualTo(expected);
            return false;
        } catch (SecretUnavailableException e) {
            assertThat(e).hasMessageNotContaining("Zq7").hasNoCause();
            return true;
        }
    }

    private static String line(String text, String start) {
        return text.lines()
                .filter(line -> line.strip().startsWith(start))
                .findFirst()
                .orElseThrow()
                .strip()
                .substring(start.length());
    }

    private static String indentedBelow(String text, String from, String to) {
        int begin = text.indexOf(from) + from.length() + 1;
        int end = text.indexOf(to, begin);
        return text.substring(0, begin) + text.substring(begin, end).indent(8) + text.substring(end);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(configs.resolve(name), text);
    }

    private Secret resolve(String reference) throws SecretUnavailableException {
        return Resolvers.of(configs, variables).resolve(SecretReference.parse(reference));
    }

    private void refuses(String reference, String cause) {
        assertThatThrownBy(() -> resolve(reference))
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessage(reference + " does not resolve: " + cause)
                .hasNoCause();
    }
}
