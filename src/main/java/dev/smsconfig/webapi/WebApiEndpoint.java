package dev.smsconfig.webapi;

import dev.smsconfig.state.TenantId;

/**
 * Where the WebAPI of an environment's tenants is.
 *
 * @param apiTemplate the address of a tenant's API with {@code {tenant}} for the tenant's id, for example
 *     {@code https://crm.example.com/{tenant}/api}; a slash at its end makes no difference
 * @param insecure whether plain HTTP is allowed
 */
public record WebApiEndpoint(String apiTemplate, boolean insecure) implements TenantDirectory {

    /** @throws IllegalArgumentException with a message that says what to write instead and does not repeat the text */
    public WebApiEndpoint {
        apiTemplate = apiTemplate.endsWith("/") ? apiTemplate.substring(0, apiTemplate.length() - 1) : apiTemplate;
        AddressTemplate.check("api", "https://host/{tenant}/api", apiTemplate, insecure);
    }

    @Override
    public Located locate(TenantId tenant) {
        return new Located(AddressTemplate.of(apiTemplate, tenant), null);
    }

    /** There is nobody to ask. */
    @Override
    public boolean relocate(TenantId tenant, Located outdated) {
        return false;
    }
}
