package dev.smsconfig.sample.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A scenario file's shape: the keys are the components' names. Everything may be left out but what is said to be
 * required.
 *
 * @param defaults of every tenant of the file
 * @param tenants by an id, a range such as {@code Cust00010-Cust00019}, or a glob that changes tenants named elsewhere
 * @param lifetimes of what the server issues
 */
record ScenarioFile(
        @Nullable TenantEntry defaults,
        @Nullable Map<String, TenantEntry> tenants,
        @Nullable LoginsEntry logins,
        @Nullable LifetimesEntry lifetimes,
        @Nullable DiscoveryEntry discovery) {

    /**
     * Who may come in.
     *
     * @param tickets good from the start, by the tenants they open
     * @param tokens access tokens good from the start, by the tenants they open
     */
    record LoginsEntry(
            @Nullable List<UserEntry> users,
            @Nullable Map<String, String> tickets,
            @Nullable Map<String, String> tokens,
            @Nullable List<AppEntry> apps) {

        /** Without the secrets. */
        @Override
        public String toString() {
            return "LoginsEntry[***]";
        }
    }

    /** @param tenants an id, range or glob; everywhere where it is left out */
    record UserEntry(
            @JsonProperty(required = true) String username,
            @JsonProperty(required = true) String password,
            @Nullable String tenants) {

        /** Without the secrets. */
        @Override
        public String toString() {
            return "UserEntry[***]";
        }
    }

    /**
     * An app, with the keys of the file; more than a constructor should have, but nobody calls this one.
     *
     * @param publicKey in PEM; where it is left out the server makes a pair
     * @param systemUserTokens by tenants
     * @param refreshTokens by tenants
     * @param revoked those of the two that are no longer good
     * @param authorizations what stands between the app and tenants
     * @param jwt what is wrong with the JWTs that it gets
     */
    record AppEntry(
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) String clientId,
            @JsonProperty(required = true) String clientSecret,
            @Nullable String redirectUri,
            @Nullable String publicKey,
            @Nullable Map<String, String> systemUserTokens,
            @Nullable Map<String, String> refreshTokens,
            @Nullable List<String> revoked,
            @Nullable Map<String, String> authorizations,
            @Nullable String jwt) {

        /** Without the secrets. */
        @Override
        public String toString() {
            return "AppEntry[***]";
        }
    }

    /** Each a number and a unit, for example {@code 6h}. */
    record LifetimesEntry(
            @Nullable String ticket,
            @Nullable String accessToken,
            @Nullable String jwt,
            @Nullable String session,
            @Nullable String clockSkew) {}

    /**
     * How the tenant directory answers.
     *
     * @param validFor for example {@code 10m}
     * @param host of the addresses it gives
     */
    record DiscoveryEntry(
            @Nullable String validFor, @Nullable String host) {}
}
