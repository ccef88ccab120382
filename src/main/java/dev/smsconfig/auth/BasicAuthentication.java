package dev.smsconfig.auth;

import dev.smsconfig.server.Failure;
import dev.smsconfig.state.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** User name and password in each request (RFC 7617), in UTF-8. */
public final class BasicAuthentication implements Authentication {

    private final Credential username;
    private final Credential password;

    public BasicAuthentication(Credential username, Credential password) {
        this.username = username;
        this.password = password;
    }

    @Override
    public SignIn signIn(TenantId tenant) {
        try {
            String user = username.clear(tenant);
            if (user.indexOf(':') >= 0) {
                throw new NotSignedInException(Failure.of(
                        Failure.Kind.NOT_SIGNED_IN,
                        "a user name with a colon cannot be sent; check auth in fleet.yaml"));
            }
            byte[] pair = (user + ":" + password.clear(tenant)).getBytes(StandardCharsets.UTF_8);
            return new SignIn.SignedIn(
                    Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair)));
        } catch (NotSignedInException e) {
            return e.signIn();
        }
    }

    @Override
    public boolean renew(TenantId tenant, SignIn.SignedIn refused) {
        return false;
    }

    @Override
    public boolean isShared() {
        return !username.isPerTenant() && !password.isPerTenant();
    }
}
