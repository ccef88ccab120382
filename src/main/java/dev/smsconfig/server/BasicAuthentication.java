package dev.smsconfig.server;

import dev.smsconfig.state.Secret;
import dev.smsconfig.state.Value;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.BiConsumer;

/** User name and password in each request (RFC 7617), in UTF-8. */
public final class BasicAuthentication implements Authentication {

    private final Secret header;

    /**
     * @param username a text or a secret; without a colon
     * @param password a text or a secret
     * @throws IllegalArgumentException where one is neither, or the user name cannot be sent; shows neither of them
     */
    public BasicAuthentication(Value username, Value password) {
        String user = clear(username);
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("a user name with a colon cannot be sent; check auth in fleet.yaml");
        }
        byte[] pair = (user + ":" + clear(password)).getBytes(StandardCharsets.UTF_8);
        this.header = new Secret("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    @Override
    public void addHeaders(BiConsumer<String, String> request) {
        request.accept("Authorization", header.expose());
    }

    private static String clear(Value value) {
        if (value instanceof Secret secret) {
            return secret.expose();
        }
        if (value instanceof Value.Text text) {
            return text.text();
        }
        throw new IllegalArgumentException("a credential must be resolved before it is used");
    }
}
