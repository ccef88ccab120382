package dev.smsconfig.tlog;

import dev.smsconfig.state.SealKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A private key with the name under which it signs. */
public record SignerKey(String name, SealKey key) {

    public SignerKey {
        VerifierKey.requireName(name);
    }

    public VerifierKey verifier() {
        return new VerifierKey(name, key.publicKey());
    }

    NoteSignature sign(String text) {
        byte[] signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES + signature.length)
                .putInt(verifier().id())
                .put(signature)
                .array();
        return new NoteSignature(name, bytes);
    }
}
