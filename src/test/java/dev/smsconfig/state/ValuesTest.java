package dev.smsconfig.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    private final Fingerprinter fingerprinter = new Fingerprinter("k1", new byte[32]);

    @Test
    void aSecretShowsNothing() {
        assertThat(new Secret("canary")).hasToString("Secret(***)");
        assertThat(Map.of("k", new Secret("canary")).toString()).doesNotContain("canary");
    }

    @Test
    void secretsAreEqualByContent() {
        assertThat(new Secret("a")).isEqualTo(new Secret("a")).isNotEqualTo(new Secret("b"));
        assertThat(new Secret("a").holds("a")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a/b", "a b", "..", "a.b", "ä"})
    void refusesATenantIdThatIsNotSafeInAPath(String id) {
        assertThatThrownBy(() -> new TenantId(id)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ref+", "ref+env", "ref+env://", "ref+env://1A", "ref+gcp://a", "ref+file://", "ref+file://a b"})
    void refusesAMalformedReferenceWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> SecretReference.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ref+env://NAME");
    }

    @Test
    void equalPasswordsOfTwoTenantsHaveDifferentFingerprints() {
        Secret secret = new Secret("same");
        assertThat(fingerprinter.of(new TenantId("A"), "f", secret))
                .isNotEqualTo(fingerprinter.of(new TenantId("B"), "f", secret));
    }

    @Test
    void aFingerprintIsTheSameEveryTime() {
        assertThat(fingerprinter.of(new TenantId("A"), "f", new Secret("s")).text())
                .isEqualTo(new Fingerprinter("k1", new byte[32])
                        .of(new TenantId("A"), "f", new Secret("s"))
                        .text())
                .matches("hmac:k1:[A-Za-z0-9_-]{22}");
    }

    @Test
    void theHashOfADesiredStateTellsManagedFromUnmanagedSettings() {
        DesiredState unmanaged = desired(new SmsConfig(Map.of(), null));
        DesiredState managed = desired(new SmsConfig(Map.of(), Map.of()));
        assertThat(fingerprinter.of(unmanaged)).isNotEqualTo(fingerprinter.of(managed));
    }

    @Test
    void theHashOfADesiredStateChangesWithASecret() {
        assertThat(fingerprinter.of(desired(new SmsConfig(Map.of(), Map.of("p", new Secret("a"))))))
                .isNotEqualTo(fingerprinter.of(desired(new SmsConfig(Map.of(), Map.of("p", new Secret("b"))))));
    }

    private static DesiredState desired(SmsConfig config) {
        return new DesiredState(new TenantId("A"), config, Map.of(), "tenants/A.yaml");
    }

    @ParameterizedTest
    @CsvSource({"cm_password, true", "twilio_auth_token, true", "odd, true", "cm_username, false", "cm_serviceId, false"
    })
    void aSettingIsSensitiveUnlessItIsKnownNotToBe(String key, boolean sensitive) {
        assertThat(Sensitivity.isSensitiveSetting(key)).isEqualTo(sensitive);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "101%", "-1", "1.5%", "x", "12345678"})
    void refusesAShareOutOfRange(String text) {
        assertThatThrownBy(() -> ShareOrCount.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
