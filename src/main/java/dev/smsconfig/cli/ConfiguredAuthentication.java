package dev.smsconfig.cli;

import dev.smsconfig.auth.Authentication;
import dev.smsconfig.auth.BasicAuthentication;
import dev.smsconfig.auth.Credential;
import dev.smsconfig.auth.LoginServer;
import dev.smsconfig.auth.RefreshTokenAuthentication;
import dev.smsconfig.auth.SigningKey;
import dev.smsconfig.auth.SystemUserAuthentication;
import dev.smsconfig.auth.TokenAuthentication;
import dev.smsconfig.auth.UnusableKeyException;
import dev.smsconfig.http.Transport;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.secret.SecretResolver;
import dev.smsconfig.source.Environment;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretPurpose;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretUnavailableException;
import dev.smsconfig.state.Value;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Makes of an environment's {@code auth} what signs its requests in. */
final class ConfiguredAuthentication {

    private final String environment;
    private final SecretResolver secrets;
    private final Transport transport;
    private final Clock clock;

    /** @param environment its name, for messages */
    ConfiguredAuthentication(String environment, SecretResolver secrets, Transport transport, Clock clock) {
        this.environment = environment;
        this.secrets = secrets;
        this.transport = transport;
        this.clock = clock;
    }

    /** @throws CommandFailure where a credential that all tenants share does not resolve, or is no key */
    Authentication of(Environment.Auth auth) {
        try {
            return authentication(auth);
        } catch (SecretUnavailableException e) {
            throw failure(e.message());
        } catch (UnusableKeyException e) {
            throw failure(e.message());
        }
    }

    private Authentication authentication(Environment.Auth auth)
            throws SecretUnavailableException, UnusableKeyException {
        if (auth instanceof Environment.Auth.Basic basic) {
            return new BasicAuthentication(credential(basic.username()), credential(basic.password()));
        }
        if (auth instanceof Environment.Auth.SoTicket ticket) {
            return TokenAuthentication.soTicket(credential(ticket.ticket()), optional(ticket.clientSecret()));
        }
        if (auth instanceof Environment.Auth.Bearer bearer) {
            return TokenAuthentication.bearer(credential(bearer.token()), optional(bearer.clientSecret()));
        }
        if (auth instanceof Environment.Auth.RefreshToken refresh) {
            return new RefreshTokenAuthentication(
                    login(refresh.login()),
                    credential(refresh.clientId()),
                    credential(refresh.clientSecret()),
                    credential(refresh.refreshToken()),
                    clock);
        }
        Environment.Auth.SystemUser user = (Environment.Auth.SystemUser) auth;
        return new SystemUserAuthentication(
                login(user.login()),
                SigningKey.parse(key(user.privateKey())),
                credential(user.systemUserToken()),
                credential(user.clientSecret()),
                clock);
    }

    private LoginServer login(String origin) {
        return new LoginServer(origin, transport, clock);
    }

    private Credential credential(Value value) throws SecretUnavailableException {
        return Credential.of(value, secrets.meantFor(SecretPurpose.SIGN_IN));
    }

    private @Nullable Credential optional(@Nullable Value value) throws SecretUnavailableException {
        return value == null ? null : credential(value);
    }

    /** One key serves all tenants: it is the application's. */
    private Secret key(Value value) throws SecretUnavailableException {
        if (value instanceof SecretReference reference && !reference.isPerTenant()) {
            return secrets.ofSeveralLines(SecretPurpose.SIGN_IN).resolve(reference);
        }
        throw failure("privateKey is one for all tenants; write ref+file:///path/to/file without {tenant}");
    }

    private CommandFailure failure(String message) {
        return new CommandFailure(ExitCode.ERROR, "the credential of environment " + environment + ": " + message);
    }
}
