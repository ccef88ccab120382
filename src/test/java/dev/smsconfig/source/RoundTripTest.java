package dev.smsconfig.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundTripTest {

    @TempDir
    Path dir;

    @Test
    void readsAnyQuotedTextByteForByte() {
        Random random = new Random(20261107);
        Map<String, Value> expected = new LinkedHashMap<>();
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 900; i++) {
            String text = randomText(random);
            String quoted = random.nextBoolean()
                    ? "'" + text.replace("'", "''") + "'"
                    : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            String key = "k" + i + "_username";
            expected.put(key, Value.text(text));
            lines.append(key).append(": ").append(quoted).append('\n');
        }

        Configuration configuration = TestFolder.in(dir)
                .write("tenants/no/Cust1.yaml", TestFolder.setting(lines.toString()))
                .read();

        assertThat(configuration.problems()).extracting(Problem::rule).containsExactly(Rule.TENANT_TOO_LONG);
        assertThat(configuration.tenants().get(0).config().pluginConfig()).isEqualTo(expected);
    }

    /** The shape that the benchmark's make-fleet writes. */
    @Test
    void readsTheBenchmarkFleet() throws IOException {
        Path root = dir.resolve("fleet");
        for (int i = 0; i < 100; i++) {
            Path file = root.resolve("tenants/000/Cust%06d.yaml".formatted(i));
            Files.createDirectories(file.getParent());
            Files.writeString(file, """
                    apiVersion: smsconfig/v1
                    kind: SmsConfig
                    metadata:
                      tenant: Cust%06d
                      labels: { ring: %s }
                    spec:
                      DefaultSmsCountry: "+46"
                      NetServerSmsProvider: CM
                      NsPluginSender: Acme%d
                      NsPluginConfig: { cm_serviceId: "1", cm_username: "u%d", cm_password: "Zq-%d-canary" }
                    """.formatted(i, i % 50 == 0 ? "canary" : "wide", i, i, i));
        }
        Files.writeString(root.resolve("fleet.yaml"), """
                apiVersion: smsconfig/v1
                kind: Fleet
                defaultEnvironment: standin
                environments:
                  standin:
                    api: "http://127.0.0.1:18080/{tenant}/api"
                    insecure: true
                    auth: { scheme: basic, username: a, password: "ref+env://STANDIN_PASSWORD" }
                secrets: { plaintext: allow }
                guards: { maxChanged: 100% }
                rollout:
                  waves:
                    - { name: canary, select: "ring=canary" }
                    - { name: rest }
                  failureBudget: { max: 100000, percent: 100 }
                """);

        Configuration configuration = ConfigFolder.read(root);

        assertThat(configuration.problems()).isEmpty();
        assertThat(configuration.fleet()).isNotNull();
        assertThat(configuration.tenants())
                .hasSize(100)
                .extracting(DesiredState::labels)
                .contains(Map.of("ring", "canary"));
    }

    private static String randomText(Random random) {
        List<String> awkward =
                List.of("#", " #", ": ", "'", "\"", "\\", "{", "]", ",", "&", "*", "!", "%", "@", "`", "\t");
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            if (random.nextInt(3) == 0) {
                text.append(awkward.get(random.nextInt(awkward.size())));
            } else {
                int c = random.nextInt(random.nextBoolean() ? 0x7F : 0x1FFFF);
                text.appendCodePoint(Character.isDefined(c) && !Characters.isForbidden(c) ? c : 'x');
            }
        }
        return text.toString();
    }
}
