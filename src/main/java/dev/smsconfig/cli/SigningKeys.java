package dev.smsconfig.cli;

import dev.smsconfig.report.ExitCode;
import dev.smsconfig.secret.CommittedFiles;
import dev.smsconfig.secret.SecretResolver;
import dev.smsconfig.server.RetrySettings;
import dev.smsconfig.server.SpringRetries;
import dev.smsconfig.state.SealKey;
import dev.smsconfig.state.SecretPurpose;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretUnavailableException;
import java.nio.file.Path;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The key with which an installation signs, where {@code fleet.yaml} names one.
 *
 * @param configs the config folder, where relative paths begin
 * @param committed its files in the commit that is read, or null
 */
record SigningKeys(Setting setting, Path configs, @Nullable CommittedFiles committed) {

    /** @throws CommandFailure where the reference does not resolve, or to something else */
    SealKey at(SecretReference reference) {
        return at(reference, "signing");
    }

    /** @param name of the key, among {@code keys} of the fleet */
    SealKey at(SecretReference reference, String name) {
        try (SecretResolver secrets = new SecretResolver(
                configs,
                committed,
                setting.terminal().environment()::get,
                new SpringRetries(RetrySettings.standard(), setting.stop()::pause, new Random()),
                setting.uses())) {
            return SealKey.parse(
                    secrets.ofSeveralLines(SecretPurpose.SIGNING_KEY).resolve(reference));
        } catch (SecretUnavailableException e) {
            throw new CommandFailure(ExitCode.ERROR, "keys." + name + " of fleet.yaml: " + e.message());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "keys." + name + " of fleet.yaml: what " + reference + " holds is " + e.getMessage());
        }
    }
}
