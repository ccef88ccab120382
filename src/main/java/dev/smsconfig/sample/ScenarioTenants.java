package dev.smsconfig.sample;

import dev.smsconfig.sample.scenario.TenantEntry;
import dev.smsconfig.sample.scenario.Vocabulary;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A scenario's words for what sets tenants apart, as the profiles that the operations read. */
final class ScenarioTenants {

    private static final Map<String, TenantProfile.Answers> ANSWERS = Map.of(
            "entity", TenantProfile.Answers.ENTITY,
            "null", TenantProfile.Answers.NULL,
            "errorObject", TenantProfile.Answers.ERROR_OBJECT,
            "loginPage", TenantProfile.Answers.LOGIN_PAGE,
            "otherTenant", TenantProfile.Answers.OTHER_TENANT);

    /** What a scenario file may say. */
    static final Vocabulary VOCABULARY = new Vocabulary(
            Arrays.stream(TenantState.values()).map(TenantState::wireName).collect(Collectors.toSet()),
            ANSWERS.keySet());

    private ScenarioTenants() {}

    /** What {@code entry} leaves out is as {@link TenantProfile#ONSITE} has it. */
    static TenantProfile profile(TenantEntry entry) {
        TenantProfile otherwise = TenantProfile.ONSITE;
        return new TenantProfile(
                "online".equals(entry.installation()),
                or(entry.version(), otherwise.version()),
                entry.state() == null ? otherwise.state() : TenantState.named(entry.state()),
                entry.host(),
                rights(entry.rights()),
                quirks(entry.quirks()));
    }

    /** What {@code entry} leaves out is as in {@link SmsSettings#LEGACY}. */
    static SmsSettings settings(TenantEntry entry) {
        TenantEntry.Config config = entry.config();
        SmsSettings otherwise = SmsSettings.LEGACY;
        return config == null
                ? otherwise
                : new SmsSettings(
                        or(config.defaultSmsCountry(), otherwise.defaultSmsCountry()),
                        or(config.netServerSmsProvider(), otherwise.netServerSmsProvider()),
                        or(config.nsPluginSender(), otherwise.nsPluginSender()),
                        or(config.nsPluginConfig(), otherwise.nsPluginConfig()));
    }

    private static TenantProfile.Rights rights(TenantEntry.@Nullable Rights rights) {
        TenantProfile.Rights otherwise = TenantProfile.Rights.FULL;
        return rights == null
                ? otherwise
                : new TenantProfile.Rights(
                        mask(rights.table(), otherwise.tableMask()),
                        mask(rights.field(), otherwise.fieldMask()),
                        or(rights.fieldLength(), otherwise.fieldLength()));
    }

    private static @Nullable String mask(@Nullable String written, @Nullable String otherwise) {
        return written == null ? otherwise : written.equals("absent") ? null : written;
    }

    private static TenantProfile.Quirks quirks(TenantEntry.@Nullable Quirks quirks) {
        return quirks == null
                ? TenantProfile.Quirks.NONE
                : new TenantProfile.Quirks(
                        or(quirks.trims(), false),
                        or(quirks.masksSecrets(), false),
                        or(quirks.dropsKeys(), Set.of()),
                        or(quirks.failsSaves(), false),
                        ANSWERS.getOrDefault(or(quirks.answers(), "entity"), TenantProfile.Answers.ENTITY));
    }

    private static <T> T or(@Nullable T written, T otherwise) {
        return written == null ? otherwise : written;
    }
}
