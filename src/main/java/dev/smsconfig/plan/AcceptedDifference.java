package dev.smsconfig.plan;

import dev.smsconfig.state.TenantGlob;
import java.time.LocalDate;

/**
 * A difference that somebody answers for until a day: it is counted in every report and not healed.
 *
 * @param tenants whose, for example {@code Cust5*}
 * @param field the property's name, for a provider setting {@code NsPluginConfig.key}
 * @param owner who answers for it
 * @param reason why it is accepted
 * @param expires the last day, in UTC, on which it is accepted
 */
public record AcceptedDifference(TenantGlob tenants, String field, String owner, String reason, LocalDate expires) {

    /** Whether it no longer holds on that day. */
    public boolean isExpired(LocalDate today) {
        return today.isAfter(expires);
    }
}
