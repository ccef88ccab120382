package dev.smsconfig.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every implementation of the two ports does: the fake that other tests trust and the client of the real API. */
public abstract class SmsConfigServerContract {

    public static final TenantId TENANT = new TenantId("Cust12345");

    protected abstract SmsConfigReader reader();

    protected abstract SmsConfigWriter writer();

    /** Makes a tenant known to the server. */
    protected abstract void put(TenantId tenant, SmsConfig config);

    public static SmsConfig config(Map<SmsProperty, String> properties, @Nullable Map<String, Value> settings) {
        Map<SmsProperty, Value> values = new EnumMap<>(SmsProperty.class);
        properties.forEach((property, text) -> values.put(property, Value.text(text)));
        return new SmsConfig(values, settings);
    }

    public static SmsConfig sample() {
        return config(
                Map.of(
                        SmsProperty.DEFAULT_SMS_COUNTRY, "+47",
                        SmsProperty.NET_SERVER_SMS_PROVIDER, "CM",
                        SmsProperty.NS_PLUGIN_SENDER, "Stark Industries"),
                Map.of("cm_username", Value.text("stark"), "cm_password", new Secret("pa55")));
    }

    private Optional<SmsConfig> observed() {
        return reader().observe(TENANT) instanceof Observation.Observed observed
                ? Optional.of(observed.state().config())
                : Optional.empty();
    }

    private void savesAndShows(SmsConfig config) {
        put(TENANT, sample());
        assertThat(writer().save(TENANT, config)).isEqualTo(new SaveResult.Saved());
        assertThat(observed()).contains(config);
    }

    @Test
    void showsWhatWasSaved() {
        savesAndShows(config(
                Map.of(
                        SmsProperty.DEFAULT_SMS_COUNTRY, "+46",
                        SmsProperty.NET_SERVER_SMS_PROVIDER, "PSWinCom SMS",
                        SmsProperty.NS_PLUGIN_SENDER, "Acme"),
                Map.of("pswin_username", Value.text("u"), "pswin_password", new Secret("p"))));
    }

    @Test
    void keepsEveryCharacter() {
        String odd = " \"quoted\" \\ / line\nline\r\n\ttab \u0001 æøå ß 漢字 😀 \u2028 \u00a0 <b>&amp; e\u0301 {x} ";
        savesAndShows(config(
                Map.of(
                        SmsProperty.DEFAULT_SMS_COUNTRY, "",
                        SmsProperty.NET_SERVER_SMS_PROVIDER, odd,
                        SmsProperty.NS_PLUGIN_SENDER, odd),
                Map.of("x_username", Value.text(odd), "x_password", new Secret(odd), "Ключ \"1\"", new Secret("v"))));
    }

    @Test
    void tellsNullFromEmpty() {
        savesAndShows(config(Map.of(SmsProperty.NS_PLUGIN_SENDER, ""), Map.of("cm_username", Value.text(""))));
        savesAndShows(config(Map.of(), Map.of()));
        savesAndShows(config(Map.of(), null));
    }

    @Test
    void takesAMaskAndABlankPasswordForSomethingHidden() {
        put(TENANT, config(Map.of(), Map.of("a_password", new Value.Masked(), "b_password", new Secret(""))));
        assertThat(observed())
                .contains(config(Map.of(), Map.of("a_password", new Value.Masked(), "b_password", new Value.Masked())));
    }

    @Test
    void tellsSecretsByTheSettingsName() {
        put(TENANT, config(Map.of(), Map.of("cm_password", Value.text("p"), "cm_username", new Secret("u"))));
        assertThat(observed())
                .contains(config(Map.of(), Map.of("cm_password", new Secret("p"), "cm_username", Value.text("u"))));
    }

    @Test
    void doesNotKnowOtherTenants() {
        put(TENANT, sample());
        TenantId other = new TenantId("Cust99999");
        Failure unseen = reader().observe(other).failure();
        assertThat(unseen).isNotNull().extracting(Failure::kind).isEqualTo(Failure.Kind.NOT_FOUND);
        assertThat(writer().save(other, sample()))
                .isInstanceOfSatisfying(
                        SaveResult.NotSaved.class,
                        refused -> assertThat(refused.failure().kind()).isEqualTo(Failure.Kind.NOT_FOUND));
        assertThat(observed()).contains(sample());
    }

    @Test
    void refusesWhatCannotBeSaved() {
        put(TENANT, sample());
        for (Value value : new Value[] {new Value.Masked(), new SecretReference("env", "CANARY")}) {
            SmsConfig config = config(Map.of(), Map.of("cm_password", value));
            assertThatThrownBy(() -> writer().save(TENANT, config))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("NsPluginConfig.cm_password")
                    .hasMessageNotContaining("CANARY");
        }
        assertThat(observed()).contains(sample());
    }
}
