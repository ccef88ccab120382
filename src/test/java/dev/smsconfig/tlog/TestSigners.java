package dev.smsconfig.tlog;

import dev.smsconfig.state.SealKey;
import dev.smsconfig.state.Secret;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;

/** Keys for tests, the same each time. */
public final class TestSigners {

    private TestSigners() {}

    /** @param number another for another key */
    public static SignerKey signer(String name, int number) {
        byte[] der = ByteBuffer.allocate(48)
                .put(HexFormat.of().parseHex("302e020100300506032b657004220420"))
                .putInt(number)
                .array();
        return new SignerKey(
                name,
                SealKey.parse(new Secret("-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getEncoder().encodeToString(der)
                        + "\n-----END PRIVATE KEY-----\n")));
    }
}
