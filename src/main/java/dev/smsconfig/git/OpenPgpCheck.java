package dev.smsconfig.git;

import dev.smsconfig.state.Provenance.Evidence;
import dev.smsconfig.state.Provenance.Signature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.bcpg.KeyIdentifier;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureException;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentKey;
import org.bouncycastle.openpgp.api.OpenPGPSignature.OpenPGPDocumentSignature;
import org.jspecify.annotations.Nullable;

/**
 * Verifies OpenPGP signatures against pinned keys. As gpg does it, a key counts by what it is now and not by what it was
 * at the time that a signature names: whoever has a key that expired or was revoked can write any time.
 *
 * @param against where the keys are pinned, for the note
 * @param now the time at which key and signature have to be valid
 */
record OpenPgpCheck(List<OpenPgpKey> keys, String against, Instant now) {

    private static final int MOST_BYTES = 64 * 1024;

    /** Clocks of different machines. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final String BEGIN = "-----BEGIN PGP SIGNATURE-----\n";
    private static final String END = "-----END PGP SIGNATURE-----";
    private static final String UNREADABLE = "the signature can't be read";

    /**
     * @param payload what is to be signed
     * @param armored the signature, whatever anybody wrote there
     */
    Signature of(byte[] payload, byte[] armored) {
        PGPSignature signature;
        try {
            signature = isOneBlock(armored) ? read(armored) : null;
        } catch (IOException | RuntimeException e) {
            return claimed(null, UNREADABLE);
        }
        if (signature == null || signature.getSignatureType() != PGPSignature.BINARY_DOCUMENT) {
            return claimed(null, UNREADABLE);
        }
        Signature result = claimed(issuer(signature), notVerified("the key is not in it"));
        for (OpenPgpKey key : keys) {
            OpenPGPComponentKey part = key.certificate().getSigningKeyFor(signature);
            if (part == null) {
                continue;
            }
            String fault = fault(signature, part, payload);
            if (fault == null) {
                return new Signature(Evidence.VERIFIED, key.principal(), key.fingerprint(), "against " + against);
            }
            result = claimed(key.fingerprint(), notVerified(fault));
        }
        return result;
    }

    /** Text around the block would be part of the commit, and signed by nobody. */
    private static boolean isOneBlock(byte[] armored) {
        String text = armored.length > MOST_BYTES ? "" : new String(armored, StandardCharsets.US_ASCII);
        return text.startsWith(BEGIN)
                && text.stripTrailing().indexOf(END) == text.stripTrailing().length() - END.length();
    }

    /** @return null where it is not exactly one signature */
    private static @Nullable PGPSignature read(byte[] armored) throws IOException {
        byte[] packets;
        try (ArmoredInputStream in =
                ArmoredInputStream.builder().setParseForHeaders(true).build(new ByteArrayInputStream(armored))) {
            packets = in.readAllBytes();
        }
        PGPObjectFactory objects = OpenPgpKey.IMPLEMENTATION.pgpObjectFactory(new ByteArrayInputStream(packets));
        return objects.nextObject() instanceof PGPSignatureList list && list.size() == 1 && objects.nextObject() == null
                ? list.get(0)
                : null;
    }

    /** Which key a signature says that it is by, or null where it does not. */
    private static @Nullable String issuer(PGPSignature signature) {
        for (KeyIdentifier identifier : signature.getKeyIdentifiers()) {
            if (identifier.getFingerprint() != null) {
                return OpenPgpKey.hex(identifier.getFingerprint());
            }
        }
        return signature.getKeyIdentifiers().stream()
                .filter(identifier -> !identifier.isWildcard())
                .map(identifier -> String.format("%016X", identifier.getKeyId()))
                .findFirst()
                .orElse(null);
    }

    /** Why a signature proves nothing, or null where it does. */
    private @Nullable String fault(PGPSignature signature, OpenPGPComponentKey key, byte[] payload) {
        try {
            if (!OpenPgpKey.POLICY.hasAcceptableDocumentSignatureHashAlgorithm(signature)) {
                return "it is made with " + hash(signature) + ", which proves nothing any more";
            }
            signature.init(OpenPgpKey.IMPLEMENTATION.pgpContentVerifierBuilderProvider(), key.getPGPPublicKey());
            signature.update(payload);
            OpenPGPDocumentSignature document = new OpenPGPDocumentSignature(signature, key);
            if (!document.verify()) {
                return "the signature does not belong to the commit";
            }
            String ofTime = faultOfTime(document);
            return ofTime == null ? faultOfKey(document, key) : ofTime;
        } catch (PGPException | RuntimeException e) {
            // what the library trips over is no proof
            return UNREADABLE;
        }
    }

    private static String hash(PGPSignature signature) {
        try {
            return PGPUtil.getDigestName(signature.getHashAlgorithm());
        } catch (PGPException e) {
            return "an unknown hash";
        }
    }

    private @Nullable String faultOfTime(OpenPGPDocumentSignature signature) {
        if (signature.getCreationTime().toInstant().isAfter(now.plus(SKEW))) {
            return "the signature is dated in the future";
        }
        Date end = signature.getExpirationTime();
        return end == null || now.isBefore(end.toInstant()) ? null : "the signature has expired";
    }

    private @Nullable String faultOfKey(OpenPGPDocumentSignature signature, OpenPGPComponentKey key) {
        OpenPGPComponentKey primary = key.getCertificate().getPrimaryKey();
        // a later self-signature does not bring a revoked key back
        if (primary.getPGPPublicKey().hasRevocation() || key.getPGPPublicKey().hasRevocation()) {
            return "the key is revoked";
        }
        if (isExpired(primary) || isExpired(key)) {
            return "the key has expired; pin it again with its new end, if it has one";
        }
        try {
            Date made = signature.getCreationTime();
            Date at = Date.from(now);
            if (signature.isValidAt(made.after(at) ? made : at, OpenPgpKey.POLICY)) {
                return null;
            }
        } catch (PGPSignatureException e) {
            // the answer is the same
        }
        return "the key is not one that its owner made for signing, or it is too weak; see it with 'gpg --list-packets'";
    }

    private boolean isExpired(OpenPGPComponentKey key) {
        Date end = key.getKeyExpirationDateAt(Date.from(now));
        return end != null && !now.isBefore(end.toInstant());
    }

    private String notVerified(String reason) {
        return "not verified against " + against + ": " + reason;
    }

    private static Signature claimed(@Nullable String key, String note) {
        return new Signature(Evidence.CLAIMED, null, key, note);
    }
}
