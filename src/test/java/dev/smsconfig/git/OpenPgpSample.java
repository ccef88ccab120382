package dev.smsconfig.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.bcpg.sig.RevocationReasonTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.PGPKeyPairGenerator;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPairGeneratorProvider;

/** An OpenPGP key of a test, good or not, and what it signs. */
final class OpenPgpSample {

    static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant SIGNED = Instant.parse("2026-03-01T00:00:00Z");
    private static final String USER = "Whoever <whoever@example.com>";

    /** Makes a pair of keys. */
    interface Algorithm {

        Algorithm ED25519 = PGPKeyPairGenerator::generateLegacyEd25519KeyPair;
        Algorithm RSA = new InTurns(generator -> generator.generateRsaKeyPair(2048));
        Algorithm SHORT_RSA = generator -> generator.generateRsaKeyPair(1024);

        PGPKeyPair pair(PGPKeyPairGenerator generator) throws PGPException;
    }

    /** Gives one of a few pairs, in turns: making one takes longer than all else that a test does with it. */
    private static final class InTurns implements Algorithm {

        /** More than any test tells apart. */
        private static final int PAIRS = 6;

        private final Algorithm maker;
        private final List<PGPKeyPair> made = new ArrayList<>();
        private int asked;

        InTurns(Algorithm maker) {
            this.maker = maker;
        }

        @Override
        public synchronized PGPKeyPair pair(PGPKeyPairGenerator generator) throws PGPException {
            int next = asked++ % PAIRS;
            if (next == made.size()) {
                made.add(maker.pair(generator));
            }
            return made.get(next);
        }
    }

    /**
     * How something is signed.
     *
     * @param lasting seconds until the signature expires, or 0
     */
    record Signing(int type, int hash, Instant at, long lasting) {

        static final Signing USUAL = new Signing(PGPSignature.BINARY_DOCUMENT, HashAlgorithmTags.SHA256, SIGNED, 0);

        Signing type(int other) {
            return new Signing(other, hash, at, lasting);
        }

        Signing hash(int other) {
            return new Signing(type, other, at, lasting);
        }

        Signing at(Instant other) {
            return new Signing(type, hash, other, lasting);
        }

        Signing lasting(Duration other) {
            return new Signing(type, hash, at, other.toSeconds());
        }
    }

    private final Algorithm algorithm;
    private final PGPKeyPair primary;
    private PGPPublicKey certified;
    private PGPKeyPair signer;
    private final List<PGPPublicKey> subkeys = new ArrayList<>();

    private OpenPgpSample(Algorithm algorithm) {
        this.algorithm = algorithm;
        this.primary = make();
        this.certified = primary.getPublicKey();
        this.signer = primary;
    }

    /** A key that is good for a certificate and for signing, and does not end. */
    static OpenPgpSample of(Algorithm algorithm) {
        return bare(algorithm).selfSigned(HashAlgorithmTags.SHA256, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA, 0);
    }

    /** One that nothing is said about. */
    static OpenPgpSample bare(Algorithm algorithm) {
        return new OpenPgpSample(algorithm);
    }

    private PGPKeyPair make() {
        return checked(() -> algorithm.pair(new BcPGPKeyPairGeneratorProvider().get(4, Date.from(CREATED))));
    }

    /** @param lasting seconds from its creation until the key expires, or 0 */
    OpenPgpSample selfSigned(int hash, int flags, long lasting) {
        return selfSigned(hash, CREATED, packets -> {
            packets.setKeyFlags(true, flags);
            packets.setKeyExpirationTime(true, lasting);
        });
    }

    OpenPgpSample selfSigned(int hash, Instant at, Consumer<PGPSignatureSubpacketGenerator> more) {
        PGPSignature certification =
                checked(() -> generator(primary, PGPSignature.POSITIVE_CERTIFICATION, hash, at, more)
                        .generateCertification(USER, primary.getPublicKey()));
        certified = PGPPublicKey.addCertification(certified, USER, certification);
        return this;
    }

    /**
     * Adds a subkey, with which is signed from then on.
     *
     * @param crossCertifiedBy who proves that the subkey is theirs: the subkey, a stranger, or null for nobody
     */
    OpenPgpSample subkey(int flags, long lasting, Cross crossCertifiedBy) {
        PGPKeyPair pair = checked(() -> make().asSubkey(new BcKeyFingerprintCalculator()));
        PGPSignature binding = checked(() -> {
            PGPKeyPair by = crossCertifiedBy == Cross.STRANGER ? make() : pair;
            PGPSignature cross = generator(
                            by, PGPSignature.PRIMARYKEY_BINDING, HashAlgorithmTags.SHA256, CREATED, packets -> {})
                    .generateCertification(primary.getPublicKey(), pair.getPublicKey());
            return generator(
                            crossCertifiedBy == Cross.BUT_NOT_BOUND ? make() : primary,
                            PGPSignature.SUBKEY_BINDING,
                            HashAlgorithmTags.SHA256,
                            CREATED,
                            packets -> {
                                packets.setKeyFlags(true, flags);
                                packets.setKeyExpirationTime(true, lasting);
                                if (crossCertifiedBy != Cross.NOBODY) {
                                    checked(() -> {
                                        packets.addEmbeddedSignature(true, cross);
                                        return packets;
                                    });
                                }
                            })
                    .generateCertification(primary.getPublicKey(), pair.getPublicKey());
        });
        subkeys.add(PGPPublicKey.addCertification(pair.getPublicKey(), binding));
        signer = pair;
        return this;
    }

    /** Who says that a subkey is the primary key's. */
    enum Cross {
        ITSELF,
        NOBODY,
        STRANGER,
        BUT_NOT_BOUND
    }

    /** @param reason of {@link RevocationReasonTags} */
    OpenPgpSample revoked(byte reason) {
        PGPSignature revocation = checked(() -> generator(
                        primary,
                        PGPSignature.KEY_REVOCATION,
                        HashAlgorithmTags.SHA256,
                        SIGNED.plusSeconds(1),
                        packets -> packets.setRevocationReason(true, reason, ""))
                .generateCertification(primary.getPublicKey()));
        certified = PGPPublicKey.addCertification(certified, revocation);
        return this;
    }

    OpenPgpSample subkeyRevoked() {
        PGPPublicKey subkey = subkeys.remove(subkeys.size() - 1);
        PGPSignature revocation = checked(() -> generator(
                        primary,
                        PGPSignature.SUBKEY_REVOCATION,
                        HashAlgorithmTags.SHA256,
                        SIGNED.plusSeconds(1),
                        packets -> packets.setRevocationReason(true, RevocationReasonTags.KEY_RETIRED, ""))
                .generateCertification(primary.getPublicKey(), subkey));
        subkeys.add(PGPPublicKey.addCertification(subkey, revocation));
        return this;
    }

    private static PGPSignatureGenerator generator(
            PGPKeyPair by, int type, int hash, Instant at, Consumer<PGPSignatureSubpacketGenerator> more)
            throws PGPException {
        PGPSignatureGenerator generator = new PGPSignatureGenerator(
                new BcPGPContentSignerBuilder(by.getPublicKey().getAlgorithm(), hash), by.getPublicKey());
        generator.init(type, by.getPrivateKey());
        PGPSignatureSubpacketGenerator packets = new PGPSignatureSubpacketGenerator();
        packets.setSignatureCreationTime(true, Date.from(at));
        packets.setIssuerFingerprint(false, by.getPublicKey());
        more.accept(packets);
        generator.setHashedSubpackets(packets.generate());
        return generator;
    }

    String fingerprint() {
        return OpenPgpKey.hex(primary.getPublicKey().getFingerprint());
    }

    String armored() {
        List<PGPPublicKey> keys = new ArrayList<>(List.of(certified));
        keys.addAll(subkeys);
        return armored(checked(() -> new PGPPublicKeyRing(keys).getEncoded()));
    }

    /** What a file of allowed signers has to say. */
    String pinned(String principal) {
        return principal + " openpgp " + fingerprint().toLowerCase(Locale.ROOT) + "\n" + armored();
    }

    PGPSignature signature(String payload, Signing signing) {
        return checked(() -> {
            PGPSignatureGenerator generator =
                    generator(signer, signing.type(), signing.hash(), signing.at(), packets -> {
                        if (signing.lasting() > 0) {
                            packets.setSignatureExpirationTime(true, signing.lasting());
                        }
                    });
            generator.update(payload.getBytes(StandardCharsets.UTF_8));
            return generator.generate();
        });
    }

    /** An armored signature over a text. */
    String sign(String payload, Signing signing) {
        return armored(checked(() -> signature(payload, signing).getEncoded()));
    }

    static String armored(byte[] packets) {
        return checked(() -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ArmoredOutputStream armor =
                    ArmoredOutputStream.builder().clearHeaders().build(out)) {
                armor.write(packets);
            }
            return out.toString(StandardCharsets.US_ASCII);
        });
    }

    private interface Making<T> {
        T make() throws PGPException, IOException;
    }

    private static <T> T checked(Making<T> making) {
        try {
            return making.make();
        } catch (PGPException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
