package dev.smsconfig.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.source.Affected.Kind;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which tenants an edit concerns, compared with what each of them ends up with before and after. */
class AffectedTest {

    private static final int EDITS = 150;
    private static final int TENANTS = 12;
    private static final List<String> GROUPS = List.of("low", "mid", "high");

    @TempDir
    Path dir;

    private final Random random = new Random(20261124);

    /** The files of a folder by their paths; an edit changes one of them. */
    private final Map<String, String> files = new TreeMap<>();

    @Test
    void namesExactlyTheTenantsThatEndUpWithSomethingElse() {
        files.put("fleet.yaml", fleet());
        files.put("groups/low.yaml", group("low", ""));
        files.put("groups/mid.yaml", group("mid", "low"));
        files.put("groups/high.yaml", group("high", "mid"));
        for (int i = 0; i < TENANTS; i++) {
            files.put("tenants/Cust" + i + ".yaml", tenant(i));
        }
        int concerned = 0;
        int spared = 0;
        Layered before = read(0);
        for (int edit = 1; edit <= EDITS; edit++) {
            String file = edit();
            Layered after = read(edit);

            List<Affected> affected = Affected.between(before, after.configuration());

            Map<TenantId, Kind> expected = byComparingAll(before.configuration(), after.configuration());
            assertThat(kinds(affected)).as("edit %d of %s", edit, file).isEqualTo(expected);
            concerned += expected.size();
            spared += TENANTS - expected.size();
            before = after;
        }
        assertThat(concerned).as("edits concern some").isGreaterThan(EDITS);
        assertThat(spared).as("and not all").isGreaterThan(EDITS);
    }

    /** The fleet and the edit that the benchmark has, at a size that a test has time for. */
    @Test
    void namesExactlyThoseThatABaseEditReaches() throws IOException {
        Path root = dir.resolve("fleet");
        LayeredFleet.write(root, 200);
        Layered before = ConfigFolder.layers(root);
        TreeSet<TenantId> expected = LayeredFleet.editBase(root, 200);

        List<Affected> affected = Affected.between(before, ConfigFolder.read(root));

        assertThat(affected)
                .extracting(Affected::tenant)
                .containsExactlyElementsOf(expected)
                .hasSizeBetween(1, 199);
        assertThat(affected).allMatch(one -> one.kind() == Kind.CHANGED);
    }

    private static Map<TenantId, Kind> kinds(List<Affected> affected) {
        Map<TenantId, Kind> kinds = new TreeMap<>();
        affected.forEach(one -> kinds.put(one.tenant(), one.kind()));
        return kinds;
    }

    private static Map<TenantId, Kind> byComparingAll(Configuration before, Configuration after) {
        Map<TenantId, SmsConfig> old = configs(before);
        Map<TenantId, SmsConfig> now = configs(after);
        TreeSet<TenantId> all = new TreeSet<>(old.keySet());
        all.addAll(now.keySet());
        Map<TenantId, Kind> expected = new TreeMap<>();
        for (TenantId tenant : all) {
            if (!Objects.equals(old.get(tenant), now.get(tenant))) {
                expected.put(
                        tenant,
                        !old.containsKey(tenant) ? Kind.ADDED : !now.containsKey(tenant) ? Kind.REMOVED : Kind.CHANGED);
            }
        }
        return expected;
    }

    private static Map<TenantId, SmsConfig> configs(Configuration configuration) {
        Map<TenantId, SmsConfig> configs = new TreeMap<>();
        configuration.tenants().forEach((DesiredState state) -> configs.put(state.tenant(), state.config()));
        return configs;
    }

    private Layered read(int edit) {
        TestFolder folder = TestFolder.in(dir.resolve("edit" + edit)).delete("tenants/no/Cust1.yaml");
        files.forEach(folder::write);
        Layered layered = ConfigFolder.layers(folder.root);
        assertThat(layered.configuration().problems())
                .filteredOn(Problem::isError)
                .isEmpty();
        return layered;
    }

    /** Writes one of the files anew, or takes a tenant away; gives its path. */
    private String edit() {
        int i = random.nextInt(TENANTS);
        String file = List.of("fleet.yaml", "groups/low.yaml", "groups/mid.yaml", "groups/high.yaml", "", "")
                .get(random.nextInt(6));
        switch (file) {
            case "fleet.yaml" -> files.put(file, fleet());
            case "groups/low.yaml" -> files.put(file, group("low", ""));
            case "groups/mid.yaml" -> files.put(file, group("mid", random.nextBoolean() ? "low" : ""));
            case "groups/high.yaml" -> files.put(file, group("high", random.nextBoolean() ? "mid" : ""));
            default -> {
                file = "tenants/Cust" + i + ".yaml";
                if (files.size() < TENANTS || random.nextInt(3) > 0) {
                    files.put(file, tenant(i));
                } else {
                    files.remove(file);
                }
            }
        }
        return file;
    }

    private String fleet() {
        return TestFolder.fleet("spec: { NsPluginSender: S%d, %s }\n".formatted(random.nextInt(3), values()));
    }

    private String group(String name, String buildsOn) {
        return """
                apiVersion: smsconfig/v1
                kind: Group
                metadata: { name: %s, groups: [%s] }
                spec: { %s }
                """.formatted(name, buildsOn, values());
    }

    private String tenant(int i) {
        return """
                apiVersion: smsconfig/v1
                kind: SmsConfig
                metadata: { tenant: Cust%d, groups: [%s] }
                spec: { %s }
                """.formatted(i, random.nextInt(4) == 0 ? "" : GROUPS.get(random.nextInt(GROUPS.size())), values());
    }

    /** One line at least, so that the spec is none of those without a property. */
    private String values() {
        List<String> values = new ArrayList<>();
        values.add("NetServerSmsProvider: P" + random.nextInt(3));
        if (random.nextInt(3) == 0) {
            values.add("DefaultSmsCountry: "
                    + List.of("\"+47\"", "\"+46\"", "null").get(random.nextInt(3)));
        }
        switch (random.nextInt(4)) {
            case 0 -> values.add("NsPluginConfig: " + List.of("null", "{}").get(random.nextInt(2)));
            case 1 ->
                values.add("NsPluginConfig: { cm_username: u%d, cm_password: %s }"
                        .formatted(
                                random.nextInt(3),
                                List.of("null", "p1", "\"ref+file:///run/{tenant}\"", "\"ref+env://P\"")
                                        .get(random.nextInt(4))));
            default -> {}
        }
        return String.join(", ", values);
    }
}
