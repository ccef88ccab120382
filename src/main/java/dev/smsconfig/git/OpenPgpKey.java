package dev.smsconfig.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPDefaultPolicy;
import org.bouncycastle.openpgp.api.OpenPGPImplementation;
import org.bouncycastle.openpgp.api.OpenPGPKeyReader;
import org.bouncycastle.openpgp.api.OpenPGPPolicy;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPImplementation;

/**
 * An OpenPGP key that somebody pinned, with its subkeys.
 *
 * @param principal whose it is, by whoever pinned it; the names that the key itself claims do not count
 */
record OpenPgpKey(String principal, OpenPGPCertificate certificate) {

    static final OpenPGPImplementation IMPLEMENTATION = new BcOpenPGPImplementation();

    /** The library's, which bounds the strength of keys too, without the hashes that it admits for old self-signatures. */
    static final OpenPGPPolicy POLICY = new OpenPGPDefaultPolicy()
            .rejectHashAlgorithm(HashAlgorithmTags.MD5)
            .rejectHashAlgorithm(HashAlgorithmTags.RIPEMD160)
            .rejectHashAlgorithm(HashAlgorithmTags.SHA1);

    /**
     * @param armored one block with one public key
     * @throws IOException where it is something else
     */
    static OpenPgpKey read(String principal, String armored) throws IOException {
        List<OpenPGPCertificate> keys;
        try {
            keys = new OpenPGPKeyReader(IMPLEMENTATION, POLICY)
                    .parseCertificates(armored.getBytes(StandardCharsets.US_ASCII));
        } catch (RuntimeException e) {
            // the parser of what anybody may have written
            throw new IOException("malformed", e);
        }
        if (keys.size() != 1) {
            throw new IOException(keys.size() + " keys");
        }
        return new OpenPgpKey(principal, keys.get(0));
    }

    /** The primary key's, in upper case hexadecimal. */
    String fingerprint() {
        return hex(certificate.getFingerprint());
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
