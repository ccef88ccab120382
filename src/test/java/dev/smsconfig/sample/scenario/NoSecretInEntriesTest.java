package dev.smsconfig.sample.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoSecretInEntriesTest {

    @Test
    void theTextOfAFilesShapeHidesWhatIsSecret() {
        Map<String, String> tokens = Map.of("A", "hidden");
        ScenarioFile.UserEntry user = new ScenarioFile.UserEntry("u", "hidden", null);
        ScenarioFile.AppEntry app = new ScenarioFile.AppEntry(
                "n", "n", "hidden", null, null, tokens, tokens, List.of("hidden"), null, null);
        ScenarioFile file = new ScenarioFile(
                null, null, new ScenarioFile.LoginsEntry(List.of(user), tokens, tokens, List.of(app)), null, null);

        assertThat(user + " " + app + " " + file).doesNotContain("hidden");
    }
}
