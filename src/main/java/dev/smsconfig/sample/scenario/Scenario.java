package dev.smsconfig.sample.scenario;

import dev.smsconfig.sample.login.Account;
import dev.smsconfig.sample.login.Discovery;
import dev.smsconfig.sample.login.Lifetimes;
import dev.smsconfig.sample.login.LoginSettings;
import dev.smsconfig.state.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a scenario file says.
 *
 * @param tenants in the file's order, with the defaults in them
 */
public record Scenario(Map<TenantId, TenantEntry> tenants, LoginPlan logins, Lifetimes lifetimes, Discovery discovery) {

    /**
     * Who may come in.
     *
     * @param revoked system user tokens and refresh tokens that are no longer good
     */
    public record LoginPlan(
            List<Account> accounts, LoginSettings.KnownTokens known, List<ScenarioApp> apps, Set<String> revoked) {

        public LoginPlan {
            accounts = List.copyOf(accounts);
            apps = List.copyOf(apps);
            revoked = Set.copyOf(revoked);
        }

        /** Without the tokens. */
        @Override
        public String toString() {
            return "LoginPlan[***]";
        }
    }

    /**
     * Reads {@code file}, YAML in UTF-8.
     *
     * @throws ScenarioException where it cannot be read, is not YAML, or holds an unknown key or a wrong value
     */
    public static Scenario read(Path file, Vocabulary vocabulary) throws ScenarioException {
        Place whole = Place.whole(file);
        ScenarioFile shape = StrictMapping.map(whole, ScenarioYaml.read(file), ScenarioFile.class);
        Map<String, TenantEntry> entries = shape.tenants() == null ? Map.of() : shape.tenants();
        Map<TenantId, TenantEntry> tenants = new TenantSection(whole, vocabulary).merged(shape.defaults(), entries);
        LoginSection section = new LoginSection(whole.key("logins"), tenants.keySet());
        ScenarioFile.LoginsEntry logins =
                shape.logins() == null ? new ScenarioFile.LoginsEntry(null, null, null, null) : shape.logins();
        List<ScenarioApp> apps = section.apps(logins.apps());
        LoginPlan plan = new LoginPlan(
                section.accounts(logins.users()), section.known(logins), apps, section.revoked(logins.apps(), apps));
        return new Scenario(tenants, plan, lifetimes(whole, shape), discovery(whole, shape));
    }

    private static Lifetimes lifetimes(Place whole, ScenarioFile shape) throws ScenarioException {
        ScenarioFile.LifetimesEntry entry = shape.lifetimes();
        if (entry == null) {
            return Lifetimes.DEFAULT;
        }
        Place place = whole.key("lifetimes");
        Lifetimes otherwise = Lifetimes.DEFAULT;
        return new Lifetimes(
                positive(place.key("ticket"), Checks.duration(place.key("ticket"), entry.ticket(), otherwise.ticket())),
                positive(
                        place.key("accessToken"),
                        Checks.duration(place.key("accessToken"), entry.accessToken(), otherwise.accessToken())),
                positive(place.key("jwt"), Checks.duration(place.key("jwt"), entry.jwt(), otherwise.jwt())),
                positive(
                        place.key("session"),
                        Checks.duration(place.key("session"), entry.session(), otherwise.session())),
                Checks.duration(place.key("clockSkew"), entry.clockSkew(), otherwise.clockSkew()));
    }

    private static Duration positive(Place place, Duration duration) throws ScenarioException {
        if (duration.isZero()) {
            throw place.error("write more than 0");
        }
        return duration;
    }

    private static Discovery discovery(Place whole, ScenarioFile shape) throws ScenarioException {
        ScenarioFile.DiscoveryEntry entry = shape.discovery();
        if (entry == null) {
            return Discovery.DEFAULT;
        }
        Place place = whole.key("discovery");
        Checks.host(place.key("host"), entry.host());
        return new Discovery(
                Checks.duration(place.key("validFor"), entry.validFor(), Discovery.DEFAULT.validFor()), entry.host());
    }
}
