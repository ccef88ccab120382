package dev.smsconfig.sample.login;

import dev.smsconfig.state.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What a ticket, token or session lets its bearer into.
 *
 * @param tenant the only one; null where a user's password opens every tenant that has the user
 * @param clientId of the app that it was issued to; null where a scenario file or a user's login made it
 */
public record Grant(@Nullable TenantId tenant, @Nullable String clientId) {}
