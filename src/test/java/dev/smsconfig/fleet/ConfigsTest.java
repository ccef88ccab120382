package dev.smsconfig.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.smsconfig.rollout.Wave;
import dev.smsconfig.secret.Resolvers;
import dev.smsconfig.secret.SecretResolver;
import dev.smsconfig.source.ConfigFolder;
import dev.smsconfig.source.Configuration;
import dev.smsconfig.source.Fleet;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.Sensitivity;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The fleet that a fresh clone runs. */
class ConfigsTest {

    private static final Path FOLDER = Path.of("configs");

    /** SuperOffice's providers as its documentation names them, and the settings of each. */
    private static final Map<String, Set<String>> PROVIDERS = Map.of(
            "CM", Set.of("cm_serviceId", "cm_username", "cm_password"),
            "Compaya SMS (cpsms.dk)", Set.of("compaya_username", "compaya_password"),
            "Intelecom SMS", Set.of("intele_serviceId", "intele_username", "intele_password"),
            "PSWinCom SMS", Set.of("pswin_username", "pswin_password"),
            "SMS Teknik", Set.of("smsteknik_serviceId", "smsteknik_username", "smsteknik_password"),
            "Twilio", Set.of("twilio_account_sid", "twilio_auth_token"),
            "TXTLocal", Set.of("txtlocal_username", "txtlocal_password"));

    private static final Map<String, String> PREFIXES = Map.of("no", "+47", "se", "+46", "dk", "+45");

    private final Configuration configs = ConfigFolder.read(FOLDER);

    @Test
    void hasNoProblemsNotEvenWarnings() {
        assertThat(configs.problems()).isEmpty();
        assertThat(configs.tenants()).hasSizeGreaterThanOrEqualTo(25);
    }

    @Test
    void coversAllSevenProvidersEachWithItsSettingsAndNoOther() {
        assertThat(configs.tenants())
                .extracting(tenant -> text(tenant, SmsProperty.NET_SERVER_SMS_PROVIDER))
                .containsAll(PROVIDERS.keySet());
        assertThat(configs.tenants())
                .allSatisfy(tenant -> assertThat(tenant.config().pluginConfig())
                        .as(tenant.origin())
                        .containsOnlyKeys(PROVIDERS.get(text(tenant, SmsProperty.NET_SERVER_SMS_PROVIDER))));
    }

    @Test
    void hasThreeCountriesEachInItsFolderWithItsPrefix() {
        assertThat(configs.tenants())
                .extracting(tenant -> tenant.labels().get("country"))
                .containsAll(PREFIXES.keySet());
        assertThat(configs.tenants()).allSatisfy(tenant -> {
            String country = tenant.labels().get("country");
            assertThat(tenant.origin()).startsWith("tenants/" + country + "/");
            assertThat(text(tenant, SmsProperty.DEFAULT_SMS_COUNTRY)).isEqualTo(PREFIXES.get(country));
        });
    }

    /** GSM's rule for a sender in letters: at most 11, with at least one letter. */
    @Test
    void hasSendersThatAPhoneShows() {
        assertThat(configs.tenants())
                .extracting(tenant -> text(tenant, SmsProperty.NS_PLUGIN_SENDER))
                .doesNotHaveDuplicates()
                .allMatch(sender -> sender.matches("(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}"));
    }

    @Test
    void everyWaveHasTenants() {
        Fleet fleet = configs.fleet();
        assertThat(fleet).isNotNull();
        Map<String, Long> tenantsByWave = configs.tenants().stream()
                .collect(Collectors.groupingBy(
                        tenant -> firstMatch(fleet, tenant), LinkedHashMap::new, Collectors.counting()));
        assertThat(tenantsByWave)
                .containsOnlyKeys(fleet.policies("sample").rollout().waves().stream()
                        .map(Wave::name)
                        .toList());
        assertThat(tenantsByWave.get(
                        fleet.policies("sample").rollout().waves().get(0).name()))
                .as("a canary is few")
                .isLessThan(configs.tenants().size() / 5);
    }

    private static String firstMatch(Fleet fleet, DesiredState tenant) {
        return fleet.policies("sample").rollout().waves().stream()
                .filter(wave -> wave.selector().matches(tenant.labels()))
                .findFirst()
                .orElseThrow()
                .name();
    }

    @Test
    void everySecretResolvesOnAFreshCloneWithoutAnyVariable() {
        SecretResolver resolver = new SecretResolver(FOLDER, name -> null, Resolvers.ONCE);
        assertThat(configs.tenants())
                .allSatisfy(tenant -> assertThatCode(() -> tenant.config().resolve(resolver))
                        .as(tenant.origin())
                        .doesNotThrowAnyException());
    }

    @Test
    void everySensitiveSettingIsAReferenceToADemonstrationValue() throws IOException {
        for (DesiredState tenant : configs.tenants()) {
            for (Map.Entry<String, Value> setting :
                    Map.copyOf(tenant.config().pluginConfig()).entrySet()) {
                assertThat(setting.getValue()).as(tenant.origin()).isNotInstanceOf(Secret.class);
                if (Sensitivity.isSensitiveSetting(setting.getKey())) {
                    String path = ((SecretReference) setting.getValue()).path();
                    assertThat(path).startsWith("secrets/");
                    assertThat(FOLDER.resolve(path)).content().startsWith("demonstration-only-");
                }
            }
        }
        assertThat(Files.readString(FOLDER.resolve("secrets/README.md")))
                .contains("Demonstration values", "A real fleet keeps its secrets outside git");
    }

    @Test
    void everyFileAmongTheSecretsIsUsed() throws IOException {
        List<String> used = configs.tenants().stream()
                .flatMap(tenant -> tenant.config().fields().values().stream())
                .filter(SecretReference.class::isInstance)
                .map(value -> ((SecretReference) value).path())
                .distinct()
                .toList();
        try (var files = Files.list(FOLDER.resolve("secrets"))) {
            assertThat(files.map(file -> "secrets/" + file.getFileName()).filter(file -> !file.endsWith(".md")))
                    .containsExactlyInAnyOrderElementsOf(used);
        }
    }

    private static String text(DesiredState tenant, SmsProperty property) {
        return tenant.config().properties().get(property) instanceof Value.Text text ? text.text() : "";
    }
}
