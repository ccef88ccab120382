package dev.smsconfig.server;

import dev.smsconfig.state.TenantId;
import java.net.URI;

/**
 * Where the tenants of an environment have their APIs.
 *
 * @param apiTemplate the root of a tenant's API with {@code {tenant}} for its id, for example {@code
 *     https://crm.example.com/{tenant}/api}
 */
public record WebApiEndpoint(String apiTemplate) {

    private static final String TENANT = "{tenant}";
    private static final String AGENT = "/v1/Agents/CustomerService/";

    public WebApiEndpoint {
        if (!apiTemplate.contains(TENANT)) {
            throw new IllegalArgumentException("an api template has {tenant} in it");
        }
    }

    URI operation(TenantId tenant, String name) {
        String api = apiTemplate.replace(TENANT, tenant.value());
        return URI.create((api.endsWith("/") ? api.substring(0, api.length() - 1) : api) + AGENT + name);
    }
}
