package dev.smsconfig.secret;

import dev.smsconfig.http.Answer;
import dev.smsconfig.server.Retries;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretUnavailableException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code ref+vault://MOUNT/PATH#/key}: HashiCorp Vault's and OpenBao's KV engine, version 2 unless {@code ?kv=1} says
 * otherwise. Asking which version a mount has would take a second request and one more right. The token is kept, since
 * each login leaves a lease; values are not.
 */
final class VaultSecrets implements SecretProvider, AutoCloseable {

    private final VaultSettings settings;
    private final VaultCalls calls;
    private @Nullable Secret session;

    VaultSecrets(VaultSettings settings, Retries retries) {
        this.settings = settings;
        this.calls = new VaultCalls(settings, retries);
    }

    @Override
    public Found read(SecretReference reference) throws SecretUnavailableException {
        try {
            return value(reference);
        } catch (VaultRefusal e) {
            throw Unresolved.because(reference, e.text());
        }
    }

    private Found value(SecretReference reference) throws VaultRefusal {
        boolean versioned = !"1".equals(reference.query().get("kv"));
        String path = path(reference, versioned);
        Secret given = settings.token();
        Secret token = given != null ? given : session();
        Answer answer = calls.read(path, token);
        if (answer.status() == 403 && given == null) {
            forget(token); // it may have expired
            answer = calls.read(path, session());
        }
        if (answer.status() != 200) {
            throw refusal(answer);
        }
        return new Found(
                VaultJson.value(answer, versioned, reference.keys()), versioned ? VaultJson.version(answer) : null);
    }

    private static String path(SecretReference reference, boolean versioned) {
        String[] parts = reference.path().split("/", 2);
        String version = reference.query().get("version");
        return "/v1/" + encoded(parts[0]) + (versioned ? "/data/" : "/") + encoded(parts[1])
                + (version == null ? "" : "?version=" + version);
    }

    private static String encoded(String path) {
        return Arrays.stream(path.split("/"))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    /** The token of the AppRole; callers at the same time share one login. */
    private synchronized Secret session() throws VaultRefusal {
        Secret current = session;
        if (current == null) {
            current = login();
            session = current;
        }
        return current;
    }

    private synchronized void forget(Secret refused) {
        if (session != null && session.equals(refused)) {
            session = null;
        }
    }

    private Secret login() throws VaultRefusal {
        VaultSettings.AppRole role = settings.appRole();
        if (role == null) {
            throw new VaultRefusal("there is no credential for Vault; set VAULT_TOKEN, or VAULT_ROLE_ID and"
                    + " VAULT_SECRET_ID, or the same with _FILE for files that hold them");
        }
        Answer answer = calls.login(role);
        if (answer.status() == 200) {
            return new Secret(VaultJson.token(answer));
        }
        throw answer.status() == 400 || answer.status() == 403
                ? new VaultRefusal("Vault refuses the login of the AppRole; check VAULT_ROLE_ID and VAULT_SECRET_ID")
                : refusal(answer);
    }

    private static VaultRefusal refusal(Answer answer) {
        int status = answer.status();
        return new VaultRefusal(
                switch (status) {
                    case 403 -> "Vault refuses (403): the token may not read this path, or has expired";
                    case 404 ->
                        VaultJson.isDeleted(answer)
                                ? "that version is deleted in Vault; undelete it, or name another with ?version=N"
                                : "there is no such secret in Vault (404); write mount and path, without 'data/'";
                    case 503 -> "Vault is sealed or in maintenance (503); unseal it";
                    case 301, 302, 303, 307, 308 ->
                        "Vault redirects (" + status + "), which is not followed; set VAULT_ADDR to the active node";
                    default -> "Vault refuses with " + status + "; look at its log";
                });
    }

    @Override
    public void close() {
        calls.close();
        synchronized (this) {
            session = null;
        }
    }
}
