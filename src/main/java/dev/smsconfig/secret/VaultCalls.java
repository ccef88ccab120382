package dev.smsconfig.secret;

import dev.smsconfig.http.Answer;
import dev.smsconfig.http.Delivery;
import dev.smsconfig.http.Transport;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Retries;
import dev.smsconfig.state.Secret;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Requests to Vault, tried again as every other remote call. The only class here that sees a secret in the clear. */
final class VaultCalls implements AutoCloseable {

    private final VaultSettings settings;
    private final Retries retries;
    private @Nullable Transport transport;
    private boolean closed;

    VaultCalls(VaultSettings settings, Retries retries) {
        this.settings = settings;
        this.retries = retries;
    }

    /** One attempt: an answer that is not to be tried again, or a failure. */
    private record Attempt(
            @Nullable Answer answer, @Nullable Failure failure) {}

    /** @param path encoded, with its query */
    Answer read(String path, Secret token) throws VaultRefusal {
        URI target = settings.target(path);
        Transport http = transport();
        Map<String, String> headers = settings.headers();
        headers.put("X-Vault-Token", token.expose());
        return send(() -> http.get(target, headers));
    }

    /** Signs in; Vault keeps a lease of each time. */
    Answer login(VaultSettings.AppRole role) throws VaultRefusal {
        URI target = settings.target("/v1/auth/approle/login");
        Transport http = transport();
        Map<String, String> headers = settings.headers();
        headers.put("Content-Type", "application/json");
        byte[] body = VaultJson.write(
                Map.of("role_id", role.roleId(), "secret_id", role.secretId().expose()));
        return send(() -> http.post(target, headers, body));
    }

    private Answer send(Supplier<Delivery> request) throws VaultRefusal {
        Attempt last = retries.run(number -> attempt(request), Attempt::failure).result();
        Failure failure = last.failure();
        if (last.answer() != null && (failure == null || last.answer().status() == 503)) {
            return last.answer();
        }
        throw new VaultRefusal(failure == null ? "no answer from Vault" : "Vault: " + failure.message());
    }

    private static Attempt attempt(Supplier<Delivery> request) {
        Delivery delivery = request.get();
        if (delivery instanceof Delivery.Answered answered) {
            int status = answered.answer().status();
            return new Attempt(answered.answer(), transientFailure(status));
        }
        return delivery instanceof Delivery.NotSent notSent
                ? new Attempt(null, notSent.failure())
                : new Attempt(null, ((Delivery.Lost) delivery).failure());
    }

    private static @Nullable Failure transientFailure(int status) {
        if (status == 429) {
            return Failure.of(Failure.Kind.THROTTLED, "429, too many requests; lower --parallelism");
        }
        return status >= 500 && status < 600
                ? Failure.of(Failure.Kind.SERVER_ERROR, status + ", it failed; look at its log")
                : null;
    }

    private synchronized Transport transport() throws VaultRefusal {
        if (closed) {
            throw new VaultRefusal("the run is being stopped");
        }
        Transport current = transport;
        if (current == null) {
            current = settings.transport();
            transport = current;
        }
        return current;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (transport != null) {
            transport.close();
        }
    }
}
