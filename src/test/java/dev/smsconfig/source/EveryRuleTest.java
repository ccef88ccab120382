package dev.smsconfig.source;

import static dev.smsconfig.source.TestFolder.FLEET;
import static dev.smsconfig.source.TestFolder.GROUP;
import static dev.smsconfig.source.TestFolder.TENANT;
import static dev.smsconfig.source.TestFolder.environment;
import static dev.smsconfig.source.TestFolder.fleet;
import static dev.smsconfig.source.TestFolder.group;
import static dev.smsconfig.source.TestFolder.setting;
import static dev.smsconfig.source.TestFolder.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.source.Problem.Severity;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule that a file's text can break is broken once; § marks where the problem is to be reported. */
class EveryRuleTest {

    /** The rules about folders and files as such; {@link ConfigFolderTest} breaks them. */
    private static final Set<Rule> ABOUT_FILES = EnumSet.of(
            Rule.FOLDER_MISSING,
            Rule.FOLDER_NO_FLEET,
            Rule.FOLDER_NO_TENANTS,
            Rule.FILE_NAME,
            Rule.FILE_LEFTOVER,
            Rule.FILE_HIDDEN,
            Rule.FILE_SYMLINK,
            Rule.FILE_IRREGULAR,
            Rule.FILE_UNREADABLE,
            Rule.FILE_TOO_LARGE,
            Rule.FILE_SUBMODULE,
            Rule.FILE_LFS_POINTER,
            Rule.YAML_ENCODING,
            Rule.TENANT_DUPLICATE);

    /** Those that come with time; {@link PolicyFileTest} lets it pass. */
    private static final Set<Rule> ABOUT_TIME = EnumSet.of(Rule.GUARDS_FREEZE_OVER, Rule.ACCEPTED_EXPIRED);

    @TempDir
    Path dir;

    static List<Arguments> tenantFiles() {
        return List.of(
                broken(Rule.YAML_BYTE_ORDER_MARK, tenant("NsPluginSender: Con§\uFEFFtoso")),
                broken(Rule.YAML_CHARACTER, tenant("NsPluginSender: Con§\u0085toso")),
                broken(Rule.YAML_CHARACTER, tenant("NsPluginSender: 😀§\u202Eosotnoc")),
                warned(Rule.YAML_CHARACTER, "# 👨§\u200D👩\n" + TENANT),
                warned(Rule.YAML_BYTE_ORDER_MARK, "§\uFEFF" + TENANT),
                broken(Rule.YAML_CONFLICT_MARKER, TENANT + "§<<<<<<< HEAD\n"),
                broken(Rule.YAML_SYNTAX, tenant("NsPluginSender: §\"Contoso")),
                broken(Rule.YAML_SYNTAX, tenant("NsPluginSender: a§: b")),
                broken(Rule.YAML_MULTIPLE_DOCUMENTS, TENANT + "§---\na: b\n"),
                broken(Rule.YAML_MULTIPLE_DOCUMENTS, TENANT + "...\n§a: b\n"),
                broken(Rule.YAML_MULTIPLE_DOCUMENTS, TENANT + "§---\n"),
                broken(Rule.YAML_DIRECTIVE, "§%YAML 1.1\n---\n" + TENANT),
                broken(Rule.YAML_DIRECTIVE, "%YAML 1.2\n§%TAG ! tag:example.com,2000:\n---\n" + TENANT),
                broken(Rule.YAML_DIRECTIVE, "# a comment\n§%TAG ! tag:example.com,2000:\n---\n" + TENANT),
                broken(Rule.YAML_DIRECTIVE, "§%UNKNOWN x\n---\n" + TENANT),
                broken(Rule.YAML_ROOT, "§"),
                broken(Rule.YAML_ROOT, "§- a\n- b\n"),
                broken(Rule.YAML_ROOT, "# a comment\n§text\n"),
                broken(Rule.YAML_ANCHOR, tenant("NsPluginSender: §&a Contoso")),
                broken(Rule.YAML_ALIAS, tenant("NsPluginSender: §*a")),
                broken(Rule.YAML_MERGE_KEY, tenant("NsPluginSender: Contoso\n§<<: { a: b }")),
                broken(Rule.YAML_TAG, tenant("NsPluginSender: §!!str 0047")),
                broken(Rule.YAML_TAG, tenant("NsPluginConfig: §!!map {}")),
                broken(Rule.YAML_COMPLEX_KEY, tenant("§[a, b]: c")),
                broken(Rule.YAML_COMPLEX_KEY, tenant("? §{ a: b }\n: c")),
                broken(Rule.YAML_DUPLICATE_KEY, tenant("NsPluginSender: a\n§NsPluginSender: b")),
                broken(Rule.YAML_DUPLICATE_KEY, TENANT + "\"§spec\": {}\n".replace("\"§", "§\"")),
                broken(Rule.YAML_TOO_DEEP, tenant("NsPluginSender: " + "[".repeat(14) + "§" + "[".repeat(9_986))),
                broken(Rule.YAML_TOO_MANY_NODES, "[" + "a,".repeat(1_999) + "§b]"),
                broken(Rule.YAML_LONG_SCALAR, tenant("NsPluginSender: §\"" + "ø".repeat(4_097) + "\"")),
                broken(Rule.YAML_QUOTE_IT, tenant("DefaultSmsCountry: §+47")),
                broken(Rule.YAML_MULTI_LINE, tenant("NsPluginSender: §Contoso\n  Norway")),
                broken(Rule.YAML_MULTI_LINE, tenant("NsPluginSender: §\"Contoso\n  Norway\"")),
                warned(Rule.YAML_SIMILAR_KEY, setting("cm_username: a\n§CM_username: b")),
                broken(Rule.YAML_NULL, TENANT.replace("Cust1 }", "Cust1, labels: { ring: §~ } }")),
                broken(Rule.YAML_NULL, tenant("NsPluginSender:§")),
                broken(Rule.CONFIG_VERSION, TENANT.replace("smsconfig/v1", "§smsconfig/v2")),
                broken(Rule.CONFIG_KIND, TENANT.replace("SmsConfig\n", "§Fleet\n")),
                broken(Rule.CONFIG_UNKNOWN_FIELD, tenant("§NsPluginSendr: Contoso")),
                broken(Rule.CONFIG_KIND, TENANT.replace("SmsConfig\n", "§Group\n")),
                broken(Rule.GROUP_UNKNOWN, TENANT.replace("Cust1 }", "Cust1, groups: [§nordic] }")),
                broken(Rule.CONFIG_WRONG_TYPE, TENANT.replace("Cust1 }", "Cust1, groups: §nordic }")),
                broken(Rule.YAML_NULL, TENANT.replace("Cust1 }", "Cust1, groups: [§null] }")),
                broken(Rule.CONFIG_WRONG_TYPE, tenant("NsPluginSender: §[Contoso]")),
                broken(Rule.CONFIG_WRONG_TYPE, tenant("NsPluginConfig: §text")),
                broken(Rule.CONFIG_MISSING, "§" + TENANT.replace("kind: SmsConfig\n", "")),
                broken(Rule.CONFIG_MISSING, TENANT.replace("{ tenant: Cust1 }", "§{ labels: {} }")),
                broken(
                        Rule.CONFIG_EMPTY_SPEC,
                        "§apiVersion: smsconfig/v1\nkind: SmsConfig\nmetadata: { tenant: Cust1 }\n"),
                broken(Rule.CONFIG_CONTROL_CHARACTER, tenant("NsPluginSender: §\"a\\r\\nX-Evil: 1\"")),
                broken(Rule.CONFIG_CONTROL_CHARACTER, tenant("NsPluginSender: §\"\\e[31m\"")),
                broken(Rule.CONFIG_CONTROL_CHARACTER, tenant("NsPluginSender: §|\n  Contoso")),
                broken(Rule.CONFIG_CONTROL_CHARACTER, setting("cm_password: §\"a\\0b\"")),
                broken(Rule.CONFIG_CONTROL_CHARACTER, setting("cm_password: §\"a\\nb\"")),
                broken(Rule.CONFIG_SETTING_KEY, setting("§\"cm password\": x")),
                broken(Rule.CONFIG_EMPTY_SPEC, TENANT.substring(0, TENANT.indexOf("spec:")) + "spec: §{}\n"),
                broken(Rule.TENANT_ID, TENANT.replace("Cust1", "§../Cust1")),
                broken(Rule.TENANT_FILE_NAME, TENANT.replace("Cust1", "§Cust2")),
                broken(Rule.TENANT_FILE_NAME, TENANT.replace("Cust1", "§cust1")),
                broken(Rule.TENANT_LABEL, TENANT.replace("Cust1 }", "Cust1, labels: { ring: §\"a b\" } }")),
                broken(Rule.TENANT_LABEL, TENANT.replace("Cust1 }", "Cust1, labels: { §\"a b\": ring } }")),
                warned(Rule.TENANT_COUNTRY_PREFIX, tenant("DefaultSmsCountry: §\"0047\"")),
                warned(Rule.TENANT_SENDER, tenant("NsPluginSender: §Stark Industries")),
                broken(Rule.TENANT_TOO_LONG, tenant("NsPluginSender: §" + "a".repeat(256))),
                warned(Rule.TENANT_TOO_LONG, tenant("NsPluginConfig:\n  §a_username: " + "a".repeat(255))),
                warned(Rule.PROVIDER_UNKNOWN, tenant("NetServerSmsProvider: §Cm")),
                warned(Rule.PROVIDER_UNKNOWN_SETTING, cm("cm_serviceId: \"1\", §cm_pasword: a, cm_password: b")),
                warned(Rule.PROVIDER_OTHER_SETTING, cm("cm_serviceId: \"1\", cm_password: a, §pswin_password: b")),
                warned(Rule.PROVIDER_MISSING_SETTING, cm("cm_serviceId: \"1\"").replace("{ cm", "§{ cm")),
                broken(Rule.SECRET_REFERENCE, setting("cm_password: §ref+env:NAME")),
                broken(Rule.SECRET_REFERENCE, setting("cm_password: §ref+vault://secret/x")),
                broken(Rule.SECRET_REFERENCE, tenant("NsPluginSender: §\"ref+env://A B\"")),
                broken(Rule.SECRET_CUT_BY_COMMENT, setting("cm_password: §pass #word")),
                broken(Rule.SECRET_CUT_BY_COMMENT, "# 😀\n" + setting("cm_password: §pass\t# word")),
                broken(Rule.SECRET_BLOCK_SCALAR, setting("cm_password: §|\n  pass")),
                broken(Rule.SECRET_BLOCK_SCALAR, setting("cm_password: §>\n  pass")),
                broken(Rule.SECRET_BLANK, setting("cm_password: §\" pass\"")),
                broken(Rule.SECRET_BLANK, setting("cm_password: §'pass '")),
                broken(Rule.SECRET_EMPTY, setting("cm_password: §\"\"")),
                broken(Rule.SECRET_PLACEHOLDER, setting("cm_password: §changeme")));
    }

    static List<Arguments> groupFiles() {
        return List.of(
                broken(Rule.GROUP_NAME, GROUP.replace("name: nordic", "name: §Nordic")),
                broken(Rule.GROUP_FILE_NAME, GROUP.replace("name: nordic", "name: §norway")),
                broken(Rule.GROUP_UNKNOWN, GROUP.replace("nordic }", "nordic, groups: [§norway] }")),
                broken(Rule.GROUP_TWICE, GROUP.replace("nordic }", "nordic, groups: [other, §other] }")),
                broken(Rule.GROUP_CYCLE, GROUP.replace("nordic }", "nordic, groups: [§nordic] }")),
                warned(Rule.GROUP_UNUSED, "§" + GROUP),
                warned(Rule.LAYER_IDLE_NULL, group("NetServerSmsProvider: §null")),
                warned(Rule.LAYER_IDLE_NULL, group("NsPluginConfig: §~")),
                warned(Rule.LAYER_IDLE_NULL, group("NsPluginConfig: { cm_username: §~ }")),
                warned(Rule.TENANT_COUNTRY_PREFIX, group("DefaultSmsCountry: §\"0047\"")),
                broken(Rule.CONFIG_KIND, GROUP.replace("kind: Group", "kind: §SmsConfig")),
                broken(Rule.CONFIG_MISSING, GROUP.replace("{ name: nordic }", "§{}")),
                broken(Rule.CONFIG_MISSING, "§" + GROUP.substring(0, GROUP.indexOf("spec:"))),
                broken(Rule.CONFIG_UNKNOWN_FIELD, GROUP.replace("nordic }", "nordic, §labels: {} }")),
                broken(Rule.CONFIG_EMPTY_SPEC, GROUP.replace("  NsPluginSender: Nordic", "  §{}")),
                broken(Rule.YAML_QUOTE_IT, group("DefaultSmsCountry: §+47")),
                broken(Rule.YAML_NULL, group("NsPluginConfig: { cm_password:§ }")),
                broken(Rule.YAML_DUPLICATE_KEY, group("NsPluginSender: a\n§NsPluginSender: b")),
                broken(Rule.CONFIG_SETTING_KEY, group("NsPluginConfig: { §\"a b\": c }")),
                broken(Rule.SECRET_PLACEHOLDER, group("NsPluginConfig: { cm_password: §changeme }")));
    }

    static List<Arguments> fleetFiles() {
        return List.of(
                broken(Rule.CONFIG_MISSING, fleet("repository: §{ username: u }\n")),
                broken(Rule.CONFIG_MISSING, repository("§{ url: \"jdbc:postgresql://db/sms\" }")),
                broken(Rule.CONFIG_VALUE, repository("{ url: §\"jdbc:h2:file:/x\", username: u }")),
                broken(Rule.CONFIG_VALUE, repository("{ url: §\"jdbc:postgresql://u:p@db/sms\", username: u }")),
                broken(Rule.CONFIG_VALUE, repository("{ url: §\"jdbc:postgresql://db/sms?password=p\", username: u }")),
                broken(
                        Rule.CONFIG_VALUE,
                        repository("{ url: §\"jdbc:postgresql://db/sms?loggerFile=/x\", username: u }")),
                broken(Rule.CONFIG_VALUE, repository("{ url: §\"jdbc:postgresql:sms\", username: u }")),
                broken(
                        Rule.SECRET_REFERENCE,
                        repository(
                                "{ url: \"jdbc:postgresql://db/sms\", username: u, password: §\"ref+file:///{tenant}\" }")),
                warned(Rule.LAYER_IDLE_NULL, fleet("spec: { NsPluginSender: §null }\n")),
                broken(Rule.CONFIG_EMPTY_SPEC, fleet("spec: §{}\n")),
                broken(Rule.CONFIG_WRONG_TYPE, fleet("spec: §null\n")),
                broken(Rule.YAML_QUOTE_IT, fleet("spec: { DefaultSmsCountry: §+47 }\n")),
                broken(Rule.SECRET_PLACEHOLDER, fleet("spec: { NsPluginConfig: { cm_password: §changeme } }\n")),
                broken(Rule.SECRET_PLAINTEXT, secretsOf("deny", "§pass")),
                warned(Rule.SECRET_PLAINTEXT, secretsOf("warn", "§pass")),
                broken(Rule.SECRET_PLACEHOLDER, secretsOf("allow", "§<password>")),
                broken(Rule.CONFIG_VALUE, FLEET.replace("allow", "§Allow")),
                broken(Rule.CONFIG_VALUE, FLEET.replace("embedded", "§remote")),
                broken(Rule.CONFIG_VALUE, fleet("rollout: { failureBudget: { max: §0 } }")),
                broken(Rule.CONFIG_VALUE, fleet("rollout: { failureBudget: { percent: §101 } }")),
                broken(Rule.CONFIG_WRONG_TYPE, fleet("rollout: { failureBudget: { max: §\"3\" } }")),
                broken(Rule.CONFIG_WRONG_TYPE, fleet("rollout: { failureBudget: { max: §03 } }")),
                broken(Rule.CONFIG_WRONG_TYPE, fleet("rollout: { failureBudget: { max: §99999999999 } }")),
                broken(Rule.CONFIG_WRONG_TYPE, fleet("rollout: { waves: §{} }")),
                broken(
                        Rule.CONFIG_WRONG_TYPE,
                        environment("{ api: \"https://a.example/{tenant}\", insecure: §yes, " + AUTH)),
                broken(
                        Rule.CONFIG_WRONG_TYPE,
                        environment("{ api: \"http://a.example/{tenant}\", insecure: §\"true\", " + AUTH)),
                broken(
                        Rule.CONFIG_MISSING,
                        FLEET.replace("{ server: embedded }", "")
                                .replace("  sample:", "  {}")
                                .replace("  {}", "  §{}")),
                broken(Rule.ENVIRONMENT_NAME, FLEET.replace(": sample", ": §other")),
                broken(
                        Rule.ENVIRONMENT_NAME,
                        FLEET.replace("  sample:", "  §\"my sample\": { server: embedded }\n  sample:")),
                broken(Rule.ENVIRONMENT_CHOICE, environment("§{}")),
                broken(Rule.ENVIRONMENT_CHOICE, environment("§{ server: embedded, api: x }")),
                broken(Rule.ENVIRONMENT_CHOICE, environment("§{ server: embedded, insecure: true }")),
                broken(Rule.ENVIRONMENT_CHOICE, environment("§{ server: embedded, proxy: \"a:1\" }")),
                broken(Rule.CONFIG_VALUE, environment("{ server: embedded, writes: §sometimes }")),
                broken(Rule.CONFIG_VALUE, api("\"https://a.example/{tenant}\", rate: §10")),
                broken(Rule.CONFIG_VALUE, api("\"https://a.example/{tenant}\", rate: §10001/s")),
                broken(Rule.CONFIG_VALUE, api("\"https://a.example/{tenant}\", caFile: §\"\"")),
                broken(Rule.CONFIG_VALUE, api("\"https://a.example/{tenant}\", proxy: §\"http://a:1\"")),
                broken(Rule.CONFIG_VALUE, api("\"https://a.example/{tenant}\", proxy: §\"u:p@a:1\"")),
                broken(Rule.CONFIG_VALUE, api("\"https://a.example/{tenant}\", proxy: §\"a:65536\"")),
                broken(Rule.ENVIRONMENT_API, api("§\"https://a.example/api\"")),
                broken(Rule.ENVIRONMENT_INSECURE, api("§\"http://a.example/{tenant}/api\"")),
                broken(Rule.GUARDS_MAX_CHANGED, fleet("guards: { maxChanged: §101% }")),
                broken(Rule.GUARDS_MAX_CHANGED, fleet("guards: { maxChanged: §\"50\" }")),
                broken(Rule.GUARDS_MAX_CHANGED, fleet("guards: { maxChanged: §050 }")),
                broken(Rule.GUARDS_MAX_CHANGED, fleet("guards: { maxChanged: §-1 }")),
                broken(Rule.ROLLOUT_WAVES, fleet("rollout: { waves: §[] }")),
                broken(Rule.ROLLOUT_WAVES, fleet("rollout: { waves: [ { name: §Rest } ] }")),
                broken(Rule.ROLLOUT_WAVES, fleet("rollout: { waves: [ { name: a, select: b=c }, { name: §a } ] }")),
                broken(
                        Rule.ROLLOUT_SELECT,
                        fleet("rollout: { waves: [ { name: a, select: §\"ring in no\" }, { name: b } ] }")),
                broken(Rule.ROLLOUT_NO_REST, fleet("rollout: { waves: [ { name: a, select: §b=c } ] }")),
                broken(Rule.ROLLOUT_NO_REST, fleet("rollout: { waves: [ §{ name: a }, { name: b } ] }")),
                broken(Rule.ROLLOUT_NO_REST, fleet("rollout: { waves: [ { name: a, portion: §10% } ] }")),
                broken(Rule.CONFIG_VALUE, wave("portion: §0%")),
                broken(Rule.CONFIG_VALUE, wave("portion: §\"5\"")),
                broken(Rule.CONFIG_DURATION, wave("portion: 1, soak: §10")),
                broken(Rule.CONFIG_DURATION, wave("portion: 1, soak: §31d")),
                broken(Rule.CONFIG_VALUE, wave("portion: 1, approval: §yes-please")),
                broken(Rule.YAML_QUOTE_IT, wave("portion: 1, approval: §yes")),
                broken(Rule.CONFIG_MISSING, wave("portion: 1, failureBudget: §{}")),
                broken(Rule.CONFIG_VALUE, fleet("guards: { maxFields: §0 }")),
                broken(Rule.CONFIG_VALUE, fleet("guards: { minTenants: §101% }")),
                broken(Rule.CONFIG_VALUE, fleet("guards: { maxSameValue: §half }")),
                broken(Rule.CONFIG_VALUE, fleet("guards: { unusual: §refused }")),
                broken(Rule.YAML_QUOTE_IT, fleet("guards: { unusual: §off }")),
                broken(Rule.CONFIG_WRONG_TYPE, fleet("guards: { freeze: §{} }")),
                broken(Rule.GUARDS_FREEZE, freeze("§2026-12-23", "2027-01-02T00:00", "UTC", "x")),
                broken(Rule.GUARDS_FREEZE, freeze("§2026-02-30T00:00", "2027-01-02T00:00", "UTC", "x")),
                broken(Rule.GUARDS_FREEZE, freeze("§2026-12-23T00:00Z", "2027-01-02T00:00", "UTC", "x")),
                broken(Rule.GUARDS_FREEZE, freeze("2026-12-23T00:00", "§2026-12-23T00:00", "UTC", "x")),
                broken(Rule.CONFIG_ZONE, freeze("2026-12-23T00:00", "2027-01-02T00:00", "§Europe/Olso", "x")),
                broken(Rule.CONFIG_ZONE, freeze("2026-12-23T00:00", "2027-01-02T00:00", "§+01:00", "x")),
                broken(Rule.CONFIG_VALUE, freeze("2026-12-23T00:00", "2027-01-02T00:00", "UTC", "§ ")),
                broken(Rule.CONFIG_MISSING, fleet("coverage: §{ policy: fail }")),
                broken(Rule.CONFIG_VALUE, fleet("coverage: { maxAge: 7d, policy: §heal }")),
                broken(Rule.CONFIG_VALUE, fleet("coverage: { inventory: §\" \" }")),
                broken(Rule.CONFIG_DURATION, fleet("coverage: { maxAge: §0s }")),
                broken(Rule.CONFIG_DURATION, fleet("coverage: { maxAge: §366d }")),
                broken(Rule.CONFIG_VALUE, fleet("drift: { policy: §ignore }")),
                broken(Rule.CONFIG_FIELD_NAME, fleet("drift: { fields: { §NsPluginSendr: report } }")),
                broken(Rule.CONFIG_FIELD_NAME, fleet("drift: { fields: { §NsPluginConfig: report } }")),
                broken(Rule.CONFIG_FIELD_NAME, fleet("drift: { fields: { §\"NsPluginConfig.a b\": report } }")),
                warned(Rule.CONFIG_FIELD_NAME, fleet("drift: { fields: { §NsPluginConfig.cm_pasword: fail } }")),
                broken(Rule.CONFIG_VALUE, fleet("drift: { fields: { NsPluginSender: §ignore } }")),
                broken(Rule.CONFIG_WRONG_TYPE, fleet("acceptedDifferences: §{}")),
                broken(Rule.ACCEPTED_TENANTS, accepted("tenants: \"Cust5*\"", "tenants: §\"Cust 5\"")),
                broken(Rule.CONFIG_FIELD_NAME, accepted("NsPluginSender", "§cm_password")),
                broken(Rule.CONFIG_VALUE, accepted("owner: us", "owner: §\"\"")),
                broken(Rule.CONFIG_VALUE, accepted("2027-03-01", "§2027-02-29")),
                broken(Rule.CONFIG_VALUE, accepted("2027-03-01", "§01.03.2027")),
                broken(Rule.CONFIG_MISSING, accepted("{ tenants", "§{ tenants").replace("reason: why, ", "")),
                broken(Rule.SCHEDULE_CRON, fleet("schedule: { cron: §\"0 0 2 * * *\", zone: UTC }")),
                broken(Rule.SCHEDULE_CRON, fleet("schedule: { cron: §\"0 2 1 * MON\", zone: UTC }")),
                broken(Rule.SCHEDULE_CRON, fleet("schedule: { cron: §\"60 2 * * *\", zone: UTC }")),
                broken(Rule.SCHEDULE_CRON, fleet("schedule: { cron: §\"H 2 * * *\", zone: UTC }")),
                broken(Rule.CONFIG_MISSING, fleet("schedule: §{ cron: \"0 2 * * *\" }")),
                broken(Rule.YAML_TOO_MANY_NODES, "[" + "a,".repeat(19_999) + "§b]"));
    }

    private static String wave(String lines) {
        return fleet("rollout: { waves: [ { name: a, " + lines + " }, { name: b } ] }");
    }

    private static String freeze(String from, String to, String zone, String reason) {
        String line = "guards: { freeze: [ { from: \"" + from + "\", to: \"" + to + "\", zone: \"" + zone
                + "\", reason: \"" + reason + "\" } ] }";
        return fleet(line.replace("\"§", "§\""));
    }

    private static String accepted(String what, String instead) {
        String line = "acceptedDifferences: [ { tenants: \"Cust5*\", field: NsPluginSender, owner: us, reason: why, "
                + "expires: 2027-03-01 } ]";
        return fleet(line.replace(what, instead));
    }

    private static String cm(String settings) {
        return tenant("NetServerSmsProvider: CM\nNsPluginConfig: { cm_username: a, " + settings + " }");
    }

    static final String AUTH = "auth: { scheme: basic, username: a, password: \"ref+env://P\" } }";

    private static String api(String url) {
        return environment("{ api: " + url + ", " + AUTH);
    }

    private static String secretsOf(String policy, String password) {
        return environment("{ api: \"https://a.example/{tenant}/api\", auth: { scheme: basic, username: a, password: "
                        + password + " } }")
                .replace("allow", policy);
    }

    private static String repository(String value) {
        return fleet("repository: " + value + "\n");
    }

    @ParameterizedTest
    @MethodSource("tenantFiles")
    void reportsRuleAndPlaceInATenantFile(Rule rule, Severity severity, String text) {
        List<Problem> problems = TestFolder.in(dir).problemsOfTenant(text);

        assertThat(problems).extracting(TestFolder::brief).containsExactly(rule.id() + " " + TestFolder.placeOf(text));
        assertThat(problems).extracting(Problem::severity).containsExactly(severity);
    }

    /** A tenant has the group, and another one beside it, unless the point is that none has it. */
    @ParameterizedTest
    @MethodSource("groupFiles")
    void reportsRuleAndPlaceInAGroupFile(Rule rule, Severity severity, String text) {
        String groups = rule == Rule.GROUP_UNUSED ? "[other]" : "[other, nordic]";
        TestFolder folder = TestFolder.in(dir)
                .write("groups/nordic.yaml", text)
                .write("groups/other.yaml", GROUP.replace("nordic", "other"))
                .write("tenants/no/Cust1.yaml", TENANT.replace("Cust1 }", "Cust1, groups: " + groups + " }"));

        List<Problem> problems = folder.read().problems();

        assertThat(problems)
                .extracting(problem -> folder.root.relativize(Path.of(problem.file())) + " " + TestFolder.brief(problem)
                        + " " + problem.severity())
                .containsExactly("groups/nordic.yaml " + rule.id() + " " + TestFolder.placeOf(text) + " " + severity);
    }

    @ParameterizedTest
    @MethodSource("fleetFiles")
    void reportsRuleAndPlaceInTheFleetFile(Rule rule, Severity severity, String text) {
        List<Problem> problems = TestFolder.in(dir).problemsOfFleet(text);

        assertThat(problems).extracting(TestFolder::brief).containsExactly(rule.id() + " " + TestFolder.placeOf(text));
        assertThat(problems).extracting(Problem::severity).containsExactly(severity);
    }

    @Test
    void leavesNoRuleOut() {
        Set<Rule> broken = EnumSet.copyOf(ABOUT_FILES);
        broken.addAll(ABOUT_TIME);
        Stream.of(tenantFiles(), groupFiles(), fleetFiles())
                .flatMap(List::stream)
                .forEach(arguments -> broken.add((Rule) arguments.get()[0]));

        assertThat(broken).containsExactlyInAnyOrder(Rule.values());
    }

    @Test
    void namesEachRuleOnceAndInLowerCase() {
        assertThat(Arrays.stream(Rule.values()).map(Rule::id))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z]+\\.[a-z]+(-[a-z]+)*"));
    }

    @Test
    void describesEachRuleInOneSentence() {
        assertThat(Arrays.stream(Rule.values()).map(Rule::description)).allMatch(text -> text.endsWith("."));
    }

    private static Arguments broken(Rule rule, String text) {
        return Arguments.of(rule, Severity.ERROR, text);
    }

    private static Arguments warned(Rule rule, String text) {
        return Arguments.of(rule, Severity.WARNING, text);
    }
}
