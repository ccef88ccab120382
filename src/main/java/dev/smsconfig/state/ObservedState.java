package dev.smsconfig.state;

/** What a server said a tenant's configuration is, whole: what is missing here is null there. */
public record ObservedState(TenantId tenant, SmsConfig config) {}
