package dev.smsconfig.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class EntryHashTest {

    @Test
    void isTheHashOfTheConcatenation() throws Exception {
        byte[] previous = HexFormat.of().parseHex("ab".repeat(32));
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(HexFormat.of()
                .parseHex("00" + HexFormat.of().formatHex("ssc-audit-v1".getBytes(StandardCharsets.US_ASCII))
                        + "0000000000000102" + "ab".repeat(32)));
        byte[] expected = digest.digest("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
        assertThat(EntryHash.of(0x102, previous, "{\"a\":1}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(expected);
    }

    @Test
    void thatOfTheFirstEventIsAKnownOne() {
        assertThat(HexFormat.of().formatHex(EntryHash.of(0, EntryHash.first(), new byte[] {'{', '}'})))
                .isEqualTo("f2631d0ff04e17a98884aea42f402f909736bfbe2b2f4e18b7bab68748b22ad1");
    }
}
