package dev.smsconfig.sample;

import dev.smsconfig.sample.login.Account;
import dev.smsconfig.sample.login.App;
import dev.smsconfig.sample.login.Apps;
import dev.smsconfig.sample.login.LoginSettings;
import dev.smsconfig.sample.login.RsaKeyText;
import dev.smsconfig.sample.scenario.Scenario;
import dev.smsconfig.sample.scenario.ScenarioApp;
import dev.smsconfig.sample.scenario.ScenarioException;
import dev.smsconfig.state.TenantId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a server's scene is set: its tenants, what they begin with, and the scenario that gave them.
 *
 * @param scenario empty where every tenant is as the server has them by itself
 */
record Setting(TenantProfiles profiles, Map<TenantId, SmsSettings> initial, Optional<Scenario> scenario) {

    /**
     * Tenants of the scenario first, then those of the options that it does not have.
     *
     * @throws SampleServerStartException where the scenario file is not one; the message names file and place
     */
    static Setting of(SampleServerOptions options) throws SampleServerStartException {
        Path file = options.scenario();
        if (file == null) {
            return new Setting(TenantProfiles.onsite(options.tenants()), Map.of(), Optional.empty());
        }
        try {
            Scenario scenario = Scenario.read(file, ScenarioTenants.VOCABULARY);
            Map<TenantId, TenantProfile> profiles = new LinkedHashMap<>();
            Map<TenantId, SmsSettings> initial = new LinkedHashMap<>();
            scenario.tenants().forEach((tenant, entry) -> {
                profiles.put(tenant, ScenarioTenants.profile(entry));
                initial.put(tenant, ScenarioTenants.settings(entry));
            });
            options.tenants().forEach(tenant -> profiles.putIfAbsent(tenant, TenantProfile.ONSITE));
            return new Setting(new TenantProfiles(profiles), initial, Optional.of(scenario));
        } catch (ScenarioException e) {
            throw new SampleServerStartException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The users and apps of the scenario, and {@code credentials} for every tenant.
     *
     * @param keys get a pair of files for each app without a public key of its own
     * @throws SampleServerStartException where such a file cannot be used
     */
    LoginSettings logins(Credentials credentials, AppKeyFiles keys) throws SampleServerStartException {
        List<Account> accounts = new ArrayList<>();
        accounts.add(new Account(credentials.username(), credentials.password(), tenant -> true));
        if (scenario.isEmpty()) {
            return LoginSettings.basic(accounts);
        }
        Scenario.LoginPlan plan = scenario.get().logins();
        accounts.addAll(plan.accounts());
        List<App> apps = new ArrayList<>();
        for (ScenarioApp app : plan.apps()) {
            apps.add(app.withKey(
                    app.publicKey() != null
                            ? app.publicKey()
                            : RsaKeyText.publicKey(keys.key(app.registration().clientId()))));
        }
        return new LoginSettings(
                accounts,
                new Apps(apps, plan.revoked()),
                plan.known(),
                scenario.get().lifetimes(),
                scenario.get().discovery());
    }
}
