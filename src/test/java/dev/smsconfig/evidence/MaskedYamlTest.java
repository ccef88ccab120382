package dev.smsconfig.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedYamlTest {

    private static final String CANARY = "Zq-canary";

    private static String masked(String text) {
        return MaskedYaml.lines(text)
                .map(lines -> String.join("\n", lines) + "\n")
                .orElse("in doubt");
    }

    @Test
    void showsWhatIsKnownToHoldNoSecretAndMasksTheRest() {
        assertThat(masked("""
                # was Zq-canary
                apiVersion: smsconfig/v1
                kind: SmsConfig
                metadata:
                  tenant: Cust1
                  labels: { ring: canary, country: "no" }
                  groups:
                  - nordic
                spec:
                  DefaultSmsCountry: "+47"   # Zq-canary
                  NsPluginSender: Zq-canary-is-no-secret-here
                  Unknown: Zq-canary
                  NsPluginConfig:
                    cm_username: contoso
                    cm_password: "Zq-canary"
                    'kind': 'Zq-canary'
                    cm_token: ref+env://TOKEN
                    cm_other: "ref+env://a b Zq-canary"
                """)).isEqualTo("""
                # ***
                apiVersion: smsconfig/v1
                kind: SmsConfig
                metadata:
                  tenant: Cust1
                  labels: { ring: canary, country: "no" }
                  groups:
                  - nordic
                spec:
                  DefaultSmsCountry: "+47" # ***
                  NsPluginSender: Zq-canary-is-no-secret-here
                  Unknown: ***
                  NsPluginConfig:
                    cm_username: contoso
                    cm_password: ***
                    'kind': ***
                    cm_token: ref+env://TOKEN
                    cm_other: ***
                """);
    }

    @Test
    void looksIntoMappingsInOneLine() {
        assertThat(
                        masked(
                                "spec: { NsPluginSender: Acme, NsPluginConfig: { cm_serviceId: \"1\", cm_password: 'a, b' } }\n"))
                .isEqualTo(
                        "spec: { NsPluginSender: Acme, NsPluginConfig: { cm_serviceId: \"1\", cm_password: *** } }\n");
    }

    @Test
    void masksWhatAFleetKnowsOfDatabasesAndSignsInWith() {
        assertThat(masked("""
                environments:
                  onsite:
                    api: "https://user:Zq-canary@crm.example.com/{tenant}/api"
                    insecure: true
                    auth: { scheme: basic, username: svc, password: "ref+env://P" }
                repository: { url: "jdbc:postgresql://db/s?password=Zq-canary", username: s, password: Zq-canary }
                guards: { maxChanged: 30% }
                """)).isEqualTo("""
                environments:
                  onsite:
                    api: ***
                    insecure: true
                    auth: { scheme: ***, username: ***, password: "ref+env://P" }
                repository: { url: ***, username: ***, password: *** }
                guards: { maxChanged: 30% }
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spec:\n  NsPluginConfig:\n    cm_password: |\n      kind: Zq-canary\n",
                "spec:\n  NsPluginConfig:\n    cm_password: >-\n      Zq-canary\n",
                "spec:\n  NsPluginConfig:\n    cm_password: \"first\n      kind: Zq-canary\"\n",
                "spec:\n  NsPluginConfig:\n    cm_password: first\n      Zq-canary\n",
                "spec:\n  NsPluginConfig:\n    cm_password: first\n      kind: Zq-canary\n",
                "spec: { NsPluginConfig: { cm_password: first,\n  kind: Zq-canary } }\n",
                "spec:\n  NsPluginConfig:\n    ? cm_password\n    : Zq-canary\n",
                "spec:\n  NsPluginConfig:\n    cm_password: !!str Zq-canary\n",
                "spec:\n  NsPluginConfig:\n    cm_password: &a Zq-canary\n",
                "spec:\n\tkind: Zq-canary\n",
                "kind: a\u2028spec: Zq-canary\n",
                "kind: a\u0085spec: Zq-canary\n",
                "kind: a\r\nspec: Zq-canary\r\n",
                "Zq-canary\n",
                "- a\n  Zq-canary\n",
                "kind: \"a\" Zq-canary\n",
                "kind: [a, Zq-canary\n",
            })
    void leavesOutWhatItCannotReadForSure(String text) {
        assertThat(MaskedYaml.lines(text)).isEmpty();
    }

    @Test
    void everyFileOfTheSamplesCanBeShown() throws IOException {
        for (Path folder : List.of(Path.of("configs"), Path.of("samples/valid"), Path.of("samples/layers"))) {
            try (Stream<Path> files = Files.walk(folder)) {
                assertThat(files.filter(file -> file.toString().endsWith(".yaml")))
                        .isNotEmpty()
                        .allSatisfy(file -> {
                            String text = Files.readString(file);
                            assertThat(MaskedYaml.lines(text)).isPresent();
                            assertThat(MaskedYaml.lines(text).orElseThrow())
                                    .hasSameSizeAs(text.lines().toList());
                        });
            }
        }
    }

    /** Whatever is put together of what files are made of: the secret below a sensitive key is never shown. */
    @Test
    void noSecretIsShownHoweverItIsWritten() {
        String[] parts = {
            "spec:\n",
            "  NsPluginConfig:\n",
            "    cm_password: Zq-canary\n",
            "    cm_password: 'Zq-canary'\n",
            "    cm_password: \"Zq-canary\"\n",
            "    cm_password:\n",
            "      Zq-canary\n",
            "    - Zq-canary\n",
            "  NsPluginConfig: { cm_password: Zq-canary }\n",
            "  NsPluginConfig: {cm_password: 'Zq-canary', a: [ Zq-canary ]}\n",
            "kind: x\n",
            "    kind: Zq-canary\n",
            "      kind: Zq-canary\n",
            "# Zq-canary\n",
            "    # Zq-canary\n",
            "\n",
            "---\n",
            "    cm_password: |\n",
            "    cm_password: \"\n",
            "spec: { NsPluginConfig: { cm_password: \"Zq-canary\" } }\n",
            "  - { kind: Zq-canary }\n",
            "    cm_username: contoso # Zq-canary\n",
            "    ref+env://Zq-canary\n",
        };
        int shown = 0;
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder("spec:\n  NsPluginConfig:\n");
            for (int i = random.nextInt(6); i >= 0; i--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            String result = masked(text.toString());
            assertThat(result).as("seed %d: %s", seed, text).doesNotContain(CANARY);
            shown += result.equals("in doubt") ? 0 : 1;
        }
        assertThat(shown).isGreaterThan(2_000);
    }
}
