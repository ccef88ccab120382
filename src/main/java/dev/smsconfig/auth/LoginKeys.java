package dev.smsconfig.auth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.smsconfig.http.Answer;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The public keys with which the login server signs (RFC 7517), kept for a day. Safe for use by several threads. */
final class LoginKeys {

    private static final String PATH = "/login/.well-known/jwks";
    private static final Duration AGE = Duration.ofDays(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(5);
    private static final int MIN_BITS = 2048;

    /**
     * @param since when the keys of the day were got first
     * @param looked when they were last asked for because one was missing, or null
     */
    private record Known(
            List<RSAKey> keys, Instant since, @Nullable Instant looked) {}

    private final LoginServer login;
    private final Clock clock;
    private final SharedCalls<String, Known> requests = new SharedCalls<>();
    private final Set<String> lookedFor = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Known known;

    LoginKeys(LoginServer login, Clock clock) {
        this.login = login;
        this.clock = clock;
    }

    /**
     * The keys that may have made a signature, by the id in its header. An unknown id makes the keys be asked for again,
     * for each id once, and not sooner than {@code BETWEEN_LOOKS} after the last time: else a server that answers with
     * made-up ids would make this client load it.
     */
    List<RSAKey> of(JWSHeader header) throws NotSignedInException {
        Known current = current();
        List<RSAKey> keys = matching(current, header);
        String id = id(header);
        return keys.isEmpty() && id != null ? matching(lookAgain(current, id), header) : keys;
    }

    private Known current() throws NotSignedInException {
        Known current = fresh();
        if (current != null) {
            return current;
        }
        return requests.run("first", () -> {
            Known meanwhile = fresh();
            if (meanwhile != null) {
                return meanwhile;
            }
            Known got = new Known(fetch(), clock.instant(), null);
            lookedFor.clear();
            known = got;
            return got;
        });
    }

    private @Nullable Known fresh() {
        Known current = known;
        return current != null && clock.instant().isBefore(current.since.plus(AGE)) ? current : null;
    }

    private Known lookAgain(Known old, String id) throws NotSignedInException {
        return requests.run("again", () -> {
            Known meanwhile = known;
            if (meanwhile != null && meanwhile != old) {
                return meanwhile;
            }
            Instant now = clock.instant();
            Instant looked = old.looked;
            if (looked != null && now.isBefore(looked.plus(BETWEEN_LOOKS)) || !lookedFor.add(id)) {
                return old;
            }
            try {
                Known got = new Known(fetch(), old.since, now);
                known = got;
                return got;
            } catch (NotSignedInException e) {
                // it has not been looked for, so the next sign-in may
                lookedFor.remove(id);
                throw e;
            }
        });
    }

    private List<RSAKey> fetch() throws NotSignedInException {
        Answer answer = login.get(PATH);
        if (answer.status() != 200) {
            throw login.refusal(answer);
        }
        try {
            JWKSet set = JWKSet.parse(new String(answer.body(), StandardCharsets.UTF_8));
            List<RSAKey> keys = set.getKeys().stream()
                    .filter(LoginKeys::isForSignatures)
                    .map(JWK::toRSAKey)
                    .collect(Collectors.toList());
            if (!keys.isEmpty()) {
                return keys;
            }
        } catch (ParseException | RuntimeException e) {
            // without the cause: it quotes what it read
            throw login.unexpected("something else than a set of keys");
        }
        throw login.unexpected("a set without an RSA key for signatures");
    }

    private static boolean isForSignatures(JWK key) {
        return key instanceof RSAKey
                && key.size() >= MIN_BITS
                && (key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse()))
                && (key.getAlgorithm() == null || JWSAlgorithm.RS256.equals(key.getAlgorithm()));
    }

    /** Without an id, each key may be the one: the signature decides in any case. */
    private static List<RSAKey> matching(Known known, JWSHeader header) {
        String id = id(header);
        return id == null
                ? known.keys
                : known.keys.stream().filter(key -> has(key, id)).toList();
    }

    /** Servers of Microsoft's make name the key by its certificate's thumbprint, some in place of the key id. */
    @SuppressWarnings("deprecation")
    private static @Nullable String id(JWSHeader header) {
        Base64URL thumbprint = header.getX509CertThumbprint();
        return header.getKeyID() == null && thumbprint != null ? thumbprint.toString() : header.getKeyID();
    }

    @SuppressWarnings("deprecation")
    private static boolean has(RSAKey key, String id) {
        Base64URL thumbprint = key.getX509CertThumbprint();
        return id.equals(key.getKeyID()) || thumbprint != null && id.equals(thumbprint.toString());
    }
}
