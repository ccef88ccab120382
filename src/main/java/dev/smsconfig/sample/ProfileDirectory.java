package dev.smsconfig.sample;

import dev.smsconfig.sample.login.TenantDirectory;
import dev.smsconfig.sample.login.TenantSite;
import dev.smsconfig.state.TenantId;
import java.util.Optional;

/** The tenants' profiles as far as logins and the state API need to know them. */
final class ProfileDirectory implements TenantDirectory {

    private final TenantProfiles profiles;

    ProfileDirectory(TenantProfiles profiles) {
        this.profiles = profiles;
    }

    @Override
    public Optional<TenantSite> of(TenantId tenant) {
        return profiles.of(tenant)
                .map(profile -> new TenantSite(
                        profile.isOnline(),
                        profile.state().wireName(),
                        profile.state().isRunning(),
                        profile.version(),
                        profile.host()));
    }
}
