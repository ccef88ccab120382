package dev.smsconfig.secret;

import dev.smsconfig.http.Answer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Vault's answers say. */
final class VaultJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private VaultJson() {}

    static byte[] write(Map<String, String> members) {
        return JSON.writeValueAsBytes(members);
    }

    /** The token of a login. */
    static String token(Answer answer) throws VaultRefusal {
        JsonNode token = root(answer).path("auth").path("client_token");
        if (!token.isString() || !token.stringValue().matches("[!-~]+")) {
            throw new VaultRefusal("Vault answered the login with something else than a token; check VAULT_ADDR");
        }
        return token.stringValue();
    }

    /**
     * @param versioned whether the engine keeps versions (KV v2)
     * @param keys lead to the value
     */
    static String value(Answer answer, boolean versioned, List<String> keys) throws VaultRefusal {
        JsonNode data = root(answer).path("data");
        JsonNode node = versioned ? data.path("data") : data;
        if (!node.isObject()) {
            throw new VaultRefusal(
                    versioned
                            ? "Vault answered with something else than a secret of KV version 2; for version 1 write ?kv=1"
                            : "Vault answered with something else than a secret; check VAULT_ADDR and the path");
        }
        for (String key : keys) {
            node = node.path(key);
        }
        if (node.isMissingNode()) {
            throw new VaultRefusal("the secret in Vault has no such key; see its keys with 'vault kv get'");
        }
        if (!node.isString()) {
            throw new VaultRefusal("the value in Vault is no text; write it as a string");
        }
        return node.stringValue();
    }

    /** Which version an engine sent that keeps versions; null where it does not say. */
    static @Nullable String version(Answer answer) throws VaultRefusal {
        JsonNode version = root(answer).path("data").path("metadata").path("version");
        return version.isIntegralNumber() ? version.asString() : null;
    }

    /** Whether a 404 is about a version that was there: Vault sends its metadata then. */
    static boolean isDeleted(Answer answer) {
        try {
            JsonNode metadata = root(answer).path("data").path("metadata");
            return metadata.path("destroyed").asBoolean(false)
                    || !metadata.path("deletion_time").asString("").isEmpty();
        } catch (VaultRefusal e) {
            return false;
        }
    }

    private static JsonNode root(Answer answer) throws VaultRefusal {
        @Nullable JsonNode root;
        try {
            root = JSON.readTree(answer.body());
        } catch (JacksonException e) {
            root = null; // its message quotes the body
        }
        if (root == null || !root.isObject()) {
            throw new VaultRefusal("no answer that Vault gives (" + answer.status() + "); check VAULT_ADDR");
        }
        return root;
    }
}
