package dev.smsconfig.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.http.ScriptedServer;
import dev.smsconfig.server.RetrySettings;
import dev.smsconfig.server.SpringRetries;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vault as its documentation says it answers; a real one was not at hand. */
class VaultTest {

    private static final String CANARY = "Zq7canary";
    private static final String TOKEN = "hvs.Zq7token";
    private static final String REFERENCE = "ref+vault://kv/sms/acme#/password";
    private static final String SECRET =
            "{\"data\":{\"data\":{\"password\":\"" + CANARY + "\",\"n\":47,\"deep\":{\"p\":\"Zq7deep\"}},"
                    + "\"metadata\":{\"deletion_time\":\"\",\"destroyed\":false,\"version\":7}}}";
    private static final String LOGIN = "{\"auth\":{\"client_token\":\"hvs.Zq7session\"}}";

    @TempDir
    Path configs;

    private final Map<String, String> variables = new HashMap<>();
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private ScriptedServer vault = start();

    private ScriptedServer start() {
        try {
            return ScriptedServer.answering(request -> {
                String answer = answers.poll();
                return answer == null ? "" : answer;
            });
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void point() {
        variables.put("VAULT_ADDR", "http://127.0.0.1:" + vault.port());
        variables.put("SMSCONFIG_VAULT_INSECURE", "true");
        variables.put("VAULT_TOKEN", TOKEN);
    }

    @AfterEach
    void stop() throws IOException {
        vault.close();
    }

    @Test
    void readsTheNewestVersion() throws Exception {
        answer("200 OK", SECRET);

        assertThat(resolve(REFERENCE)).isEqualTo(new Secret(CANARY));
        assertThat(vault.requests().get(0))
                .startsWith("GET /v1/kv/data/sms/acme HTTP/1.1")
                .contains("X-Vault-Token: " + TOKEN, "X-Vault-Request: true");
    }

    @Test
    void readsTheVersionThatIsAskedFor() throws Exception {
        answer("200 OK", SECRET);

        resolve("ref+vault://kv/sms/acme?version=7#/deep/p");
        assertThat(vault.requests().get(0)).startsWith("GET /v1/kv/data/sms/acme?version=7 HTTP/1.1");
    }

    @Test
    void readsAnEngineWithoutVersions() throws Exception {
        answer("200 OK", "{\"data\":{\"password\":\"" + CANARY + "\"}}");

        assertThat(resolve("ref+vault://kv/sms/acme?kv=1#/password")).isEqualTo(new Secret(CANARY));
        assertThat(vault.requests().get(0)).startsWith("GET /v1/kv/sms/acme HTTP/1.1");
    }

    @Test
    void putsAPathInWithoutLettingItBecomeAnother() throws Exception {
        answer("200 OK", SECRET);

        resolve("ref+vault://kv/a%2e%2e/b;c&d#/password");
        assertThat(vault.requests().get(0)).startsWith("GET /v1/kv/data/a%252e%252e/b%3Bc%26d HTTP/1.1");
    }

    @Test
    void namesTheNamespace() throws Exception {
        variables.put("VAULT_NAMESPACE", "team-a");
        answer("200 OK", SECRET);

        resolve(REFERENCE);
        assertThat(vault.requests().get(0)).contains("X-Vault-Namespace: team-a");
    }

    @Test
    void takesTheTokenFromAFile() throws Exception {
        variables.remove("VAULT_TOKEN");
        variables.put(
                "VAULT_TOKEN_FILE",
                Files.writeString(configs.resolve("t"), TOKEN + "\n").toString());
        answer("200 OK", SECRET);

        resolve(REFERENCE);
        assertThat(vault.requests().get(0)).contains("X-Vault-Token: " + TOKEN + "\r\n");
    }

    @Test
    void signsAnAppRoleInOnceForAllReads() throws Exception {
        appRole();
        answer("200 OK", LOGIN);
        answer("200 OK", SECRET);
        answer("200 OK", SECRET);

        SecretResolver resolver = Resolvers.of(configs, variables);
        resolver.resolve(SecretReference.parse(REFERENCE));
        resolver.resolve(SecretReference.parse(REFERENCE));
        assertThat(vault.requests()).hasSize(3);
        assertThat(vault.requests().get(0))
                .startsWith("POST /v1/auth/approle/login")
                .contains("\"role_id\":\"role-1\"", "\"secret_id\":\"Zq7id\"");
        assertThat(vault.requests().get(2)).contains("X-Vault-Token: hvs.Zq7session");
    }

    @Test
    void signsAnAppRoleInAgainOnceWhereItsTokenIsRefused() throws Exception {
        appRole();
        answer("200 OK", LOGIN);
        answer("403 Forbidden", "{\"errors\":[\"permission denied\"]}");
        answer("200 OK", LOGIN.replace("session", "second"));
        answer("200 OK", SECRET);

        assertThat(resolve(REFERENCE)).isEqualTo(new Secret(CANARY));
        assertThat(vault.requests().get(3)).contains("X-Vault-Token: hvs.Zq7second");
    }

    @Test
    void givesUpWhereANewTokenIsRefusedToo() {
        appRole();
        for (int i = 0; i < 2; i++) {
            answer("200 OK", LOGIN);
            answer("403 Forbidden", "{}");
        }

        refuses(REFERENCE, "Vault refuses (403): the token may not read this path, or has expired");
        assertThat(vault.requests()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"400 Bad Request", "403 Forbidden"})
    void saysThatALoginIsRefused(String status) {
        appRole();
        answer(status, "{\"errors\":[\"" + CANARY + "\"]}");

        refuses(REFERENCE, "Vault refuses the login of the AppRole; check VAULT_ROLE_ID and VAULT_SECRET_ID");
    }

    @Test
    void refusesALoginWithoutAToken() {
        appRole();
        answer("200 OK", "{\"auth\":{\"client_token\":\"" + CANARY + "\\r\\nX-Evil: 1\"}}");

        refuses(REFERENCE, "Vault answered the login with something else than a token; check VAULT_ADDR");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 Forbidden|{\"errors\":[\"Zq7\"]}|Vault refuses (403): the token may not read this path, or has expired",
                "404 Not Found|{\"errors\":[]}|there is no such secret in Vault (404); write mount and path, without 'data/'",
                "404 Not Found|Zq7|there is no such secret in Vault (404); write mount and path, without 'data/'",
                "404 Not Found|{\"data\":{\"data\":null,\"metadata\":{\"deletion_time\":\"2026-11-01T00:00:00Z\","
                        + "\"destroyed\":false}}}|that version is deleted in Vault; undelete it, or name another with ?version=N",
                "404 Not Found|{\"data\":{\"data\":null,\"metadata\":{\"deletion_time\":\"\",\"destroyed\":true}}}|that version"
                        + " is deleted in Vault; undelete it, or name another with ?version=N",
                "503 Unavailable|{\"errors\":[\"Vault is sealed\"]}|Vault is sealed or in maintenance (503); unseal it",
                "307 Temporary Redirect|Zq7|Vault redirects (307), which is not followed; set VAULT_ADDR to the active node",
                "400 Bad Request|Zq7|Vault refuses with 400; look at its log",
                "500 Broken|Zq7|Vault: 500, it failed; look at its log",
                "429 Too Many|Zq7|Vault: 429, too many requests; lower --parallelism",
                "200 OK|<html>Zq7</html>|no answer that Vault gives (200); check VAULT_ADDR",
                "200 OK|[\"Zq7\"]|no answer that Vault gives (200); check VAULT_ADDR",
                "200 OK|{\"data\":{\"password\":\"Zq7\"}}|Vault answered with something else than a secret of KV version 2; for"
                        + " version 1 write ?kv=1",
                "200 OK|{\"data\":{\"data\":null}}|Vault answered with something else than a secret of KV version 2; for"
                        + " version 1 write ?kv=1",
                "200 OK|{\"data\":{\"data\":{\"other\":\"Zq7\"}}}|the secret in Vault has no such key; see its keys with 'vault"
                        + " kv get'",
                "200 OK|{\"data\":{\"data\":{\"password\":4711}}}|the value in Vault is no text; write it as a string",
                "200 OK|{\"data\":{\"data\":{\"password\":{\"a\":\"Zq7\"}}}}|the value in Vault is no text; write it as a string",
                "200 OK|{\"data\":{\"data\":{\"password\":\"\"}}}|it is empty; give it a value",
                "200 OK|{\"data\":{\"data\":{\"password\":\"Zq7\\nZq7\"}}}|it holds a line break or a NUL; a secret is one line"
            })
    void saysWhatIsWrongWithoutShowingTheAnswer(String status, String body, String cause) {
        answer(status, body);

        refuses(REFERENCE, cause);
    }

    @Test
    void saysThatVaultClosedTheConnection() {
        assertThatThrownBy(() -> resolve(REFERENCE))
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessageContaining("does not resolve: Vault: ")
                .hasMessageContaining("127.0.0.1:" + vault.port());
    }

    @Test
    void triesATransientFailureAgain() throws Exception {
        answer("500 Broken", "");
        answer("503 Unavailable", "{}");
        answer("200 OK", SECRET);
        SecretResolver resolver = new SecretResolver(
                configs, variables::get, new SpringRetries(RetrySettings.standard(), duration -> true, new Random(1)));

        assertThat(resolver.resolve(SecretReference.parse(REFERENCE))).isEqualTo(new Secret(CANARY));
    }

    @Test
    void asksNobodyOverHttpUnlessThatIsAdmitted() {
        variables.remove("SMSCONFIG_VAULT_INSECURE");

        refuses(
                REFERENCE,
                "VAULT_ADDR is no https://host:8200; correct it (http is admitted with SMSCONFIG_VAULT_INSECURE=true"
                        + " only)");
        assertThat(vault.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vault",
                "ftp://vault",
                "https://Zq7:Zq7@vault",
                "https://vault/v1",
                "https://vault?Zq7",
                "https://"
            })
    void refusesAnAddressThatIsNone(String address) {
        variables.put("VAULT_ADDR", address);

        refuses(
                REFERENCE,
                "VAULT_ADDR is no https://host:8200; correct it (http is admitted with SMSCONFIG_VAULT_INSECURE=true"
                        + " only)");
    }

    @Test
    void saysWhatToSetWhereThereIsNoAddress() {
        variables.remove("VAULT_ADDR");

        refuses(REFERENCE, "VAULT_ADDR is not set; set it to Vault's address, https://host:8200");
    }

    @Test
    void saysWhatToSetWhereThereIsNoCredential() {
        variables.remove("VAULT_TOKEN");

        refuses(
                REFERENCE,
                "there is no credential for Vault; set VAULT_TOKEN, or VAULT_ROLE_ID and VAULT_SECRET_ID, or the same"
                        + " with _FILE for files that hold them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Zq7 token", "Zq7\r\nX-Evil: 1"})
    void refusesATokenThatIsNone(String token) {
        variables.put("VAULT_TOKEN", token);

        refuses(REFERENCE, "VAULT_TOKEN is empty or has blanks or line breaks; copy it again");
        assertThat(vault.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "garbage"})
    void refusesAnAuthorityThatIsNoCertificate(String file) throws Exception {
        Files.writeString(configs.resolve("garbage"), CANARY);
        variables.put("VAULT_CACERT", configs.resolve(file).toString());

        refuses(REFERENCE, "the file that VAULT_CACERT names is no readable PEM file with certificates; correct it");
    }

    @Test
    void asksNothingOnceItIsClosed() {
        SecretResolver resolver = Resolvers.of(configs, variables);
        resolver.close();

        assertThatThrownBy(() -> resolver.resolve(SecretReference.parse(REFERENCE)))
                .hasMessageEndingWith("the run is being stopped");
    }

    private void appRole() {
        variables.remove("VAULT_TOKEN");
        variables.put("VAULT_ROLE_ID", "role-1");
        variables.put("VAULT_SECRET_ID", "Zq7id");
    }

    private void answer(String status, String body) {
        answers.add(ScriptedServer.whole(status, body));
    }

    private Secret resolve(String reference) throws SecretUnavailableException {
        return Resolvers.of(configs, variables).resolve(SecretReference.parse(reference));
    }

    private void refuses(String reference, String cause) {
        assertThatThrownBy(() -> resolve(reference))
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessage(reference + " does not resolve: " + cause)
                .hasMessageNotContaining("Zq7")
                .hasNoCause();
    }
}
