package dev.smsconfig.auth;

import dev.smsconfig.auth.TokenCache.Issued;
import dev.smsconfig.http.Answer;
import dev.smsconfig.state.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The system user of SuperOffice Online: a signed system user token is exchanged for a ticket, which is kept for each
 * tenant for as long as it is used. Each exchange leaves a row on the server, so there are no more than needed.
 */
public final class SystemUserAuthentication implements Authentication {

    private static final String AUTHENTICATE = "/Login/api/PartnerSystemUser/Authenticate";
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuuMMddHHmm").withZone(ZoneOffset.UTC);

    /** Six hours from its last use, by the documentation; a little less, since use is counted there and here. */
    private static final Duration LIFETIME = Duration.ofHours(6).minusMinutes(10);

    private final LoginServer login;
    private final SigningKey key;
    private final Credential systemUserToken;
    private final Credential clientSecret;
    private final Clock clock;
    private final TokenHeaders headers;
    private final TokenCache tickets;
    private final IdentityTokens identities;

    /**
     * @param systemUserToken the tenant's, as it came with the consent, for example {@code My App-abcdefgh}
     * @param clientSecret the application's; its other name is application token
     * @param clock must be right: it is part of what is signed
     */
    public SystemUserAuthentication(
            LoginServer login, SigningKey key, Credential systemUserToken, Credential clientSecret, Clock clock) {
        this.login = login;
        this.key = key;
        this.systemUserToken = systemUserToken;
        this.clientSecret = clientSecret;
        this.clock = clock;
        this.headers = new TokenHeaders("SOTicket", clientSecret);
        this.tickets = new TokenCache(clock, true);
        this.identities = new IdentityTokens(login, clock);
    }

    @Override
    public SignIn signIn(TenantId tenant) {
        try {
            return headers.of(tenant, Credential.clear(tickets.get(tenant, () -> exchanged(tenant))));
        } catch (NotSignedInException e) {
            return e.signIn();
        }
    }

    @Override
    public boolean renew(TenantId tenant, SignIn.SignedIn refused) {
        tickets.forget(tenant, headers.tokenOf(refused));
        return true;
    }

    @Override
    public boolean isShared() {
        return !systemUserToken.isPerTenant();
    }

    private Issued exchanged(TenantId tenant) throws NotSignedInException {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("SignedSystemToken", signed(systemUserToken.clear(tenant)));
        members.put("ApplicationToken", clientSecret.clear(tenant));
        members.put("ContextIdentifier", tenant.value());
        members.put("ReturnTokenType", "JWT");
        Answer answer = login.post(AUTHENTICATE, "application/json; charset=utf-8", LoginJson.write(members));
        return new Issued(identities.ticket(token(answer), tenant), LIFETIME);
    }

    private String signed(String token) {
        String text = token + "." + MINUTE.format(clock.instant());
        return text + "." + key.sign(text);
    }

    /** A failure comes under status 200 by the documentation; under 4xx it is read too, for its reason. */
    private String token(Answer answer) throws NotSignedInException {
        Optional<LoginJson> json = LoginJson.read(answer.body());
        boolean isClientError = answer.status() >= 400 && answer.status() < 500;
        if ((answer.status() == 200 || isClientError)
                && json.filter(object -> object.is("IsSuccessful", false)).isPresent()) {
            throw login.refused(AuthorizeErrors.advice(json.get().text("ErrorMessage")));
        }
        if (answer.status() != 200) {
            throw login.refusal(answer);
        }
        LoginJson object =
                json.orElseThrow(() -> login.unexpected("something else than a JSON object, perhaps a login page"));
        if (!object.is("IsSuccessful", true) || object.text("Token").isEmpty()) {
            throw login.unexpected("no token and no reason");
        }
        return object.text("Token");
    }
}
