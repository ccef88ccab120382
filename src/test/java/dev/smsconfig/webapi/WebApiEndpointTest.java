package dev.smsconfig.webapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.state.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebApiEndpointTest {

    @Test
    void putsTheTenantIn() {
        String expected = "https://crm.example.com/Cust_1/api";
        for (String template :
                new String[] {"https://crm.example.com/{tenant}/api", "https://crm.example.com/{tenant}/api/"}) {
            assertThat(new WebApiEndpoint(template, false)
                            .locate(new TenantId("Cust_1"))
                            .api())
                    .hasToString(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{tenant}",
                "/{tenant}/api",
                "crm.example.com/{tenant}",
                "https:///{tenant}/api",
                "https://crm.example.com/api",
                "https://{tenant}.example.com/api",
                "https://{tenant}/api",
                "https://crm.example.com:{tenant}/api",
                "https://user:CANARY@crm.example.com/{tenant}/api",
                "https://crm.example.com/{tenant}/api?CANARY=1",
                "https://crm.example.com/{tenant}/api#CANARY",
                "https://crm.example.com/{tenant}/CANARY CANARY",
                "http://crm.example.com/{tenant}/api",
                "file:///{tenant}/api",
                "ftp://crm.example.com/{tenant}/api"
            })
    void refusesOtherAddresses(String template) {
        assertThatThrownBy(() -> new WebApiEndpoint(template, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("api ")
                .hasMessageNotContaining("CANARY");
    }

    @Test
    void allowsPlainHttpWhereThatIsWanted() {
        assertThat(new WebApiEndpoint("http://localhost:8080/{tenant}/api", true).insecure())
                .isTrue();
        assertThatThrownBy(() -> new WebApiEndpoint("ftp://localhost/{tenant}/api", true))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
