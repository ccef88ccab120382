package dev.smsconfig.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schemas and the loader agree: what a schema refuses, the loader refuses, and both know the same fields. */
class FileSchemaTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern HEADER = Pattern.compile("# yaml-language-server: \\$schema=(.+)");
    private static final Pattern FIELDS = Pattern.compile("write one of (.+)");
    private static final String STRANGE = "zzzzzzzzzzzzzzzzzzzz";

    @TempDir
    Path dir;

    static List<String> tenantDocuments() throws IOException {
        List<String> documents = new ArrayList<>(
                mutations(TestFolder.tenant("""
                DefaultSmsCountry: "+47"
                NetServerSmsProvider: CM
                NsPluginSender: Contoso
                NsPluginConfig: { cm_serviceId: "1", cm_username: a, cm_password: "ref+env://P" }
                """).replace("Cust1 }", "Cust1, labels: { ring: canary } }")));
        EveryRuleTest.tenantFiles().forEach(arguments -> documents.add(text(arguments)));
        documents.addAll(files("configs/tenants", "samples"));
        return documents;
    }

    static List<String> fleetDocuments() throws IOException {
        List<String> documents = new ArrayList<>(mutations(TestFolder.environment("""
                { api: "https://a.example/{tenant}", insecure: false, rate: 10/s, caFile: ca.pem, \
                proxy: "proxy.example.com:3128", writes: never, fourEyes: true, \
                plans: { maxAge: 2d, signed: required }, format: xml, language: { SO-Language: US }, \
                auth: { scheme: bearer, token: "ref+env://T" } }""") + """
                guards: { maxChanged: 30%, maxFields: 3, maxSameValue: 50%, minTenants: 90%, unusual: refuse, \
                freeze: [ { from: "2026-12-23T00:00", to: "2027-01-02T00:00", zone: Europe/Oslo, reason: holidays } ] }
                keys: { fingerprint: "ref+env://F", signing: "ref+file:///s", audit: "ref+file:///a" }
                audit: { checkpoints: /srv/evidence, origin: crm.example.com/sms }
                rollout:
                  waves:
                    - { name: canary, select: "ring=canary", portion: 10%, soak: 1h30m, approval: required, \
                failureBudget: { max: 1 } }
                    - { name: rest }
                  failureBudget: { max: 3, percent: 2 }
                drift: { policy: heal, conflict: report, unknown: heal, fields: { NsPluginSender: fail } }
                acceptedDifferences: [ { tenants: "Cust5*", field: NsPluginSender, owner: us, reason: why, \
                expires: 2027-03-01 } ]
                coverage: { inventory: inventory.txt, maxAge: 7d, policy: fail }
                schedule: { cron: "0 2 * * *", zone: Europe/Oslo }
                """));
        List.of(
                        "branch: evidence",
                        "branch: a.b/c-d",
                        "branch: a..b",
                        "branch: a/",
                        "branch: 7",
                        "branch: e, checkpoints: /e")
                .forEach(audit -> documents.add(TestFolder.fleet("audit: { " + audit + " }")));
        EveryRuleTest.fleetFiles().forEach(arguments -> documents.add(text(arguments)));
        documents.addAll(files("configs", "samples"));
        return documents;
    }

    @Test
    void theLoaderRefusesWhatTheTenantSchemaRefuses() throws IOException {
        Schema schema = schema(FileSchema.TENANT);
        int refused = 0;
        for (String document : tenantDocuments()) {
            if (refuses(schema, document)) {
                refused++;
                TestFolder folder = TestFolder.in(dir).write("tenants/no/Cust1.yaml", document);
                assertThat(folder.read().tenants()).as(document).isEmpty();
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void theLoaderRefusesWhatTheFleetSchemaRefuses() throws IOException {
        Schema schema = schema(FileSchema.FLEET);
        int refused = 0;
        for (String document : fleetDocuments()) {
            if (refuses(schema, document)) {
                refused++;
                TestFolder folder = TestFolder.in(dir).write("fleet.yaml", document);
                assertThat(folder.read().fleet()).as(document).isNull();
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    @ParameterizedTest
    @CsvSource({"TENANT, tenants", "FLEET, fleet.yaml"})
    void theSchemasAdmitTheFleetThatIsRun(FileSchema kind, String place) throws IOException {
        Schema schema = schema(kind);
        for (String root :
                List.of("configs/", "samples/valid/", "samples/changed/", "samples/mixed/", "samples/online/")) {
            for (String document : files(root + place)) {
                assertThat(schema.validate(document, InputFormat.YAML)).as(root).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TENANT | /properties | apiVersion: smsconfig/v1",
                "TENANT | /properties/metadata/properties | metadata: {",
                "TENANT | /definitions/spec/properties | spec:\n",
                "FLEET | /properties | apiVersion: smsconfig/v1",
                "FLEET | /properties/secrets/properties | secrets: {",
                "FLEET | /properties/repository/properties | repository: {",
                "FLEET | /properties/environments/additionalProperties/properties | sample: {",
                "FLEET | /properties/environments/additionalProperties/properties/language/properties | language: {",
                "FLEET | /properties/environments/additionalProperties/properties/plans/properties | plans: {",
                "FLEET | /definitions/guards/properties | guards: {",
                "FLEET | /definitions/guards/properties/freeze/items/properties | freeze: [ {",
                "FLEET | /definitions/rollout/properties | rollout: {",
                "FLEET | /definitions/rollout/properties/waves/items/properties | waves: [ {",
                "FLEET | /definitions/rollout/properties/failureBudget/properties | rollout: { failureBudget: {",
                "FLEET | /definitions/rollout/properties/waves/items/properties/failureBudget/properties | name: a, failureBudget: {",
                "FLEET | /definitions/drift/properties | drift: {",
                "FLEET | /definitions/acceptedDifferences/items/properties | acceptedDifferences: [ {",
                "FLEET | /definitions/coverage/properties | coverage: {",
                "FLEET | /properties/schedule/properties | schedule: {",
                "FLEET | /properties/keys/properties | keys: {",
                "FLEET | /properties/audit/properties | audit: {"
            })
    void bothKnowTheSameFields(FileSchema kind, String pointer, String mark) {
        Set<String> inSchema =
                new TreeSet<>(JSON.readTree(kind.text()).at(pointer).propertyNames());
        Set<String> inLoader = new TreeSet<>(List.of(fieldsAt(kind, mark)));

        assertThat(inSchema).isEqualTo(inLoader);
    }

    @Test
    void theSchemaHasEveryFieldOfEverySignIn() {
        Set<String> inLoader = new TreeSet<>();
        for (String scheme : List.of("basic", "so-ticket", "bearer", "system-user")) {
            String text = TestFolder.environment(
                    "{ api: \"https://a.example/{tenant}\", auth: { scheme: " + scheme + ", " + STRANGE + ": x } }");
            inLoader.addAll(List.of(fieldsIn(TestFolder.in(dir).problemsOfFleet(text))));
        }

        assertThat(JSON.readTree(FileSchema.FLEET.text())
                        .at("/properties/environments/additionalProperties/properties/auth/properties")
                        .propertyNames())
                .containsExactlyInAnyOrderElementsOf(inLoader);
    }

    @ParameterizedTest
    @EnumSource
    void everySchemaIsOneOfDraft07AndDescribesItsFields(FileSchema kind) throws IOException {
        JsonNode json = JSON.readTree(kind.text());

        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                        .getSchema(com.networknt.schema.SchemaLocation.of("http://json-schema.org/draft-07/schema#"))
                        .validate(kind.text(), InputFormat.JSON))
                .isEmpty();
        assertThat(json.findValues("properties"))
                .allSatisfy(properties -> assertThat(properties.properties())
                        .allSatisfy(field -> assertThat(field.getValue().has("description")
                                        || field.getValue().has("$ref"))
                                .as(field.getKey())
                                .isTrue()));
        assertThat(json.at("/definitions/spec"))
                .isEqualTo(JSON.readTree(FileSchema.TENANT.text()).at("/definitions/spec"));
    }

    @Test
    void hintsAtEveryProviderAndEverySettingWithoutClosingTheList() {
        JsonNode spec = JSON.readTree(FileSchema.TENANT.text()).at("/definitions/spec/properties");

        assertThat(spec.at("/NetServerSmsProvider/examples").valueStream().map(JsonNode::asString))
                .containsExactlyElementsOf(Providers.names());
        assertThat(spec.at("/NetServerSmsProvider").has("enum")).isFalse();
        assertThat(spec.at("/NsPluginConfig/properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(Providers.settings());
    }

    @Test
    void admitsAGroup() {
        Schema schema = schema(FileSchema.GROUP);
        String group = "apiVersion: smsconfig/v1\nkind: Group\nmetadata: { name: nordic, groups: [all] }\n"
                + "spec: { NsPluginSender: Contoso, NsPluginConfig: { cm_password: ~ } }\n";

        assertThat(schema.validate(group, InputFormat.YAML)).isEmpty();
        assertThat(schema.validate(group.replace("name:", "tenant:"), InputFormat.YAML))
                .isNotEmpty();
        assertThat(schema.validate(group.replace("NsPluginSender", "Sender"), InputFormat.YAML))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"configs", "samples/valid", "samples/changed"})
    void everyFileTellsEditorsItsSchema(String folder) throws IOException {
        try (Stream<Path> paths = Files.walk(Path.of(folder))) {
            assertThat(paths.filter(path -> path.toString().endsWith(".yaml")))
                    .isNotEmpty()
                    .allSatisfy(path -> {
                        Matcher header = HEADER.matcher(Files.readAllLines(path).get(0));
                        assertThat(header.matches()).as(path.toString()).isTrue();
                        FileSchema kind = path.endsWith("fleet.yaml")
                                ? FileSchema.FLEET
                                : path.toString().contains("/groups/") ? FileSchema.GROUP : FileSchema.TENANT;
                        assertThat(path.resolveSibling(header.group(1))).hasContent(kind.text());
                    });
        }
    }

    private String[] fieldsAt(FileSchema kind, String mark) {
        return fieldsIn(problemsWith(kind, mark, STRANGE));
    }

    private static String[] fieldsIn(List<Problem> problems) {
        String message = problems.stream()
                .filter(problem -> problem.rule() == Rule.CONFIG_UNKNOWN_FIELD)
                .map(Problem::message)
                .findFirst()
                .orElseThrow();
        Matcher fields = FIELDS.matcher(message);
        assertThat(fields.find()).as(message).isTrue();
        return fields.group(1).split(", ");
    }

    /** What the loader says of a document with one more field after the mark. */
    private List<Problem> problemsWith(FileSchema kind, String mark, String field) {
        TestFolder folder = TestFolder.in(dir);
        String whole = kind == FileSchema.TENANT
                ? TestFolder.TENANT
                : TestFolder.environment("{ api: \"https://a.example/{tenant}\", language: { SO-Language: US }, "
                                + "plans: { maxAge: 1h }, "
                                + EveryRuleTest.AUTH)
                        + "repository: { url: \"jdbc:postgresql://db/sms\", username: u }\n"
                        + "guards: { freeze: [ { reason: x } ] }\n"
                        + "rollout: { failureBudget: { max: 1 }, waves: [ { name: a, failureBudget: { max: 1 } } ] }\n"
                        + "drift: { policy: heal }\nacceptedDifferences: [ { owner: x } ]\ncoverage: { maxAge: 7d }\naudit: { origin: x }\n"
                        + "schedule: { zone: UTC }\nkeys: { signing: \"ref+env://S\" }\n";
        String separator = mark.endsWith("{") ? " " + field + ": x, " : "\n" + field + ": x";
        String added = mark.startsWith("spec")
                ? whole.replace("spec:\n", "spec:\n  " + field + ": x\n")
                : whole.replace(mark, mark + separator);
        assertThat(added).as(mark).isNotEqualTo(whole);
        return kind == FileSchema.TENANT ? folder.problemsOfTenant(added) : folder.problemsOfFleet(added);
    }

    private static Schema schema(FileSchema kind) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(kind.text());
    }

    /** False where it can't even be read as YAML: then the loader is not asked. */
    private static boolean refuses(Schema schema, String document) {
        try {
            return !schema.validate(document, InputFormat.YAML).isEmpty();
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** The document with single characters and whole words replaced, always the same ones. */
    private static List<String> mutations(String document) {
        Random random = new Random(20261124);
        List<String> words =
                List.of("1", "true", "~", "[]", "{}", "\"\"", "-1", "1.5", "a b", "x: y", "<<", "0", "Fleet");
        List<String> tokens = List.of(document.split("(?<![A-Za-z0-9_/.+%-])|(?![A-Za-z0-9_/.+%-])"));
        List<String> mutations = new ArrayList<>(List.of(document));
        for (int i = 0; i < 600; i++) {
            List<String> changed = new ArrayList<>(tokens);
            changed.set(random.nextInt(tokens.size()), words.get(random.nextInt(words.size())));
            mutations.add(String.join("", changed));
        }
        return mutations;
    }

    private static String text(Arguments arguments) {
        return ((String) arguments.get()[2]).replace(TestFolder.HERE, "");
    }

    private static List<String> files(String... roots) throws IOException {
        List<String> texts = new ArrayList<>();
        for (String root : roots) {
            try (Stream<Path> paths = Files.walk(Path.of(root))) {
                for (Path path : paths.filter(file -> file.toString().endsWith(".yaml"))
                        .sorted()
                        .toList()) {
                    texts.add(new String(Files.readAllBytes(path), java.nio.charset.StandardCharsets.UTF_8));
                }
            }
        }
        return texts;
    }
}
