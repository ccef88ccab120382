package dev.smsconfig.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exported tenants over layers that say something already, and in groups of what they have in common. */
class ExportedFilesTest {

    private static final int FLEETS = 60;

    /** Every property in the fleet, in a group, and in a group that builds on it. */
    private static final String FLEET = TestFolder.fleet("""
            spec:
              DefaultSmsCountry: "+47"
              NetServerSmsProvider: CM
              NsPluginSender: Fleet
              NsPluginConfig: { cm_serviceId: "1", cm_password: "ref+file://secrets/{tenant}/cm_password", x_url: a }
            """);

    @TempDir
    Path dir;

    private int folders;

    private TestFolder folder(String fleet) {
        return TestFolder.in(dir.resolve("f" + folders++))
                .delete("tenants/no/Cust1.yaml")
                .write("fleet.yaml", fleet)
                .group(
                        "low",
                        "",
                        "DefaultSmsCountry: \"+46\"\nNetServerSmsProvider: Twilio\nNsPluginSender: Low\n"
                                + "NsPluginConfig: { cm_username: low, cm_serviceId: null }")
                .group("high", "low", "DefaultSmsCountry: null\nNsPluginConfig: { x_url: b }")
                .group("none", "", "NsPluginConfig: null\nNsPluginSender: None");
    }

    private static LowerLayers lower(TestFolder folder) {
        return ConfigFolder.lowerLayers(folder.root, FileTree.onDisk(folder.root));
    }

    private static ExportedFiles write(
            TestFolder folder, List<TenantExport> exports, List<String> given, @Nullable Integer share) {
        ExportedFiles files = ExportedFiles.of(exports, lower(folder), given, share);
        files.groups().forEach((name, text) -> folder.write("groups/" + name + ".yaml", text));
        files.tenants().forEach((tenant, text) -> folder.write("tenants/" + tenant + ".yaml", text));
        return files;
    }

    private static Map<TenantId, SmsConfig> read(TestFolder folder) {
        Configuration configuration = folder.read();
        assertThat(configuration.problems())
                .filteredOn(problem -> problem.isError()
                        ? problem.rule() != Rule.FOLDER_NO_TENANTS
                        : problem.rule() == Rule.LAYER_IDLE_NULL
                                && !problem.file().matches(".*/groups/(low|high|none)\\.yaml"))
                .isEmpty();
        Map<TenantId, SmsConfig> configs = new TreeMap<>();
        configuration.tenants().forEach((DesiredState state) -> configs.put(state.tenant(), state.config()));
        return configs;
    }

    private static Map<TenantId, SmsConfig> wanted(List<TenantExport> exports) {
        Map<TenantId, SmsConfig> wanted = new TreeMap<>();
        exports.stream()
                .filter(export -> !export.isEmpty())
                .forEach(export -> wanted.put(export.tenant(), export.own()));
        return wanted;
    }

    private static TenantExport export(String id, String sender, String prefix, String provider, Value... password) {
        Map<String, Value> settings = new TreeMap<>(Map.of("cm_serviceId", Value.text("7"), "x_url", Value.text("u")));
        if (password.length > 0) {
            settings.put("cm_password", password[0]);
        }
        return TenantExport.of(
                new TenantId(id),
                new SmsConfig(
                        Map.of(
                                SmsProperty.NS_PLUGIN_SENDER, Value.text(sender),
                                SmsProperty.DEFAULT_SMS_COUNTRY, Value.text(prefix),
                                SmsProperty.NET_SERVER_SMS_PROVIDER, Value.text(provider)),
                        settings));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "low", "high", "none", "high,none", "none,low"})
    void tenantsEndUpWithTheirServersValuesWhateverLiesBelow(String groups) {
        List<String> given = groups.isEmpty() ? List.of() : List.of(groups.split(","));
        for (String fleet : List.of(FLEET, TestFolder.FLEET)) {
            for (int i = 0; i < FLEETS / 10; i++) {
                List<TenantExport> exports = fleet(new Random(i));
                TestFolder folder = folder(fleet);
                write(folder, exports, given, null);

                assertThat(read(folder)).as("fleet %d", i).isEqualTo(wanted(exports));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {51, 75, 100})
    void groupsChangeNothingThatATenantEndsUpWith(int share) {
        int grouped = 0;
        for (int i = 0; i < FLEETS; i++) {
            Random random = new Random(i);
            List<TenantExport> exports = fleet(random);
            List<String> given = random.nextBoolean() ? List.of() : List.of("high");
            TestFolder folder = folder(random.nextBoolean() ? FLEET : TestFolder.FLEET);
            grouped += write(folder, exports, given, share).groups().size();

            assertThat(read(folder)).as("fleet %d", i).isEqualTo(wanted(exports));
        }
        assertThat(grouped).as("the fleets have something in common").isGreaterThan(FLEETS);
    }

    @Test
    void theSameTenantsGiveTheSameFilesInWhateverOrderTheyAreNamed() {
        for (int i = 0; i < FLEETS; i++) {
            List<TenantExport> exports = fleet(new Random(i));
            TestFolder folder = folder(FLEET);
            ExportedFiles files = ExportedFiles.of(exports, lower(folder), List.of(), 60);
            List<TenantExport> shuffled = new ArrayList<>(exports);
            Collections.shuffle(shuffled, new Random(i));

            assertThat(ExportedFiles.of(shuffled, lower(folder), List.of(), 60)).isEqualTo(files);
        }
    }

    /** Whether two secrets are equal shows nowhere: the files are those of tenants whose secrets all differ. */
    @Test
    void equalSecretsDoNotShow() {
        TestFolder folder = folder(TestFolder.FLEET);
        List<TenantExport> equal = new ArrayList<>();
        List<TenantExport> different = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            equal.add(export("Cust" + i, "S" + i, "+47", "CM", new Secret("CANARY")));
            different.add(export("Cust" + i, "S" + i, "+47", "CM", new Secret("CANARY" + i)));
        }
        ExportedFiles files = ExportedFiles.of(equal, lower(folder), List.of(), 100);
        assertThat(files).isEqualTo(ExportedFiles.of(different, lower(folder), List.of(), 100));
        assertThat(files.groups().toString() + files.tenants()).doesNotContain("CANARY");
        assertThat(files.groups().get("common")).contains("cm_password: \"ref+file://secrets/{tenant}/cm_password\"");
    }

    @Test
    void refusesToBeGivenASecret() {
        SmsConfig config = new SmsConfig(Map.of(), Map.of("cm_password", new Secret("CANARY")));
        assertThatThrownBy(() -> new TenantExport(new TenantId("A"), config, Map.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("CANARY");
    }

    @Test
    void providersAndPrefixesGetGroupsThatSayWhatTheyAre() {
        TestFolder folder = folder(TestFolder.FLEET);
        List<TenantExport> exports = List.of(
                export("A", "Acme", "+47", "CM", new Secret("1")),
                export("B", "Beta", "+47", "CM", new Secret("2")),
                export("C", "Gamma", "+46", "Compaya SMS (cpsms.dk)"),
                export("D", "Delta", "+46", "Compaya SMS (cpsms.dk)"),
                export("E", "Eps", "+45", "Twilio"));
        ExportedFiles files = write(folder, exports, List.of(), 100);
        assertThat(files.groups())
                .isEqualTo(Map.of(
                        "prefix-46", """
                        apiVersion: smsconfig/v1
                        kind: Group
                        metadata:
                          name: prefix-46
                        spec:
                          DefaultSmsCountry: "+46"
                        """,
                        "prefix-47", """
                        apiVersion: smsconfig/v1
                        kind: Group
                        metadata:
                          name: prefix-47
                        spec:
                          DefaultSmsCountry: "+47"
                        """,
                        "provider-cm", """
                        apiVersion: smsconfig/v1
                        kind: Group
                        metadata:
                          name: provider-cm
                        spec:
                          NetServerSmsProvider: "CM"
                          NsPluginConfig:
                            cm_password: "ref+file://secrets/{tenant}/cm_password"
                            cm_serviceId: "7"
                            x_url: "u"
                        """,
                        "provider-compaya-sms-cpsms-dk", """
                        apiVersion: smsconfig/v1
                        kind: Group
                        metadata:
                          name: provider-compaya-sms-cpsms-dk
                        spec:
                          NetServerSmsProvider: "Compaya SMS (cpsms.dk)"
                          NsPluginConfig:
                            cm_serviceId: "7"
                            x_url: "u"
                        """));
        assertThat(files.tenants().get(new TenantId("A"))).isEqualTo("""
                apiVersion: smsconfig/v1
                kind: SmsConfig
                metadata:
                  tenant: "A"
                  groups: [provider-cm, prefix-47]
                spec:
                  NsPluginSender: "Acme"
                """);
        assertThat(files.tenants().get(new TenantId("E")))
                .doesNotContain("groups")
                .contains("+45", "Twilio", "x_url");
        assertThat(read(folder)).isEqualTo(wanted(exports));
    }

    @Test
    void whatEveryTenantHasIsCommonAndATenantMayHaveNothingOfItsOwn() {
        TestFolder folder = folder(TestFolder.FLEET);
        ExportedFiles files = write(
                folder, List.of(export("A", "One", "+47", "CM"), export("B", "One", "+47", "CM")), List.of(), 100);
        assertThat(files.groups()).containsOnlyKeys("common");
        assertThat(files.tenants().get(new TenantId("B"))).endsWith("metadata:\n  tenant: \"B\"\n  groups: [common]\n");
        assertThat(read(folder)).hasSize(2);
    }

    @Test
    void aShareLetsFewTenantsOverrideWhatMostHave() {
        TestFolder folder = folder(TestFolder.FLEET);
        List<TenantExport> exports = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            exports.add(export("Cust" + i, "One", "+47", "CM"));
        }
        exports.add(export("Cust9", "Other", "+46", "CM"));
        assertThat(ExportedFiles.of(exports, lower(folder), List.of(), 91)
                        .groups()
                        .get("common"))
                .doesNotContain("NsPluginSender", "DefaultSmsCountry");
        ExportedFiles files = write(folder, exports, List.of(), 90);
        assertThat(files.groups()).containsOnlyKeys("common");
        assertThat(files.tenants().get(new TenantId("Cust0"))).doesNotContain("spec");
        assertThat(files.tenants().get(new TenantId("Cust9")))
                .endsWith("spec:\n  DefaultSmsCountry: \"+46\"\n  NsPluginSender: \"Other\"\n");
        assertThat(read(folder)).isEqualTo(wanted(exports));
    }

    /** A name only comes to be where nobody else's file has it; a group of the same content is used. */
    @Test
    void groupsThatAreThereAreUsedOrLeftAlone() {
        TestFolder folder = folder(TestFolder.FLEET);
        List<TenantExport> first = List.of(export("A", "Acme", "+47", "CM"), export("B", "Beta", "+47", "CM"));
        folder.group("prefix-46", "", "DefaultSmsCountry: \"+1\"");
        write(folder, first, List.of(), 100);
        List<TenantExport> second = List.of(
                export("C", "Gamma", "+47", "CM"),
                export("D", "Delta", "+47", "CM"),
                export("E", "Gamma", "+46", "CM"),
                export("F", "Delta", "+46", "CM"));
        ExportedFiles files = write(folder, second, List.of(), 100);
        assertThat(files.groups()).containsOnlyKeys("common-2", "prefix-46-2", "prefix-47");
        assertThat(ExportedFiles.of(first, lower(folder), List.of(), 100).groups())
                .isEmpty();
        Map<TenantId, SmsConfig> all = wanted(first);
        all.putAll(wanted(second));
        assertThat(read(folder)).isEqualTo(all);
    }

    /** One that also takes something away, or builds on another, is not of the same content. */
    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{ x_url: null }"})
    void groupsThatSayMoreAreNotUsed(String settings) {
        TestFolder folder = folder(TestFolder.FLEET)
                .group("prefix-46", "none", "DefaultSmsCountry: \"+46\"")
                .group("prefix-47", "", "DefaultSmsCountry: \"+47\"\nNsPluginConfig: " + settings);
        List<TenantExport> exports = List.of(
                export("A", "Acme", "+47", "CM"),
                export("B", "Beta", "+47", "CM"),
                export("C", "Gamma", "+46", "CM"),
                export("D", "Delta", "+46", "CM"));
        ExportedFiles files = write(folder, exports, List.of(), 100);
        assertThat(files.groups()).containsOnlyKeys("common", "prefix-46-2", "prefix-47-2");
        assertThat(read(folder)).isEqualTo(wanted(exports));
    }

    @Test
    void havingNoSettingsMayBeCommonToo() {
        TestFolder folder = folder(TestFolder.FLEET);
        SmsConfig config = new SmsConfig(Map.of(SmsProperty.NET_SERVER_SMS_PROVIDER, Value.text("CM")), Map.of());
        List<TenantExport> exports =
                List.of(TenantExport.of(new TenantId("A"), config), TenantExport.of(new TenantId("B"), config));
        ExportedFiles files = write(folder, exports, List.of(), 100);
        assertThat(files.groups().get("common")).endsWith("  NsPluginConfig: {}\n");
        assertThat(read(folder)).isEqualTo(wanted(exports));
    }

    /** A group below would not be merged again, so it must not be named after what is above it. */
    @Test
    void aGroupThatTheTenantsReachAlreadyIsNotNamedAgain() {
        TestFolder folder = folder(TestFolder.FLEET)
                .group("prefix-47", "", "DefaultSmsCountry: \"+47\"")
                .group("above", "prefix-47", "DefaultSmsCountry: \"+1\"");
        List<TenantExport> exports = List.of(
                export("A", "Acme", "+47", "CM"), export("B", "Beta", "+47", "CM"), export("C", "Gamma", "+46", "CM"));
        ExportedFiles files = write(folder, exports, List.of("above"), 100);
        assertThat(files.groups()).containsOnlyKeys("common", "prefix-47-2");
        assertThat(read(folder)).isEqualTo(wanted(exports));
    }

    @Test
    void saysWhatIsWrongWithAListOfGroups() {
        LowerLayers lower = lower(folder(TestFolder.FLEET));
        assertThat(lower.objection(List.of("high", "none"))).isEmpty();
        assertThat(lower.objection(List.of("hig"))).hasValue("no such group; did you mean 'high'?");
        assertThat(lower.objection(List.of("high", "low")).orElseThrow()).contains("builds on");
    }

    /** What servers may have, with few values so that many are alike. */
    private static List<TenantExport> fleet(Random random) {
        List<TenantExport> exports = new ArrayList<>();
        int tenants = 1 + random.nextInt(9);
        int variety = 1 + random.nextInt(3);
        for (int i = 0; i < tenants; i++) {
            Map<SmsProperty, Value> properties = new EnumMap<>(SmsProperty.class);
            put(random, properties, SmsProperty.DEFAULT_SMS_COUNTRY, List.of("+47", "+46", "0047"), variety);
            put(random, properties, SmsProperty.NET_SERVER_SMS_PROVIDER, List.of("CM", "Twilio", "", "漢"), variety);
            put(random, properties, SmsProperty.NS_PLUGIN_SENDER, List.of("Low", "Fleet", "a\nb"), variety);
            exports.add(
                    TenantExport.of(new TenantId("Cust" + i), new SmsConfig(properties, settings(random, variety))));
        }
        return exports;
    }

    private static @Nullable Map<String, Value> settings(Random random, int variety) {
        if (random.nextInt(8) == 0) {
            return null;
        }
        Map<String, Value> settings = new HashMap<>();
        for (String key : List.of("cm_serviceId", "cm_username", "x_url")) {
            put(random, settings, key, List.of("1", "low", "b"), variety);
        }
        for (String key : List.of("cm_password", "y_token")) {
            switch (random.nextInt(12)) {
                case 0 -> settings.put(key, new Value.Masked());
                case 1, 2, 3 -> {}
                default -> settings.put(key, new Secret("s" + random.nextInt(variety)));
            }
        }
        return random.nextInt(10) == 0 ? Map.of() : settings;
    }

    private static <K> void put(Random random, Map<K, Value> values, K key, List<String> texts, int variety) {
        if (random.nextInt(7) != 0) {
            values.put(key, Value.text(texts.get(random.nextInt(Math.min(variety, texts.size())))));
        }
    }
}
