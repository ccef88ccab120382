package dev.smsconfig.sample;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Profiles of tenants that differ from {@link TenantProfile#ONSITE} in one thing. */
final class Profiles {

    private Profiles() {}

    static TenantProfile version(String version) {
        return new TenantProfile(
                false, version, TenantState.RUNNING, null, TenantProfile.Rights.FULL, TenantProfile.Quirks.NONE);
    }

    static TenantProfile host(String host) {
        return new TenantProfile(
                false, "10.5.4.1012", TenantState.RUNNING, host, TenantProfile.Rights.FULL, TenantProfile.Quirks.NONE);
    }

    static TenantProfile rights(@Nullable String table, @Nullable String field, int length) {
        return with(new TenantProfile.Rights(table, field, length), TenantProfile.Quirks.NONE);
    }

    static TenantProfile answering(TenantProfile.Answers answers) {
        return with(TenantProfile.Rights.FULL, new TenantProfile.Quirks(false, false, Set.of(), false, answers));
    }

    static TenantProfile trimming() {
        return with(
                TenantProfile.Rights.FULL,
                new TenantProfile.Quirks(true, false, Set.of(), false, TenantProfile.Answers.ENTITY));
    }

    static TenantProfile masking() {
        return with(
                TenantProfile.Rights.FULL,
                new TenantProfile.Quirks(false, true, Set.of(), false, TenantProfile.Answers.ENTITY));
    }

    static TenantProfile dropping(String key) {
        return with(
                TenantProfile.Rights.FULL,
                new TenantProfile.Quirks(false, false, Set.of(key), false, TenantProfile.Answers.ENTITY));
    }

    private static TenantProfile with(TenantProfile.Rights rights, TenantProfile.Quirks quirks) {
        return new TenantProfile(false, "10.5.4.1012", TenantState.RUNNING, null, rights, quirks);
    }
}
