package dev.smsconfig.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealKeyTest {

    private static final HexFormat HEX = HexFormat.of();

    /** RFC 8410: what stands before the 32 bytes. */
    private static final String PRIVATE = "302e020100300506032b657004220420";

    private static final String PUBLIC = "302a300506032b6570032100";
    private static final String SEED = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

    private static String pem(String hex) {
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(HEX.parseHex(hex))
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static SealKey key(String seed) {
        return SealKey.parse(new Secret(pem(PRIVATE + seed)));
    }

    /** RFC 8032, section 7.1: tests 1, 2 and 3. */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                + "d25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
                + "387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
                + "4a7c15e9716ed28dc027beceea1ec40a"
    })
    void signsAsTheStandardSays(String seed, String publicKey, String message, String signature) {
        SealKey key = key(seed);

        assertThat(HEX.formatHex(key.publicKey().encoded())).isEqualTo(PUBLIC + publicKey);
        assertThat(HEX.formatHex(key.sign(HEX.parseHex(message)))).isEqualTo(signature);
        assertThat(SealPublicKey.decode(HEX.parseHex(PUBLIC + publicKey))
                        .verify(HEX.parseHex(message), HEX.parseHex(signature)))
                .isTrue();
    }

    @Test
    void verifiesNothingThatWasChanged() {
        SealKey key = key(SEED);
        byte[] text = "what was said".getBytes(StandardCharsets.UTF_8);
        byte[] signature = key.sign(text);
        Random random = new Random(8);
        for (int i = 0; i < 64; i++) {
            byte[] changed = signature.clone();
            changed[i] ^= (byte) (1 << random.nextInt(8));
            assertThat(key.publicKey().verify(text, changed)).as("byte " + i).isFalse();
        }
        assertThat(key.publicKey().verify("what was sail".getBytes(StandardCharsets.UTF_8), signature))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 65, 1000})
    void verifiesNothingThatIsNoSignature(int length) {
        assertThat(key(SEED).publicKey().verify(new byte[0], new byte[length])).isFalse();
    }

    @Test
    void verifiesNothingWithAnotherKey() {
        byte[] signature = key(SEED).sign(new byte[] {1});

        assertThat(key("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
                        .publicKey()
                        .verify(new byte[] {1}, signature))
                .isFalse();
    }

    @Test
    void isNamedByTheHashOfItsPublicHalf() throws Exception {
        SealPublicKey key = key(SEED).publicKey();

        assertThat(key.id())
                .isEqualTo(HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(key.encoded()))
                        .substring(0, 8));
    }

    @Test
    void readsThePublicHalfThatItWrites() {
        SealPublicKey key = key(SEED).publicKey();

        assertThat(SealPublicKey.parse(key.pem())).isEqualTo(key).hasSameHashCodeAs(key);
    }

    @Test
    void showsNothingOfItself() {
        assertThat(key(SEED)).hasToString("SealKey(***)");
    }

    @Test
    void readsWhatWindowsWrote() {
        assertThat(SealKey.parse(new Secret(pem(PRIVATE + SEED).replace("\n", "\r\n")))
                        .publicKey())
                .isEqualTo(key(SEED).publicKey());
    }

    @Test
    void refusesAnotherKindOfKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        String rsa = HEX.formatHex(generator.generateKeyPair().getPrivate().getEncoded());

        refuses(pem(rsa));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zq7",
                "-----BEGIN PRIVATE KEY-----\nZq7\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\n=\n-----END PRIVATE KEY-----",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nZq7Z\n-----END ENCRYPTED PRIVATE KEY-----",
                "-----BEGIN OPENSSH PRIVATE KEY-----\nZq7Z\n-----END OPENSSH PRIVATE KEY-----"
            })
    void refusesWhatIsNoKeyWithoutShowingIt(String text) {
        refuses(text);
    }

    @Test
    void refusesAKeyThatWasCutOff() {
        refuses(pem(PRIVATE + SEED.substring(0, 40)));
    }

    private static void refuses(String text) {
        assertThatThrownBy(() -> SealKey.parse(new Secret(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no Ed25519 key in PEM")
                .hasMessageNotContaining("Zq7")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"})
    void refusesWhatIsNoPublicKey(String text) {
        assertThatThrownBy(() -> SealPublicKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
