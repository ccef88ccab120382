package dev.smsconfig.state;

/** What the server says a tenant's configuration is, and what the caller may do with it. */
public record ObservedState(TenantId tenant, SmsConfig config, Rights rights) {

    /** Of a server that says nothing about rights. */
    public ObservedState(TenantId tenant, SmsConfig config) {
        this(tenant, config, Rights.UNTOLD);
    }
}
