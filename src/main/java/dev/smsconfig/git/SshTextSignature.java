package dev.smsconfig.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Set;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.BufferException;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A signature that {@code ssh-keygen -Y sign} makes of a text (OpenSSH, PROTOCOL.sshsig).
 *
 * @param namespace what it was made for
 */
record SshTextSignature(PublicKey key, String namespace, String hash, byte[] signature) {

    private static final String BEGIN = "-----BEGIN SSH SIGNATURE-----";
    private static final String END = "-----END SSH SIGNATURE-----";
    private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    /** No SHA-1: what is called ssh-rsa is not in it. */
    private static final Set<String> ALGORITHMS = Set.of(
            "ssh-ed25519",
            "sk-ssh-ed25519@openssh.com",
            "ecdsa-sha2-nistp256",
            "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521",
            "sk-ecdsa-sha2-nistp256@openssh.com",
            "rsa-sha2-256",
            "rsa-sha2-512");

    /** @return null where it is none that can be read */
    static @Nullable SshTextSignature parse(byte[] armored) {
        String text = new String(armored, StandardCharsets.US_ASCII).strip();
        if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
            return null;
        }
        try {
            byte[] binary =
                    Base64.getMimeDecoder().decode(text.substring(BEGIN.length(), text.length() - END.length()));
            Buffer buffer = new ByteArrayBuffer(binary);
            byte[] magic = new byte[MAGIC.length];
            buffer.getRawBytes(magic);
            if (!MessageDigest.isEqual(magic, MAGIC) || buffer.getInt() != VERSION) {
                return null;
            }
            PublicKey key = new ByteArrayBuffer(buffer.getBytes()).getRawPublicKey();
            String namespace = buffer.getString();
            buffer.getBytes();
            return new SshTextSignature(key, namespace, buffer.getString(), buffer.getBytes());
        } catch (RuntimeException | IOException e) {
            // whatever the parser trips over is no signature
            return null;
        }
    }

    /** Whether the key made it, over exactly these bytes. */
    boolean isOver(byte[] text) {
        String digest = switch (hash) {
            case "sha256" -> "SHA-256";
            case "sha512" -> "SHA-512";
            default -> "";
        };
        String algorithm;
        try {
            algorithm = new ByteArrayBuffer(signature).getString();
        } catch (BufferException e) {
            return false;
        }
        BuiltinSignatures factory = BuiltinSignatures.fromFactoryName(algorithm);
        if (digest.isEmpty() || !ALGORITHMS.contains(algorithm) || factory == null || !factory.isSupported()) {
            return false;
        }
        try {
            byte[] signed = signed(MessageDigest.getInstance(digest).digest(text));
            Signature verifier = factory.create();
            verifier.initVerifier(null, key);
            verifier.update(null, signed);
            return verifier.verify(null, signature);
        } catch (Exception e) {
            // a key of another kind, or a signature that is none
            return false;
        }
    }

    private byte[] signed(byte[] digest) {
        Buffer buffer = new ByteArrayBuffer();
        buffer.putRawBytes(MAGIC);
        buffer.putString(namespace);
        buffer.putString("");
        buffer.putString(hash);
        buffer.putBytes(digest);
        return buffer.getCompactData();
    }
}
