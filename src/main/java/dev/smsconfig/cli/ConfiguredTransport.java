package dev.smsconfig.cli;

import dev.smsconfig.http.HostRates;
import dev.smsconfig.http.PemTrust;
import dev.smsconfig.http.Reach;
import dev.smsconfig.http.Timeouts;
import dev.smsconfig.http.Transport;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.source.Environment;
import dev.smsconfig.source.Environment.Network;
import dev.smsconfig.state.Rate;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Makes of what an environment says about its network, and the command line instead, what sends its requests. */
final class ConfiguredTransport {

    /** SuperOffice's published ceiling. */
    private static final Rate ONLINE = new Rate(10);

    private final Path configs;
    private final FolderOptions options;

    /** @param configs where a relative {@code caFile} begins */
    ConfiguredTransport(Path configs, FolderOptions options) {
        this.configs = configs;
        this.options = options;
    }

    /** @throws CommandFailure where {@code caFile} can't be used */
    Transport to(Environment environment) {
        return environment instanceof Environment.WebApi webApi
                ? transport(reach(webApi), rate(webApi))
                : transport(Reach.direct(true), options.rate == null ? Rate.UNLIMITED : options.rate);
    }

    private Transport transport(Reach reach, Rate rate) {
        return new Transport(Timeouts.standard(), options.parallelism, reach, HostRates.of(rate.perSecond()));
    }

    Rate rate(Environment.WebApi environment) {
        if (options.rate != null) {
            return options.rate;
        }
        @Nullable Rate own = environment.network().rate();
        if (own != null) {
            return own;
        }
        return environment.place() instanceof Environment.Place.State ? ONLINE : Rate.UNLIMITED;
    }

    Reach reach(Environment.WebApi environment) {
        Network network = environment.network();
        Reach reach = Reach.direct(network.insecure());
        String caFile = network.caFile();
        if (caFile != null) {
            try {
                reach = reach.trusting(PemTrust.of(configs.resolve(caFile)));
            } catch (IOException | InvalidPathException e) {
                throw new CommandFailure(
                        ExitCode.ERROR,
                        "the file that caFile of environment " + environment.name()
                                + " names is no readable PEM file with certificates; correct it");
            }
        }
        Environment.Proxy proxy = network.proxy();
        return proxy == null ? reach : reach.through(proxy.host(), proxy.port());
    }
}
