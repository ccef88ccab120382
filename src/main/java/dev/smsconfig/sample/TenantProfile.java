package dev.smsconfig.sample;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What sets one tenant's installation apart from others.
 *
 * @param isOnline whether it is hosted by SuperOffice: no Basic authentication, and {@code SO-AppToken} is required
 * @param version of NetServer, for example {@code 10.5.4.1012}; from 11.1 on there is no SaveSmsConfig
 * @param host the name under which the tenant is served (without a port), any other gets 421; null for any name
 */
record TenantProfile(
        boolean isOnline,
        String version,
        TenantState state,
        @Nullable String host,
        Rights rights,
        Quirks quirks) {

    /** An onsite installation of the last version that can save, as the sample server has them unless told otherwise. */
    static final TenantProfile ONSITE =
            new TenantProfile(false, "10.5.4.1012", TenantState.RUNNING, null, Rights.FULL, Quirks.NONE);

    /** The same in another state. */
    TenantProfile in(TenantState other) {
        return new TenantProfile(isOnline, version, other, host, rights, quirks);
    }

    /** The same at another host. */
    TenantProfile at(@Nullable String other) {
        return new TenantProfile(isOnline, version, state, other, rights, quirks);
    }

    /** Whether SaveSmsConfig and CreateDefaultSmsConfig exist: they were deleted in 11.1 (release notes of WebAPI 11.1.447). */
    boolean canSave() {
        String[] parts = version.split("\\.");
        int major = Integer.parseInt(parts[0]);
        return major < 11 || major == 11 && parts.length > 1 && Integer.parseInt(parts[1]) < 1;
    }

    /**
     * What TableRight and FieldProperties say (NetServer reference, ETableRight and EFieldRight).
     *
     * @param tableMask for example {@code FULL} or {@code Select}; null where TableRight itself is null
     * @param fieldMask for example {@code FULL} or {@code Read}; null where the fields' FieldRight is null
     * @param fieldLength of every text field, in characters
     */
    record Rights(@Nullable String tableMask, @Nullable String fieldMask, int fieldLength) {
        static final Rights FULL = new Rights("FULL", "FULL", 255);
    }

    /**
     * How the server departs from storing and answering what it was given.
     *
     * @param trims whether texts lose the blanks at their ends when they are stored
     * @param masksSecrets whether secrets are answered as five bullets
     * @param dropsKeys keys of NsPluginConfig that are not stored
     * @param failsSaves whether every save ends with 404, as where the tenant's database is being moved
     * @param answers what the operations answer instead of an entity
     */
    record Quirks(boolean trims, boolean masksSecrets, Set<String> dropsKeys, boolean failsSaves, Answers answers) {
        /** SuperOffice's PasswordMask: NetServer reference, ServicePreferenceMappings. */
        private static final String MASK = "\u2022".repeat(5);

        /** Of the keys that providers have, those for passwords and tokens (SuperOffice Service documentation, SMS providers). */
        private static final Pattern SECRET =
                Pattern.compile("password|token|secret|api_?key", Pattern.CASE_INSENSITIVE);

        static final Quirks NONE = new Quirks(false, false, Set.of(), false, Answers.ENTITY);

        Quirks {
            dropsKeys = Set.copyOf(new TreeSet<>(dropsKeys));
        }

        /** What is stored of {@code saved}. */
        SmsSettings stored(SmsSettings saved) {
            return saved.mapTexts(text -> trims ? text.strip() : text).withoutKeys(dropsKeys);
        }

        /** What is answered of {@code stored}; an empty secret shows that it is empty. */
        SmsSettings shown(SmsSettings stored) {
            return masksSecrets
                    ? stored.mapConfig((key, value) -> SECRET.matcher(key).find() && !value.isEmpty() ? MASK : value)
                    : stored;
        }
    }

    /** What a 200 of an agent's operation holds (SuperOffice documentation, agents WebAPI). */
    enum Answers {
        ENTITY,
        /** The four bytes {@code null}: how agents tell a failed call. */
        NULL,
        /** The "internal error object": Message and MessageDetail. */
        ERROR_OBJECT,
        /** An HTML page for people, as a proxy in front of the server gives it. */
        LOGIN_PAGE,
        /** The entity of another tenant. */
        OTHER_TENANT
    }
}
