package dev.smsconfig.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.smsconfig.state.Secret;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {

    private static final String TEXT = "My App-abc.202611240930";
    private static final String PKCS8 = TestKeys.pkcs8(TestKeys.APP);
    private static final String PKCS1 = TestKeys.pkcs1(TestKeys.APP);
    private static final String XML = TestKeys.xml(TestKeys.APP);
    private static final String SIGNATURE = TestKeys.signingKey().sign(TEXT);

    static List<String> forms() {
        return List.of(PKCS8, PKCS1, XML);
    }

    @ParameterizedTest(name = "form {index}")
    @MethodSource("forms")
    void signsTheSameWhateverFormTheKeyComesIn(String form) throws UnusableKeyException {
        String signature = parse(form).sign(TEXT);
        assertThat(signature).isEqualTo(SIGNATURE);
        assertThat(TestKeys.verifies(TestKeys.APP, TEXT, signature)).isTrue();
        assertThat(TestKeys.verifies(TestKeys.OTHER, TEXT, signature)).isFalse();
    }

    @ParameterizedTest(name = "form {index}")
    @MethodSource("forms")
    void toleratesWhatEditorsAndCopyingAdd(String form) throws UnusableKeyException {
        List<UnaryOperator<String>> changes = List.of(
                text -> text.replace("\n", "\r\n"),
                text -> text.replace("\n", "\r"),
                text -> "\uFEFF" + text,
                text -> "\n\n  \t" + text + "\n \n\n",
                text -> text.replace("\n", "  \n"),
                text -> text.replace("><", ">\r\n  <"),
                String::strip);
        for (UnaryOperator<String> change : changes) {
            assertThat(parse(change.apply(form)).sign(TEXT)).isEqualTo(SIGNATURE);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {" ", "\\n", "\\r\\n"})
    void readsPemOnOneLine(String lineBreak) throws UnusableKeyException {
        assertThat(parse(PKCS8.strip().replace("\n", lineBreak)).sign(TEXT)).isEqualTo(SIGNATURE);
        assertThat(parse(PKCS1.strip().replace("\n", lineBreak)).sign(TEXT)).isEqualTo(SIGNATURE);
    }

    @Test
    void readsPemWithTextAroundIt() throws UnusableKeyException {
        assertThat(parse("Bag Attributes\n    friendlyName: app\n" + PKCS8).sign(TEXT))
                .isEqualTo(SIGNATURE);
    }

    @Test
    void readsXmlWithItsDeclarationAndNamespace() throws UnusableKeyException {
        String xml = "<?xml version=\"1.0\" encoding=\"utf-16\"?>\n<!-- key -->"
                + XML.replace("<RSAKeyValue>", "<RSAKeyValue xmlns=\"http://www.w3.org/2000/09/xmldsig#\">");
        assertThat(parse(xml).sign(TEXT)).isEqualTo(SIGNATURE);
    }

    @Test
    void refusesAnEncryptedKey() {
        assertThat(refusal("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----"))
                .contains("encrypted", "openssl pkey");
        assertThat(refusal(PKCS1.replace(
                        "RSA PRIVATE KEY-----\nMII",
                        "RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,AB\n\nMII")))
                .contains("encrypted", "openssl pkey");
    }

    @Test
    void refusesAPublicKey() {
        assertThat(refusal(TestKeys.pem("PUBLIC KEY", TestKeys.APP.getPublic().getEncoded())))
                .contains("that is a public key");
        assertThat(refusal("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"))
                .contains("that is a public key or a certificate");
        Map<String, BigInteger> parts = TestKeys.parts(TestKeys.APP);
        parts.keySet().retainAll(List.of("Modulus", "Exponent"));
        assertThat(refusal(TestKeys.xml(parts))).contains("that is a public key");
    }

    @Test
    void refusesAKeyThatIsTooShort() {
        String xml = TestKeys.xml(TestKeys.generate(1024));
        assertThat(refusal(xml)).contains("1024 bits", "at least 2048");
        assertThat(refusal(TestKeys.pkcs8(TestKeys.generate(1024)))).contains("1024 bits");
    }

    @Test
    void refusesAKeyWithAPartOfAnotherKey() {
        Map<String, BigInteger> others = TestKeys.parts(TestKeys.OTHER);
        for (String name : others.keySet()) {
            if (!name.equals("Exponent")) {
                Map<String, BigInteger> parts = TestKeys.parts(TestKeys.APP);
                parts.put(name, others.get(name));
                assertThat(refusal(TestKeys.xml(parts))).as(name).contains("do not belong together");
            }
        }
    }

    @Test
    void refusesAKeyWithAPartThatIsZero() {
        for (String name : TestKeys.parts(TestKeys.APP).keySet()) {
            Map<String, BigInteger> parts = TestKeys.parts(TestKeys.APP);
            parts.put(name, BigInteger.ZERO);
            assertThat(refusal(TestKeys.xml(parts))).as(name).isNotEmpty();
        }
    }

    @Test
    void namesThePartThatXmlLacks() {
        for (String name : List.of("Exponent", "P", "Q", "DP", "DQ", "InverseQ")) {
            Map<String, BigInteger> parts = TestKeys.parts(TestKeys.APP);
            parts.remove(name);
            assertThat(refusal(TestKeys.xml(parts))).contains("has no " + name + ";");
        }
    }

    @Test
    void readsNoFileThatXmlNames(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("d"), "AQAB");
        String doctype = "<!DOCTYPE RSAKeyValue [<!ENTITY e SYSTEM \"" + file.toUri() + "\">]>";
        assertThat(refusal(doctype + XML.replace("<Exponent>AQAB<", "<Exponent>&e;<")))
                .contains("DOCTYPE");
        assertThat(refusal("<!doctype x>" + XML)).contains("damaged");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n",
                "c4n4ry",
                "<c4n4ry>",
                "<c4n4ry/>",
                "<RSAKeyValue/>",
                "<RSAKeyValue><Modulus>c4n4ry!</Modulus></RSAKeyValue>",
                "<RSAKeyValue><Modulus>AQ==</Modulus><Modulus>AQ==</Modulus></RSAKeyValue>",
                "-----BEGIN c4n4ry",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nc4n4ry",
                "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nc4n4ry!\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nc4n4ry==\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nc4n4ry==\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nc4n4ry==\n-----END EC PRIVATE KEY-----",
                "-----BEGIN OPENSSH PRIVATE KEY-----\nc4n4ry==\n-----END OPENSSH PRIVATE KEY-----"
            })
    void saysWhatToDoAndRepeatsNothing(String text) {
        assertThat(refusal(text)).contains(";").doesNotContain("c4n4ry").doesNotContain("\n");
    }

    @Test
    void refusesTwoKeysInOneText() {
        assertThat(refusal(PKCS8 + TestKeys.pkcs8(TestKeys.OTHER))).contains("more than one");
    }

    /** Whatever single character is damaged: either the key is refused, or it is the same key. */
    @ParameterizedTest(name = "form {index}")
    @MethodSource("forms")
    void usesNoDamagedKey(String form) {
        Random random = new Random(7);
        for (int round = 0; round < 150; round++) {
            int at = random.nextInt(form.length());
            char other = "Aa0+/=<-\n ".charAt(random.nextInt(10));
            String damaged = form.substring(0, at) + other + form.substring(at + 1);
            try {
                assertThat(parse(damaged).sign(TEXT)).as("at %d", at).isEqualTo(SIGNATURE);
            } catch (UnusableKeyException e) {
                assertThat(e.message()).contains(";").hasSizeLessThan(300);
                assertThat(e).hasNoCause();
            }
        }
    }

    @Test
    void doesNotShowTheKey() throws UnusableKeyException {
        assertThat(parse(PKCS8)).hasToString("SigningKey(***)");
    }

    private static SigningKey parse(String text) throws UnusableKeyException {
        return SigningKey.parse(new Secret(text));
    }

    private static String refusal(String text) {
        UnusableKeyException refusal =
                catchThrowableOfType(UnusableKeyException.class, () -> SigningKey.parse(new Secret(text)));
        assertThat(refusal).isNotNull().hasNoCause();
        return refusal.message();
    }
}
