package dev.smsconfig.server;

import dev.smsconfig.state.Secret;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** HTTP Basic (RFC 7617) with UTF-8; SuperOffice admits it for onsite installations. */
public final class BasicAuthentication implements Authentication {

    private final Map<String, String> headers;

    /**
     * @param username a text or a resolved secret
     * @param password likewise
     */
    public BasicAuthentication(Value username, Value password) {
        byte[] credentials = (clear(username) + ":" + clear(password)).getBytes(StandardCharsets.UTF_8);
        headers = Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    }

    private static String clear(Value value) {
        if (value instanceof Secret secret) {
            return secret.expose();
        }
        if (value instanceof Value.Text text) {
            return text.text();
        }
        throw new IllegalArgumentException("a credential is a text or a resolved secret");
    }

    @Override
    public Map<String, String> headersFor(TenantId tenant) {
        return headers;
    }
}
