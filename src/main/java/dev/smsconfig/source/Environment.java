package dev.smsconfig.source;

import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.net.URI;

/** Where a fleet's tenants live. */
public sealed interface Environment {

    /** The text that stands for the tenant's id in an api template. */
    String TENANT = "{tenant}";

    String name();

    /** The server inside this program, for samples and first steps. */
    record Embedded(String name) implements Environment {}

    /**
     * Tenants reached over their WebAPI.
     *
     * @param apiTemplate an absolute http or https URL with {@code {tenant}} in it once
     * @param insecure whether http, loopback and private addresses are admitted
     */
    record WebApi(String name, String apiTemplate, boolean insecure, BasicAuth auth) implements Environment {

        /** The root of one tenant's API. */
        public URI api(TenantId tenant) {
            return URI.create(apiTemplate.replace(TENANT, tenant.value()));
        }
    }

    /**
     * Basic authentication.
     *
     * @param username a text or a reference
     * @param password a secret or a reference
     */
    record BasicAuth(Value username, Value password) {}
}
