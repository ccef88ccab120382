package dev.smsconfig.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTemplateTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://crm.example.com/{tenant}/api",
                "HTTPS://crm.example.com:8443/{tenant}",
                "https://8.8.8.8/{tenant}/api",
                "https://[2001:4860:4860::8888]/{tenant}/api",
                "https://localhost.example.com/{tenant}",
                "https://172.32.0.1/{tenant}"
            })
    void admitsSecureUrls(String template) {
        assertThat(AddressTemplate.fault(template, false)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{tenant}",
                "/{tenant}/api",
                "crm.example.com/{tenant}/api",
                "ftp://crm.example.com/{tenant}",
                "https:///{tenant}/api",
                "https:{tenant}",
                "https://crm.example.com/api",
                "https://{tenant}.example.com/api",
                "https://crm.example.com/{tenant}/{tenant}",
                "https://crm.example.com/{Tenant}/api",
                "https://crm.example.com/{tenant}/{other}",
                "https://crm example.com/{tenant}",
                "https://user@crm.example.com/{tenant}",
                "https://user:secret@crm.example.com/{tenant}",
                "https://crm.example.com/{tenant}?a=b",
                "https://crm.example.com/{tenant}#a",
                "https://2130706433/{tenant}",
                "https://0x7f000001/{tenant}",
                "https://127.1/{tenant}",
                "https://crm.example.com:70000/{tenant}",
                "https://crm.example.com:port/{tenant}"
            })
    void refusesWhatIsNoUrlOfAnApi(String template) {
        assertThat(AddressTemplate.fault(template, false))
                .extracting(Fault::rule)
                .isEqualTo(Rule.ENVIRONMENT_API);
        assertThat(AddressTemplate.fault(template, true))
                .extracting(Fault::rule)
                .isEqualTo(Rule.ENVIRONMENT_API);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://crm.example.com/{tenant}/api",
                "https://localhost/{tenant}/api",
                "https://LOCALHOST:8443/{tenant}/api",
                "https://a.localhost/{tenant}",
                "https://localhost./{tenant}",
                "https://127.0.0.1/{tenant}",
                "https://127.9.9.9/{tenant}",
                "https://0.0.0.0/{tenant}",
                "https://10.1.2.3/{tenant}",
                "https://172.16.0.1/{tenant}",
                "https://192.168.1.1/{tenant}",
                "https://169.254.169.254/{tenant}",
                "https://[::1]/{tenant}",
                "https://[::]/{tenant}",
                "https://[fe80::1]/{tenant}",
                "https://[fd00::1]/{tenant}",
                "https://[::ffff:127.0.0.1]/{tenant}"
            })
    void admitsOnlyWithInsecureWhatIsNotSecure(String template) {
        assertThat(AddressTemplate.fault(template, false))
                .extracting(Fault::rule)
                .isEqualTo(Rule.ENVIRONMENT_INSECURE);
        assertThat(AddressTemplate.fault(template, true)).isNull();
    }
}
