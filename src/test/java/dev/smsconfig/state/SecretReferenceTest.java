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
        "ref+env://TOKEN_{tenant},ref+env://TOKEN_Cust_1-a"
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
