package dev.smsconfig.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.ObservedState;
import dev.smsconfig.state.Rights;
import dev.smsconfig.state.Rights.Permission;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ObjectionTest {

    private static final String CANARY = "c4n4ry-Value";
    private static final SmsConfig BEFORE = config("before", Map.of("cm_password", new Secret(CANARY)));
    private static final SmsConfig DESIRED = sender("after");

    private final Planner planner = new Planner(new Fingerprinter("k1", new byte[32]));

    private static SmsConfig sender(String sender) {
        return new SmsConfig(Map.of(SmsProperty.NS_PLUGIN_SENDER, Value.text(sender)), null);
    }

    private static SmsConfig config(String sender, Map<String, Value> settings) {
        return new SmsConfig(Map.of(SmsProperty.NS_PLUGIN_SENDER, Value.text(sender)), settings);
    }

    private static Rights table(Permission update) {
        return new Rights(update, Map.of());
    }

    private static Rights rule(SmsProperty property, Permission write, int maxLength) {
        return new Rights(Permission.UNTOLD, Map.of(property, new Rights.Rule(write, maxLength)));
    }

    private Optional<String> objection(SmsConfig before, Rights rights, SmsConfig desired) {
        ObservedState observed = new ObservedState(new TenantId("Cust1"), before, rights);
        return Objection.to(planner.plan(desired, observed, null), observed, desired);
    }

    private Optional<String> objection(Rights rights) {
        return objection(BEFORE, rights, DESIRED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Permission.class,
            names = {"GRANTED", "UNTOLD"})
    void nothingSpeaksAgainstASaveThatIsNotDenied(Permission update) {
        assertThat(objection(table(update))).isEmpty();
        assertThat(objection(rule(SmsProperty.NS_PLUGIN_SENDER, update, 0))).isEmpty();
    }

    @Test
    void aTableThatMayNotBeUpdatedForbidsTheSave() {
        assertThat(objection(table(Permission.DENIED)).orElseThrow())
                .contains("TableRight without Update")
                .contains("give it the rights of an administrator");
    }

    @Test
    void aFieldThatMayNotBeWrittenForbidsChangingIt() {
        assertThat(objection(rule(SmsProperty.NS_PLUGIN_SENDER, Permission.DENIED, 0))
                        .orElseThrow())
                .contains("NsPluginSender")
                .contains("FieldRight without Write");
    }

    @Test
    void aFieldThatMayNotBeWrittenForbidsClearingIt() {
        assertThat(objection(BEFORE, rule(SmsProperty.NS_PLUGIN_SENDER, Permission.DENIED, 0), sender("")))
                .isPresent();
    }

    @Test
    void aFieldThatMayNotBeWrittenMattersOnlyWhereItChanges() {
        assertThat(objection(rule(SmsProperty.DEFAULT_SMS_COUNTRY, Permission.DENIED, 0)))
                .isEmpty();
        SmsConfig other = new SmsConfig(
                Map.of(
                        SmsProperty.NS_PLUGIN_SENDER, Value.text("before"),
                        SmsProperty.DEFAULT_SMS_COUNTRY, Value.text("+47")),
                null);
        assertThat(objection(BEFORE, rule(SmsProperty.NS_PLUGIN_SENDER, Permission.DENIED, 0), other))
                .isEmpty();
    }

    @Test
    void settingsThatMayNotBeWrittenForbidChangingOne() {
        Rights rights = new Rights(Permission.GRANTED, Map.of(), Permission.DENIED);
        SmsConfig settings = new SmsConfig(Map.of(), Map.of("cm_password", new Secret("new")));
        assertThat(objection(BEFORE, rights, settings).orElseThrow())
                .contains("may not change NsPluginConfig (FieldRight without Write)");
        assertThat(objection(BEFORE, rights, new SmsConfig(Map.of(), Map.of()))).isPresent();
    }

    @Test
    void settingsThatMayNotBeWrittenMatterOnlyWhereOneChanges() {
        assertThat(objection(new Rights(Permission.GRANTED, Map.of(), Permission.DENIED)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"5,5,false", "5,6,true", "1,1,false", "1,2,true", "0,300,false", "255,255,false", "255,256,true"})
    void aTextMayBeAsLongAsTheServerTakesAndNoLonger(int longest, int length, boolean forbidden) {
        Optional<String> objection = objection(
                BEFORE, rule(SmsProperty.NS_PLUGIN_SENDER, Permission.GRANTED, longest), sender("x".repeat(length)));
        assertThat(objection.isPresent()).isEqualTo(forbidden);
    }

    @Test
    void countsCharactersAsTheServerDoes() {
        Rights two = rule(SmsProperty.NS_PLUGIN_SENDER, Permission.UNTOLD, 2);
        assertThat(objection(BEFORE, two, sender("😀"))).isEmpty();
        assertThat(objection(BEFORE, two, sender("😀a")).orElseThrow())
                .isEqualTo("NsPluginSender has 3 characters in git and the server takes 2; shorten it");
    }

    @Test
    void aLengthMattersOnlyWhereTheTextChanges() {
        SmsConfig same = new SmsConfig(
                Map.of(
                        SmsProperty.NS_PLUGIN_SENDER, Value.text("before"),
                        SmsProperty.DEFAULT_SMS_COUNTRY, Value.text("+47")),
                null);
        assertThat(objection(BEFORE, rule(SmsProperty.NS_PLUGIN_SENDER, Permission.UNTOLD, 2), same))
                .isEmpty();
    }

    @Test
    void aMaskedSettingThatIsNotManagedForbidsTheSave() {
        SmsConfig masked = config("before", Map.of("cm_password", new Value.Masked()));
        assertThat(objection(masked, Rights.UNTOLD, DESIRED).orElseThrow())
                .isEqualTo("NsPluginConfig.cm_password is not managed and the server masks it, so a save would"
                        + " overwrite it; set it in git");
    }

    @Test
    void aMaskedSettingThatIsManagedForbidsNothing() {
        SmsConfig masked = config("before", Map.of("cm_password", new Value.Masked()));
        SmsConfig managed = new SmsConfig(Map.of(), Map.of("cm_password", new Secret("new")));
        assertThat(objection(masked, Rights.UNTOLD, managed)).isEmpty();
        assertThat(objection(masked, Rights.UNTOLD, new SmsConfig(Map.of(), Map.of())))
                .isEmpty();
    }

    @Test
    void namesTheTableBeforeAMaskAndAMaskBeforeAField() {
        SmsConfig masked = config("before", Map.of("cm_password", new Value.Masked()));
        Map<SmsProperty, Rights.Rule> denied =
                Map.of(SmsProperty.NS_PLUGIN_SENDER, new Rights.Rule(Permission.DENIED, 1));
        assertThat(objection(masked, new Rights(Permission.DENIED, denied), DESIRED)
                        .orElseThrow())
                .contains("TableRight");
        assertThat(objection(masked, new Rights(Permission.GRANTED, denied), DESIRED)
                        .orElseThrow())
                .contains("masks it");
        assertThat(objection(BEFORE, new Rights(Permission.GRANTED, denied), DESIRED)
                        .orElseThrow())
                .contains("FieldRight");
    }

    @Test
    void namesTheFirstChangeThatIsForbidden() {
        SmsConfig both = new SmsConfig(
                Map.of(
                        SmsProperty.NS_PLUGIN_SENDER, Value.text("after"),
                        SmsProperty.DEFAULT_SMS_COUNTRY, Value.text("+47")),
                null);
        Rights.Rule denied = new Rights.Rule(Permission.DENIED, 0);
        Rights rights = new Rights(
                Permission.GRANTED,
                Map.of(SmsProperty.NS_PLUGIN_SENDER, denied, SmsProperty.DEFAULT_SMS_COUNTRY, denied));
        assertThat(objection(BEFORE, rights, both).orElseThrow()).contains("DefaultSmsCountry");
    }

    @Test
    void showsNoValue() {
        SmsConfig masked = config(CANARY, Map.of("cm_password", new Value.Masked(), "cm_token", new Secret(CANARY)));
        Map<SmsProperty, Rights.Rule> shorter =
                Map.of(SmsProperty.NS_PLUGIN_SENDER, new Rights.Rule(Permission.UNTOLD, 3));
        assertThat(objection(masked, table(Permission.DENIED), sender(CANARY + "2"))
                                .orElseThrow()
                        + objection(masked, Rights.UNTOLD, sender(CANARY + "2")).orElseThrow()
                        + objection(BEFORE, new Rights(Permission.UNTOLD, shorter), sender(CANARY))
                                .orElseThrow())
                .doesNotContain(CANARY);
    }
}
