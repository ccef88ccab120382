package dev.smsconfig.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.Corpora;
import dev.smsconfig.state.SecretReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What SOPS itself published and wrote. */
class SopsVectorsTest {

    /** getsops/sops, aes/cipher_test.go. */
    private static final String VALUE = "ENC[AES256_GCM,data:oYyi,iv:MyIDYbT718JRr11QtBkcj3Dwm4k1aCGZBVeZf0EyV8o=,"
            + "tag:t5z2Z023Up0kxwCgw1gNxg==,type:str]";

    private static final byte[] KEY = "f".repeat(32).getBytes(StandardCharsets.US_ASCII);

    @Test
    void opensThePublishedValue() throws Exception {
        assertThat(new SopsCipher(KEY).open(VALUE, "bar:")).isEqualTo("foo");
    }

    @Test
    void refusesThePublishedValueInAnotherPlace() throws Exception {
        SopsCipher cipher = new SopsCipher(KEY);

        assertThatThrownBy(() -> cipher.open(VALUE, "")).isInstanceOf(SopsRefusal.class);
    }

    @Test
    void refusesAShortTag() throws Exception {
        SopsCipher cipher = new SopsCipher(KEY);

        assertThatThrownBy(() -> cipher.open(VALUE.replace("t5z2Z023Up0kxwCgw1gNxg==", "t5z2Z023Up0kxwCg"), "bar:"))
                .hasMessage("an encrypted value in it is malformed; restore the file");
    }

    @ParameterizedTest
    @CsvSource({"format.enc.yaml", "format.enc.json", "comments.enc.yaml"})
    void saysThatAFileIsEncryptedToAnotherKindOfKey(String file) {
        Path folder = Corpora.folder("sops");

        assertThatThrownBy(() -> Resolvers.of(folder, Map.of("SOPS_AGE_KEY", SopsSample.IDENTITY))
                        .resolve(SecretReference.parse("ref+sops://" + file + "#/foo")))
                .hasMessageContaining("it is encrypted to no age key, but to PGP or a key service");
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "-0,0",
        "+5,5",
        "true,True",
        "FALSE,False",
        "1.50,1.5",
        "1e3,1000",
        "-.5,-0.5",
        "yes,yes",
        "a1,a1",
        "1.0,1",
        "1e21,1000000000000000000000",
        "-0.0,-0"
    })
    void hashesUnencryptedValuesWithTheirTypes(String written, String hashed) throws Exception {
        assertThat(SopsTypes.hashed(new SopsNode.Scalar(written, true))).isEqualTo(hashed);
        assertThat(SopsTypes.hashed(new SopsNode.Scalar(written, false))).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"0047", "0x1F", "1_000", "2026-11-01", "2026-11-01T10:00:00Z", ".inf", "9223372036854775808", "1e999"})
    void leavesUnusualNumbersToTheProgram(String written) {
        assertThatThrownBy(() -> SopsTypes.hashed(new SopsNode.Scalar(written, true)))
                .isInstanceOfSatisfying(
                        SopsRefusal.class, e -> assertThat(e.isForProgram()).isTrue());
    }

    @Test
    void acceptsTheRegularExpressionsThatPeopleWrite() throws Exception {
        for (String regex : new String[] {"^(data|stringData)$", "(?i)password", "^pass.*", "_(enc|secret)$"}) {
            assertThat(SopsSelection.byPattern(regex, true)).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"(a+)+$", "(a|a)*b", "(?=x)", "(a)\\1", "a*b*c*d*e*", "("})
    void leavesRegularExpressionsThatMayNotEndToTheProgram(String regex) {
        assertThatThrownBy(() -> SopsSelection.byPattern(regex, true))
                .isInstanceOfSatisfying(
                        SopsRefusal.class, e -> assertThat(e.isForProgram()).isTrue());
    }
}
