package dev.smsconfig.sample.scenario;

import dev.smsconfig.sample.login.Account;
import dev.smsconfig.sample.login.AppGrants;
import dev.smsconfig.sample.login.AppRegistration;
import dev.smsconfig.sample.login.AuthorizeError;
import dev.smsconfig.sample.login.JwtFault;
import dev.smsconfig.sample.login.LoginSettings;
import dev.smsconfig.sample.login.RsaKeyText;
import dev.smsconfig.state.TenantId;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code logins} of a scenario file. Places never end with a token, only with the tenants it is for. */
final class LoginSection {

    /** Stands in a token for the tenant's id. */
    private static final String TENANT = "{tenant}";

    private static final List<AuthorizeError> AUTHORIZATIONS = List.of(
            AuthorizeError.NO_ERROR,
            AuthorizeError.REVOKED,
            AuthorizeError.EXPIRED,
            AuthorizeError.DENIED,
            AuthorizeError.NEEDS_REAPPROVAL);

    private final Place place;
    private final Set<TenantId> tenants;

    /** @param tenants those of the file */
    LoginSection(Place place, Set<TenantId> tenants) {
        this.place = place;
        this.tenants = tenants;
    }

    List<Account> accounts(@Nullable List<ScenarioFile.UserEntry> users) throws ScenarioException {
        List<Account> accounts = new ArrayList<>();
        for (ScenarioFile.UserEntry user : orEmpty(users)) {
            Place entry = place.key("users").entry(accounts.size() + 1);
            if (user.username().isEmpty() || user.username().contains(":")) {
                throw entry.key("username").error("write a name without ':'");
            }
            accounts.add(new Account(user.username(), user.password(), scope(entry.key("tenants"), user.tenants())));
        }
        return accounts;
    }

    LoginSettings.KnownTokens known(ScenarioFile.LoginsEntry logins) throws ScenarioException {
        return new LoginSettings.KnownTokens(
                byToken(place.key("tickets"), logins.tickets()), byToken(place.key("tokens"), logins.tokens()));
    }

    List<ScenarioApp> apps(@Nullable List<ScenarioFile.AppEntry> entries) throws ScenarioException {
        List<ScenarioApp> apps = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Set<String> secrets = new HashSet<>();
        for (ScenarioFile.AppEntry entry : orEmpty(entries)) {
            Place where = place.key("apps").entry(apps.size() + 1);
            apps.add(app(where, entry));
            // files are named by the id, and not every file system tells upper from lower case
            if (!ids.add(entry.clientId().toLowerCase(Locale.ROOT))) {
                throw where.key("clientId").error("another app has this id, give each its own");
            }
            if (!secrets.add(entry.clientSecret())) {
                throw where.key("clientSecret").error("another app has this secret, give each its own");
            }
        }
        return apps;
    }

    /** System user tokens and refresh tokens that are no longer good, of all apps. */
    Set<String> revoked(@Nullable List<ScenarioFile.AppEntry> entries, List<ScenarioApp> apps)
            throws ScenarioException {
        Set<String> revoked = new HashSet<>();
        List<ScenarioFile.AppEntry> files = orEmpty(entries);
        for (int app = 0; app < files.size(); app++) {
            AppGrants grants = apps.get(app).grants();
            int number = 0;
            for (String token : orEmpty(files.get(app).revoked())) {
                number++;
                if (!grants.systemUserTokens().containsValue(token)
                        && !grants.refreshTokens().containsValue(token)) {
                    throw place.key("apps")
                            .entry(app + 1)
                            .key("revoked")
                            .entry(number)
                            .error("this is none of the app's systemUserTokens and refreshTokens, write one of them");
                }
                revoked.add(token);
            }
        }
        return revoked;
    }

    private ScenarioApp app(Place where, ScenarioFile.AppEntry entry) throws ScenarioException {
        AppRegistration registration;
        try {
            Checks.token(where.key("clientSecret"), entry.clientSecret());
            registration =
                    new AppRegistration(entry.name(), entry.clientId(), entry.clientSecret(), entry.redirectUri());
        } catch (IllegalArgumentException e) {
            throw where.error(String.valueOf(e.getMessage()));
        }
        AppGrants grants = new AppGrants(
                tokens(where.key("systemUserTokens"), entry.systemUserTokens()),
                tokens(where.key("refreshTokens"), entry.refreshTokens()),
                authorizations(where.key("authorizations"), entry.authorizations()));
        return new ScenarioApp(
                registration,
                publicKey(where.key("publicKey"), entry.publicKey()),
                grants,
                fault(where.key("jwt"), entry.jwt()));
    }

    private static @Nullable RSAPublicKey publicKey(Place where, @Nullable String pem) throws ScenarioException {
        try {
            return pem == null ? null : RsaKeyText.publicKey(pem);
        } catch (IllegalArgumentException e) {
            throw where.error("write an RSA public key in PEM, with BEGIN PUBLIC KEY, or leave it out and use the pair"
                    + " that the server makes");
        }
    }

    private static JwtFault fault(Place where, @Nullable String name) throws ScenarioException {
        Map<String, JwtFault> faults =
                Arrays.stream(JwtFault.values()).collect(Collectors.toMap(JwtFault::configName, fault -> fault));
        Checks.oneOf(where, name, faults.keySet());
        return name == null ? JwtFault.NONE : faults.getOrDefault(name, JwtFault.NONE);
    }

    private Map<TenantId, AuthorizeError> authorizations(Place where, @Nullable Map<String, String> entries)
            throws ScenarioException {
        Map<String, AuthorizeError> byName =
                AUTHORIZATIONS.stream().collect(Collectors.toMap(AuthorizeError::wireName, error -> error));
        Map<TenantId, AuthorizeError> authorizations = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : orEmpty(entries).entrySet()) {
            Checks.oneOf(where.key(entry.getKey()), entry.getValue(), byName.keySet());
            AuthorizeError error = byName.getOrDefault(entry.getValue(), AuthorizeError.NO_ERROR);
            meant(where, entry.getKey()).forEach(tenant -> authorizations.put(tenant, error));
        }
        return authorizations;
    }

    /** Later entries win; no two tenants have the same token. */
    private Map<TenantId, String> tokens(Place where, @Nullable Map<String, String> entries) throws ScenarioException {
        Map<TenantId, String> tokens = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : orEmpty(entries).entrySet()) {
            for (TenantId tenant : meant(where, entry.getKey())) {
                String token = entry.getValue().replace(TENANT, tenant.value());
                Checks.token(where.key(entry.getKey()), token);
                tokens.put(tenant, token);
            }
        }
        if (new HashSet<>(tokens.values()).size() < tokens.size()) {
            throw where.error("two tenants have the same token, write " + TENANT + " in it for the tenant's id");
        }
        return tokens;
    }

    private Map<String, TenantId> byToken(Place where, @Nullable Map<String, String> entries) throws ScenarioException {
        Map<String, TenantId> byToken = new LinkedHashMap<>();
        new TreeMap<>(tokens(where, entries)).forEach((tenant, token) -> byToken.put(token, tenant));
        return byToken;
    }

    private List<TenantId> meant(Place where, String key) throws ScenarioException {
        TenantPattern pattern = TenantPattern.parse(key)
                .orElseThrow(() -> where.error("a key of it means no tenants: " + TenantPattern.FORMS));
        List<TenantId> meant = tenants.stream().filter(pattern::matches).toList();
        if (meant.isEmpty() || meant.size() < pattern.named().size()) {
            throw where.error("a key of it means a tenant that this file does not have, name those under tenants");
        }
        return meant;
    }

    private static Predicate<TenantId> scope(Place where, @Nullable String pattern) throws ScenarioException {
        return pattern == null
                ? tenant -> true
                : TenantPattern.parse(pattern).orElseThrow(() -> where.error(TenantPattern.FORMS))::matches;
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static <V> Map<String, V> orEmpty(@Nullable Map<String, V> map) {
        return map == null ? Map.of() : map;
    }
}
