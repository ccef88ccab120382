package dev.smsconfig.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferenceTest {

    private static final TenantId TENANT = new TenantId("Cust_1-a");

    @ParameterizedTest
    @CsvSource({
        "ref+file:///run/secrets/{tenant}/ticket,ref+file:///run/secrets/Cust_1-a/ticket",
        "ref+file://{tenant},ref+file://Cust_1-a",
        "ref+file://{tenant}/{tenant}.txt,ref+file://Cust_1-a/Cust_1-a.txt",
        "ref+file://x{tenant}y,ref+file://xCust_1-ay",
        "ref+env://TOKEN_{tenant},ref+env://TOKEN_Cust_1-a",
        "ref+sops://all.yaml#/{tenant}/password,ref+sops://all.yaml#/Cust_1-a/password",
        "ref+sops:///s/{tenant}.yaml#/password,ref+sops:///s/Cust_1-a.yaml#/password",
        "ref+vault://kv/sms/{tenant}?version=7#/{tenant},ref+vault://kv/sms/Cust_1-a?version=7#/Cust_1-a"
    })
    void putsTheTenantIn(String text, String expected) {
        SecretReference reference = SecretReference.parse(text);
        assertThat(reference.isPerTenant()).isTrue();
        assertThat(reference.of(TENANT)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ref+env://TOKEN", "ref+file:///a/b", "ref+file://a", "ref+file://{Tenant}", "ref+file://tenant"
            })
    void isTheSameForAllTenantsWithoutIt(String text) {
        SecretReference reference = SecretReference.parse(text);
        assertThat(reference.isPerTenant()).isFalse();
        assertThat(reference.of(TENANT)).isSameAs(reference);
    }

    @Test
    void namesNoTenantTwice() {
        assertThat(SecretReference.parse("ref+file://{tenant}").of(TENANT).isPerTenant())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ref+env://NAME",
                "ref+file:///a/b",
                "ref+sops://a/b.enc.yaml#/sms/password",
                "ref+vault://kv/sms/acme#/password",
                "ref+vault://kv/sms/acme?kv=1#/password",
                "ref+vault://kv/sms/acme?kv=2&version=12#/a/b"
            })
    void isShownAsItIsWritten(String text) {
        assertThat(SecretReference.parse(text)).hasToString(text);
    }

    @Test
    void namesTheKeysOutermostFirst() {
        assertThat(SecretReference.parse("ref+sops://a.yaml#/sms/no/password").keys())
                .containsExactly("sms", "no", "password");
        assertThat(SecretReference.parse("ref+file://a").keys()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ref+env://NAME#/key,remove what begins with",
        "ref+file://a?version=1,remove what begins with",
        "ref+sops://a.yaml,write ref+sops://path/in/config/folder.yaml#/key",
        "ref+sops://a.yaml#key,write ref+sops://path/in/config/folder.yaml#/key",
        "ref+sops://a.yaml#/,write ref+sops://path/in/config/folder.yaml#/key",
        "ref+sops://a.yaml#/a//b,write ref+sops://path/in/config/folder.yaml#/key",
        "ref+sops://a.yaml?version=1#/a,write ref+sops://path/in/config/folder.yaml#/key",
        "ref+vault://kv#/a,write ref+vault://mount/path#/key",
        "ref+vault://kv/a,write ref+vault://mount/path#/key",
        "ref+vault://kv/../sys#/a,write ref+vault://mount/path#/key",
        "ref+vault:///kv/a#/a,write ref+vault://mount/path#/key",
        "ref+vault://kv/a?version=0#/a,write ref+vault://mount/path#/key",
        "ref+vault://kv/a?kv=3#/a,write ref+vault://mount/path#/key",
        "ref+vault://kv/a?list=true#/a,write ref+vault://mount/path#/key",
        "ref+vault://kv/a?version=1&version=2#/a,write each name once",
        "ref+vault://kv/a?version#/a,write each name once",
        "ref+awssecrets://a#/b,unknown secret provider"
    })
    void saysWhatToWriteInsteadOfAMalformedReference(String text, String hint) {
        assertThatThrownBy(() -> SecretReference.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(hint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ref+env://{tenant",
                "ref+env://{TENANT}",
                "ref+env://TOKEN-{tenant}",
                "ref+{tenant}://a",
                "ref+vault://{tenant}",
                "ref+env://"
            })
    void refusesOtherForms(String text) {
        assertThatThrownBy(() -> SecretReference.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
