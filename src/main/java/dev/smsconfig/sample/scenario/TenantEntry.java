package dev.smsconfig.sample.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario file says of a tenant; null is what it does not say. The components are the file's keys.
 *
 * @param installation {@code onsite} or {@code online}
 * @param version of NetServer
 * @param state as the state API spells it
 * @param host the only name under which the tenant is served
 * @param config what the tenant begins with
 */
public record TenantEntry(
        @Nullable String installation,
        @Nullable String version,
        @Nullable String state,
        @Nullable String host,
        @Nullable Rights rights,
        @Nullable Quirks quirks,
        @Nullable Config config) {

    static final TenantEntry NOTHING = new TenantEntry(null, null, null, null, null, null, null);

    /** {@code upper} where it says something, this one where it does not. */
    TenantEntry with(TenantEntry upper) {
        return new TenantEntry(
                or(upper.installation, installation),
                or(upper.version, version),
                or(upper.state, state),
                or(upper.host, host),
                rights == null || upper.rights == null ? or(upper.rights, rights) : rights.with(upper.rights),
                quirks == null || upper.quirks == null ? or(upper.quirks, quirks) : quirks.with(upper.quirks),
                config == null || upper.config == null ? or(upper.config, config) : config.with(upper.config));
    }

    /**
     * What TableRight and FieldProperties say.
     *
     * @param table names of rights; {@code absent} for no TableRight at all
     * @param field names of rights; {@code absent} for no FieldRight
     * @param fieldLength in characters
     */
    public record Rights(
            @Nullable String table,
            @Nullable String field,
            @Nullable Integer fieldLength) {

        Rights with(Rights upper) {
            return new Rights(or(upper.table, table), or(upper.field, field), or(upper.fieldLength, fieldLength));
        }
    }

    /**
     * How the server departs from storing and answering what it was given.
     *
     * @param answers what a 200 holds instead of an entity
     */
    public record Quirks(
            @Nullable Boolean trims,
            @Nullable Boolean masksSecrets,
            @Nullable Set<String> dropsKeys,
            @Nullable Boolean failsSaves,
            @Nullable String answers) {

        Quirks with(Quirks upper) {
            return new Quirks(
                    or(upper.trims, trims),
                    or(upper.masksSecrets, masksSecrets),
                    or(upper.dropsKeys, dropsKeys),
                    or(upper.failsSaves, failsSaves),
                    or(upper.answers, answers));
        }
    }

    /** The four properties, under the names that the fleet's own files give them. */
    public record Config(
            @JsonProperty("DefaultSmsCountry") @Nullable String defaultSmsCountry,
            @JsonProperty("NetServerSmsProvider") @Nullable String netServerSmsProvider,
            @JsonProperty("NsPluginSender") @Nullable String nsPluginSender,
            @JsonProperty("NsPluginConfig") @Nullable Map<String, String> nsPluginConfig) {

        Config with(Config upper) {
            return new Config(
                    or(upper.defaultSmsCountry, defaultSmsCountry),
                    or(upper.netServerSmsProvider, netServerSmsProvider),
                    or(upper.nsPluginSender, nsPluginSender),
                    or(upper.nsPluginConfig, nsPluginConfig));
        }

        /** Without the values: one of them is a password. */
        @Override
        public String toString() {
            return "Config[***]";
        }
    }

    private static <T> @Nullable T or(@Nullable T upper, @Nullable T lower) {
        return upper == null ? lower : upper;
    }
}
