package dev.smsconfig.sample.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RsaKeyTextTest {

    private static final KeyPair PAIR = pair();

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(1024);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAPrivateCrtKey privateKey() {
        return (RSAPrivateCrtKey) PAIR.getPrivate();
    }

    @Test
    void aPrivateKeyComesBackFromItsPem() {
        assertThat(RsaKeyText.privateKey(RsaKeyText.pem(privateKey()))).isEqualTo(privateKey());
    }

    @Test
    void thePublicHalfIsThatOfThePair() {
        assertThat(RsaKeyText.publicKey(privateKey())).isEqualTo(PAIR.getPublic());
    }

    /** One key in 256 has such a number, and .NET refuses it without its zeros. */
    @Test
    void aNumberThatIsShortKeepsItsLeadingZerosInXml() {
        RSAPrivateCrtKey withShortCoefficient = (RSAPrivateCrtKey) Proxy.newProxyInstance(
                RsaKeyTextTest.class.getClassLoader(),
                new Class<?>[] {RSAPrivateCrtKey.class},
                (proxy, method, arguments) -> method.getName().equals("getCrtCoefficient")
                        ? BigInteger.valueOf(5)
                        : method.invoke(privateKey(), arguments));
        Matcher element = Pattern.compile("<InverseQ>(.*)</InverseQ>").matcher(RsaKeyText.xml(withShortCoefficient));
        assertThat(element.find()).isTrue();

        byte[] expected = new byte[64];
        expected[63] = 5;
        assertThat(Base64.getDecoder().decode(element.group(1))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HIDDEN",
                "-----BEGIN PRIVATE KEY-----\nHIDDEN\n-----END PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nHIDDEN\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY----------END PRIVATE KEY-----"
            })
    void whatIsNoKeyIsRefusedWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> RsaKeyText.privateKey(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("HIDDEN");
        assertThatThrownBy(() -> RsaKeyText.publicKey(text.replace("PRIVATE", "PUBLIC")))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("HIDDEN");
    }
}
