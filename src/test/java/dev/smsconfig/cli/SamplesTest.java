package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.source.ConfigFolder;
import dev.smsconfig.source.Configuration;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.SmsProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the README and the samples show is what happens. */
class SamplesTest {

    @TempDir
    Path work;

    private Commands.Result run(String... args) {
        return new Commands().run(args);
    }

    @Test
    void theFleetHasNoProblems() {
        Configuration configs = ConfigFolder.read(Path.of("configs"));
        assertThat(configs.problems()).isEmpty();
        assertThat(configs.tenants()).hasSizeGreaterThanOrEqualTo(25);
    }

    @Test
    void theFleetCoversThreeCountriesAndAllSevenProviders() {
        Configuration configs = ConfigFolder.read(Path.of("configs"));
        Set<String> countries = configs.tenants().stream()
                .map(tenant -> tenant.labels().get("country"))
                .collect(Collectors.toSet());
        Set<Object> providers = configs.tenants().stream()
                .map(DesiredState::config)
                .map(config -> config.properties().get(SmsProperty.NET_SERVER_SMS_PROVIDER))
                .collect(Collectors.toSet());
        assertThat(countries).containsExactlyInAnyOrder("no", "se", "dk");
        assertThat(providers).hasSize(7);
    }

    @Test
    void theFirstCommandOfTheReadmeConvergesAndTheSecondTimeSavesNothing() {
        String[] command = {"apply", "--yes", "--max-changes", "100%", "--work", work.toString()};
        Commands.Result first = run(command);
        assertThat(first.exitCode()).isZero();
        assertThat(first.err()).contains("Apply: 27 converged, 0 in sync, 0 failed.");
        Commands.Result second = run(command);
        assertThat(second.exitCode()).isZero();
        assertThat(second.out()).isEqualTo("No changes. All 27 tenants are as git says.\n");
    }

    @Test
    void withoutTheFlagTheFirstRunIsRefused() {
        Commands.Result result = run("apply", "--yes", "--work", work.toString());
        assertThat(result.exitCode()).isEqualTo(6);
        assertThat(result.err()).contains("--max-changes 27");
    }

    @Test
    void theChangedFleetDiffersInExactlyFiveFields() {
        run("apply", "--yes", "--configs", "samples/valid", "--work", work.toString());
        Commands.Result plan = run("plan", "-o", "json", "--configs", "samples/changed", "--work", work.toString());
        assertThat(plan.exitCode()).isEqualTo(3);
        Map<String, String> changed = new TreeMap<>();
        for (JsonNode tenant : new JsonMapper().readTree(plan.out()).at("/tenants")) {
            assertThat(tenant.at("/changes")).hasSize(1);
            changed.put(
                    tenant.at("/tenant").asString(),
                    tenant.at("/changes/0/field").asString());
        }
        assertThat(changed)
                .isEqualTo(Map.of(
                        "Alpha", "NsPluginSender",
                        "Beta", "NsPluginConfig.cm_url",
                        "Gamma", "NsPluginConfig.twilio_auth_token",
                        "Delta", "NsPluginConfig.smsteknik_serviceId",
                        "Epsilon", "DefaultSmsCountry"));
        assertThat(run("plan", "--configs", "samples/valid", "--work", work.toString())
                        .exitCode())
                .as("nothing was saved")
                .isZero();
    }

    @Test
    void theInvalidFleetHasExactlyTheProblemsThatAreWrittenDown() throws IOException {
        Commands.Result result = run("validate", "--configs", "samples/invalid");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEqualTo(Files.readString(Path.of("samples/invalid/EXPECTED.txt")));
        assertThat(result.out()).doesNotContain("canary");
    }
}
