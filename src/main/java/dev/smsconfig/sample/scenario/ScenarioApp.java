package dev.smsconfig.sample.scenario;

import dev.smsconfig.sample.login.App;
import dev.smsconfig.sample.login.AppGrants;
import dev.smsconfig.sample.login.AppRegistration;
import dev.smsconfig.sample.login.JwtFault;
import java.security.interfaces.RSAPublicKey;
import org.jspecify.annotations.Nullable;

/**
 * An app of a scenario file.
 *
 * @param publicKey null where the server is to make a pair of keys
 */
public record ScenarioApp(
        AppRegistration registration, @Nullable RSAPublicKey publicKey, AppGrants grants, JwtFault fault) {

    /** The app with {@code key} as its public key. */
    public App withKey(RSAPublicKey key) {
        return new App(registration, key, grants, fault);
    }
}
