package dev.smsconfig.sample.login;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The apps that may log in, and which of their tokens were revoked. Thread-safe. */
public final class Apps {

    private final List<App> apps;
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();

    /** @param revoked system user tokens and refresh tokens that are no longer good */
    public Apps(Collection<App> apps, Collection<String> revoked) {
        this.apps = List.copyOf(apps);
        revoked.forEach(this::revoke);
    }

    Optional<App> withId(String clientId) {
        return apps.stream().filter(app -> app.clientId().equals(clientId)).findFirst();
    }

    /** The app whose secret this is; looks at all of them. */
    Optional<App> withSecret(String clientSecret) {
        App found = null;
        for (App app : apps) {
            if (ConstantTime.equal(app.registration().clientSecret(), clientSecret)) {
                found = app;
            }
        }
        return Optional.ofNullable(found);
    }

    /** From now on {@code token}, a system user token or refresh token, is refused. */
    public void revoke(String token) {
        revoked.add(ConstantTime.fingerprint(token));
    }

    /** Whether {@code token}, a system user token or refresh token of one of the apps, is known here. */
    public boolean knows(String token) {
        return apps.stream()
                .anyMatch(app -> app.grants().systemUserTokens().containsValue(token)
                        || app.grants().refreshTokens().containsValue(token));
    }

    boolean isRevoked(String token) {
        return revoked.contains(ConstantTime.fingerprint(token));
    }
}
