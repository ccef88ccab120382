package dev.smsconfig.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class VersionProvider implements IVersionProvider {

    static String version() {
        return Objects.requireNonNullElse(
                SmsConfigApplication.class.getPackage().getImplementationVersion(), "development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"smsconfig " + version()};
    }
}
