package dev.smsconfig.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.http.ScriptedServer;
import dev.smsconfig.state.SecretPurpose;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretUnavailableException;
import dev.smsconfig.state.SecretUse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a look-up: which version of which secret, what for, and nothing of its value. */
class SecretUseTest {

    private static final String CHANGED = "2026-03-01T09:00:00Z";

    @TempDir
    Path configs;

    private final Map<String, String> variables = new HashMap<>();
    private final List<SecretUse> uses = new ArrayList<>();

    private SecretResolver resolver() {
        return new SecretResolver(configs, null, variables::get, Resolvers.ONCE, uses::add);
    }

    private String version(String reference) throws SecretUnavailableException {
        resolver().resolve(SecretReference.parse(reference));
        assertThat(uses).singleElement().satisfies(use -> {
            assertThat(use.found()).isTrue();
            assertThat(use.reference().text()).isEqualTo(reference);
            assertThat(use.toString()).doesNotContain("Zq7");
        });
        return String.valueOf(uses.get(0).version());
    }

    private Path file(String name, String text) throws Exception {
        Path file = Files.writeString(configs.resolve(name), text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse(CHANGED)));
        return file;
    }

    @Test
    void aFileHasTheTimeOfItsLastChange() throws Exception {
        file("p", "Zq7canary\n");
        assertThat(version("ref+file://p")).isEqualTo(CHANGED);
    }

    @Test
    void aVariableThatNamesAFileHasTheFiles() throws Exception {
        variables.put("P_FILE", file("p", "Zq7canary").toAbsolutePath().toString());
        assertThat(version("ref+env://P")).isEqualTo(CHANGED);
    }

    @Test
    void aVariableHasNone() throws Exception {
        variables.put("P", "Zq7canary");
        assertThat(version("ref+env://P")).isEqualTo("null");
    }

    @Test
    void aSopsFileHasTheTimeThatItsMacVouchesFor() throws Exception {
        variables.put("SOPS_AGE_KEY", SopsSample.IDENTITY);
        file("s.yaml", new SopsSample().yaml(new HashMap<>(Map.of("p", "Zq7canary"))));
        assertThat(version("ref+sops://s.yaml#/p")).isEqualTo("2026-05-22T20:16:23Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"data\":{\"data\":{\"p\":\"Zq7\"},\"metadata\":{\"version\":7}}}|ref+vault://kv/sms#/p|7",
                "{\"data\":{\"data\":{\"p\":\"Zq7\"},\"metadata\":{\"version\":\"Zq7\"}}}|ref+vault://kv/sms#/p|null",
                "{\"data\":{\"data\":{\"p\":\"Zq7\"}}}|ref+vault://kv/sms#/p|null",
                "{\"data\":{\"p\":\"Zq7\"}}|ref+vault://kv/sms?kv=1#/p|null",
            })
    void aSecretOfVaultHasTheNumberThatVaultTells(String body, String reference, String version) throws Exception {
        try (ScriptedServer vault = ScriptedServer.answering(request -> ScriptedServer.whole("200 OK", body))) {
            variables.putAll(Map.of(
                    "VAULT_ADDR",
                    "http://127.0.0.1:" + vault.port(),
                    "SMSCONFIG_VAULT_INSECURE",
                    "true",
                    "VAULT_TOKEN",
                    "hvs.Zq7token"));
            assertThat(version(reference)).isEqualTo(version);
        }
    }

    @Test
    void aLookUpThatFailsIsToldToo() {
        assertThatThrownBy(() ->
                        resolver().meantFor(SecretPurpose.SAVE).resolve(SecretReference.parse("ref+file://missing")))
                .isInstanceOf(SecretUnavailableException.class);
        assertThat(uses)
                .containsExactly(
                        new SecretUse(SecretReference.parse("ref+file://missing"), null, SecretPurpose.SAVE, false));
    }

    @Test
    void whatItIsForIsTold() throws Exception {
        file("p", "Zq7canary");
        SecretReference reference = SecretReference.parse("ref+file://p");
        SecretResolver resolver = resolver();
        resolver.resolve(reference);
        resolver.meantFor(SecretPurpose.SIGN_IN).resolve(reference);
        resolver.ofSeveralLines(SecretPurpose.SIGNING_KEY).resolve(reference);
        assertThat(uses)
                .extracting(SecretUse::purpose)
                .containsExactly(SecretPurpose.COMPARE, SecretPurpose.SIGN_IN, SecretPurpose.SIGNING_KEY);
    }
}
