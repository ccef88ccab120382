package dev.smsconfig.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.server.Capability.Save;
import dev.smsconfig.state.Rights;
import dev.smsconfig.state.Rights.Permission;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every implementation of the three ports does: the fake that other tests trust, and the client of the real API in
 * each format, against each server there is to try it on.
 */
public abstract class SmsConfigServerContract {

    public static final TenantId TENANT = new TenantId("Cust12345");

    protected abstract SmsConfigReader reader();

    protected abstract SmsConfigWriter writer();

    protected abstract CapabilityProbe capabilities();

    /** Makes a tenant known to the server. */
    protected abstract void put(TenantId tenant, SmsConfig config);

    /**
     * What the server says from now on that the caller may do with the tenant's configuration.
     *
     * @param rights with the same rule for all properties, the provider's settings included
     */
    protected abstract void grant(TenantId tenant, Rights rights);

    /** Gives the tenant's server another version; from 11.1 on it has no SaveSmsConfig. */
    protected abstract void install(TenantId tenant, String version);

    /** What the server makes of a configuration that is put or saved: some store null as the empty text. */
    protected SmsConfig stored(SmsConfig config) {
        return config;
    }

    /** Whether the format can hold control characters. */
    protected boolean keepsControlCharacters() {
        return true;
    }

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
        assertThat(observed()).contains(stored(config));
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
        String odd = " \"quoted\" \\ / line\nline\r\n\ttab ]]> æøå ß 漢字 😀 \u2028 \u00a0 <b>&amp; e\u0301 {x} ";
        savesAndShows(config(
                Map.of(
                        SmsProperty.DEFAULT_SMS_COUNTRY, "",
                        SmsProperty.NET_SERVER_SMS_PROVIDER, odd,
                        SmsProperty.NS_PLUGIN_SENDER, odd),
                Map.of("x_username", Value.text(odd), "x_password", new Secret(odd), "Ключ \"1\"", new Secret("v"))));
    }

    @Test
    void keepsControlCharactersOrRefusesThem() {
        SmsConfig odd = config(Map.of(), Map.of("x_password", new Secret("CANARY\u0001")));
        if (keepsControlCharacters()) {
            savesAndShows(odd);
            return;
        }
        put(TENANT, sample());
        assertThatThrownBy(() -> writer().save(TENANT, odd))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("CANARY");
        assertThat(observed()).contains(stored(sample()));
    }

    @Test
    void replacesWhatIsNotSaved() {
        savesAndShows(config(Map.of(SmsProperty.NS_PLUGIN_SENDER, "Acme"), Map.of("cm_username", Value.text("u"))));
    }

    @Test
    void savesTheSameTwiceAsOnce() {
        savesAndShows(sample());
        assertThat(writer().save(TENANT, sample())).isEqualTo(new SaveResult.Saved());
        assertThat(observed()).contains(stored(sample()));
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
                .contains(stored(
                        config(Map.of(), Map.of("a_password", new Value.Masked(), "b_password", new Value.Masked()))));
    }

    @Test
    void tellsSecretsByTheSettingsName() {
        put(TENANT, config(Map.of(), Map.of("cm_password", Value.text("p"), "cm_username", new Secret("u"))));
        assertThat(observed())
                .contains(stored(
                        config(Map.of(), Map.of("cm_password", new Secret("p"), "cm_username", Value.text("u")))));
    }

    @Test
    void doesNotKnowOtherTenants() {
        put(TENANT, sample());
        TenantId other = new TenantId("Cust99999");
        Failure unseen = reader().observe(other).failure();
        assertThat(unseen).isNotNull().extracting(Failure::kind).isEqualTo(Failure.Kind.NOT_FOUND);
        assertNotFound(writer().save(other, sample()));
        assertThat(observed()).contains(stored(sample()));
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
        assertThat(observed()).contains(stored(sample()));
    }

    @ParameterizedTest
    @EnumSource(Permission.class)
    void showsWhetherTheConfigurationMayBeUpdated(Permission update) {
        showsRights(rights(update, Permission.GRANTED, 255));
    }

    @ParameterizedTest
    @CsvSource({"GRANTED,255", "DENIED,11", "DENIED,0", "UNTOLD,1"})
    void showsWhatHoldsForItsProperties(Permission write, int maxLength) {
        showsRights(rights(Permission.GRANTED, write, maxLength));
    }

    private void showsRights(Rights granted) {
        put(TENANT, sample());
        grant(TENANT, granted);
        assertThat(rights()).isEqualTo(granted);
        assertThat(observed()).contains(stored(sample()));
    }

    /** The same for all properties. */
    private static Rights rights(Permission update, Permission write, int maxLength) {
        Map<SmsProperty, Rights.Rule> rules = new EnumMap<>(SmsProperty.class);
        for (SmsProperty property : SmsProperty.values()) {
            rules.put(property, new Rights.Rule(write, maxLength));
        }
        return new Rights(update, rules, write);
    }

    @Test
    void keepsRightsOutOfWhatIsSaved() {
        Rights granted = rights(Permission.GRANTED, Permission.GRANTED, 255);
        put(TENANT, sample());
        grant(TENANT, granted);
        assertThat(writer().save(TENANT, sample())).isEqualTo(new SaveResult.Saved());
        assertThat(rights()).isEqualTo(granted);
    }

    @ParameterizedTest
    @CsvSource({"8.5,YES", "10.5.4.1012,YES", "11.1.447.0,NO", "11.10.721.0,NO", "12.2,NO"})
    void tellsTheVersionAndWhetherItCanSave(String version, Save save) {
        put(TENANT, sample());
        install(TENANT, version);
        assertThat(capabilities().probe(TENANT)).isEqualTo(Capability.told(save, version));
    }

    @Test
    void cannotSaveWhereItSaysSo() {
        put(TENANT, sample());
        install(TENANT, "11.1.447.0");
        assertNotFound(writer().save(TENANT, config(Map.of(), null)));
        assertThat(observed()).contains(stored(sample()));
    }

    @Test
    void changesNothingByBeingAsked() {
        put(TENANT, sample());
        install(TENANT, "11.10.721.0");
        capabilities().probe(TENANT);
        assertThat(observed()).contains(stored(sample()));
    }

    @Test
    void saysNothingOfATenantItDoesNotKnow() {
        put(TENANT, sample());
        assertThat(capabilities().probe(new TenantId("Cust99999"))).isEqualTo(Capability.told(Save.UNTOLD, null));
    }

    private Rights rights() {
        return ((Observation.Observed) reader().observe(TENANT)).state().rights();
    }

    private static void assertNotFound(SaveResult result) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        SaveResult.NotSaved.class,
                        refused -> assertThat(refused.failure().kind()).isEqualTo(Failure.Kind.NOT_FOUND));
    }
}
