package dev.smsconfig.git;

import dev.smsconfig.state.Provenance.Evidence;
import dev.smsconfig.state.Provenance.Signature;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.GpgConfig;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.signing.ssh.SigningKeyDatabase;
import org.eclipse.jgit.signing.ssh.VerificationException;

/**
 * Checks signatures over texts and files against a file of allowed signers.
 *
 * @param name what the file is called to people
 * @param now the time at which keys have to be valid
 */
record TextCheck(Repository repository, Path allowed, String name, Instant now) {

    Signature of(SshTextSignature signature, byte[] signed, String namespace) throws IOException {
        String key = KeyUtils.getFingerPrint(signature.key());
        if (!signature.namespace().equals(namespace)) {
            return SignatureCheck.claimed(key, "it was made for another purpose than " + namespace);
        }
        boolean over = signature.isOver(signed) || signature.isOver(withLineFeed(signed));
        if (!over) {
            return SignatureCheck.claimed(key, "it is over something else");
        }
        Config config = new Config();
        config.setString(
                "gpg", "ssh", "allowedSignersFile", allowed.toRealPath().toString());
        try {
            // a key has to be valid now: what it signed is to count now, and its signature tells no time
            String signer = SigningKeyDatabase.getInstance()
                    .isAllowed(
                            repository,
                            new GpgConfig(config),
                            signature.key(),
                            namespace,
                            new PersonIdent("", "", now, ZoneOffset.UTC));
            return signer == null
                    ? SignatureCheck.claimed(key, "the key is not in " + name)
                    : new Signature(Evidence.VERIFIED, signer, key, "against " + name);
        } catch (VerificationException | RuntimeException e) {
            return SignatureCheck.claimed(key, "the key does not count in " + name);
        }
    }

    /** An editor, or echo, ends a text with one. */
    private static byte[] withLineFeed(byte[] text) {
        byte[] longer = Arrays.copyOf(text, text.length + 1);
        longer[text.length] = '\n';
        return longer;
    }
}
