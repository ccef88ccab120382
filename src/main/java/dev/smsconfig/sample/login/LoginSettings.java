package dev.smsconfig.sample.login;

import dev.smsconfig.state.TenantId;
import java.util.List;
import java.util.Map;

/**
 * Who may log in, and how.
 *
 * @param accounts the users with passwords
 * @param known tickets and tokens that are good from the start
 */
public record LoginSettings(
        List<Account> accounts, Apps apps, KnownTokens known, Lifetimes lifetimes, Discovery discovery) {

    public LoginSettings {
        accounts = List.copyOf(accounts);
    }

    /** Users, and nothing else. */
    public static LoginSettings basic(List<Account> accounts) {
        return new LoginSettings(
                accounts,
                new Apps(List.of(), List.of()),
                new KnownTokens(Map.of(), Map.of()),
                Lifetimes.DEFAULT,
                Discovery.DEFAULT);
    }

    /**
     * Each with the tenant that it opens.
     *
     * @param tickets for the scheme SOTicket
     * @param accessTokens for the scheme Bearer
     */
    public record KnownTokens(Map<String, TenantId> tickets, Map<String, TenantId> accessTokens) {

        public KnownTokens {
            tickets = Map.copyOf(tickets);
            accessTokens = Map.copyOf(accessTokens);
        }

        /** Without the tokens. */
        @Override
        public String toString() {
            return "KnownTokens[***]";
        }
    }
}
