package dev.smsconfig.secret;

import dev.smsconfig.http.HostRates;
import dev.smsconfig.http.PemTrust;
import dev.smsconfig.http.Reach;
import dev.smsconfig.http.Timeouts;
import dev.smsconfig.http.Transport;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Trusts the authorities of one PEM file, and no others. */
final class VaultTrust {

    private VaultTrust() {}

    static Transport transport(String pemFile, int connections) throws VaultRefusal {
        try {
            Reach reach = Reach.direct(true).trusting(PemTrust.of(Path.of(pemFile)));
            return new Transport(Timeouts.standard(), connections, reach, HostRates.of(0));
        } catch (IOException | InvalidPathException e) {
            throw new VaultRefusal(
                    "the file that VAULT_CACERT names is no readable PEM file with certificates; correct it");
        }
    }
}
