package dev.smsconfig.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.SmsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fleet in layers, and the same fleet with everything written into each tenant's file, say the same. */
class FlattenedFleetTest {

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"configs", "samples/layers"})
    void everyTenantHasTheSameWithoutLayers(String folder) {
        flatten(Path.of(folder));
    }

    @Test
    void aLargeFleetHasTheSameWithoutLayers() throws IOException {
        LayeredFleet.write(dir.resolve("layered"), 500);
        flatten(dir.resolve("layered"));
    }

    private void flatten(Path folder) {
        Configuration layered = ConfigFolder.read(folder);
        assertThat(layered.hasErrors()).isFalse();
        assertThat(Files.exists(folder.resolve("groups"))).as("has layers").isTrue();
        TestFolder flat = TestFolder.in(dir.resolve("flat")).delete("tenants/no/Cust1.yaml");
        for (DesiredState tenant : layered.tenants()) {
            Layer layer = Layer.tenant(tenant.tenant().value(), tenant.origin());
            Spec whole = Difference.between(new SmsConfig(Map.of(), null), tenant.config(), layer);
            flat.write(
                    "tenants/" + tenant.tenant() + ".yaml",
                    LayerText.ofTenant(tenant.tenant(), List.of(), List.of(), whole));
        }
        Configuration plain = flat.read();
        assertThat(plain.problems()).filteredOn(Problem::isError).isEmpty();
        assertThat(configs(plain)).isEqualTo(configs(layered)).isNotEmpty();
    }

    private static Map<String, SmsConfig> configs(Configuration configuration) {
        Map<String, SmsConfig> configs = new TreeMap<>();
        configuration.tenants().forEach(state -> configs.put(state.tenant().value(), state.config()));
        return configs;
    }
}
