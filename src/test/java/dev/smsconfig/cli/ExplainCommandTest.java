package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.git.TestRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExplainCommandTest {

    private static final String CANARY = "Zq7canary";

    @TempDir
    Path dir;

    private static Commands.Result explain(String... more) {
        String[] args = new String[more.length + 1];
        args[0] = "explain";
        System.arraycopy(more, 0, args, 1, more.length);
        return new Commands().run(args);
    }

    private static Commands.Result sample(String... more) {
        String[] args = new String[more.length + 2];
        args[0] = "--configs";
        args[1] = "samples/layers";
        System.arraycopy(more, 0, args, 2, more.length);
        return explain(args);
    }

    /** Outside of a repository, so that what the commits of this one are does not matter. */
    @Test
    void showsWhatTheSampleHasWrittenDown() throws IOException {
        Path copy = dir.resolve("layers");
        try (Stream<Path> files = Files.walk(Path.of("samples/layers"))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(Path.of("samples/layers").relativize(file)));
            }
        }
        StringBuilder shown = new StringBuilder();
        for (String tenant : new String[] {"Malmo", "Oslo", "Umea"}) {
            Commands.Result result = explain("--configs", copy.toString(), tenant);
            assertThat(result.exitCode()).isZero();
            shown.append("$ smsconfig explain ")
                    .append(tenant)
                    .append('\n')
                    .append(result.out().replace(copy.toString(), "samples/layers"))
                    .append('\n');
        }
        assertThat(shown.toString().strip())
                .isEqualTo(
                        Files.readString(Path.of("samples/layers/EXPECTED.txt")).strip());
    }

    @Test
    void showsOneFieldOnly() {
        Commands.Result result = sample("Malmo", "NsPluginConfig.cm_serviceId");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("\"9\"", "\"5678\"", "\"1234\"").doesNotContain("DefaultSmsCountry");
    }

    private TestRepository repository() {
        TestRepository repository = TestRepository.in(dir.resolve("repository"));
        repository
                .write("configs/fleet.yaml", FLEET + "spec: { NsPluginSender: Base }\n")
                .write("configs/tenants/A.yaml", TestRepository.tenant("A", "Own"));
        repository.commitAt("2026-03-01T23:30:00-02:00", "Begin");
        return repository;
    }

    @Test
    void showsCommitAndAuthorOfEachPlace() {
        TestRepository repository = repository();
        String first = repository.git("rev-parse", "HEAD");
        repository.write("configs/tenants/A.yaml", TestRepository.tenant("A", "New"));
        String second = repository.commit("Second", "--author=B\u001b[31mo <bo@example.com>");

        Commands.Result result = explain("A", "--configs", repository.configs().toString());

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .containsPattern("FIELD +VALUE +LAYER +PLACE +COMMIT +AUTHOR\n")
                .containsPattern("NsPluginSender +\"New\" .*A.yaml:4:25 +" + second.substring(0, 10)
                        + "  B\\\\u\\{1B}\\[31mo <bo@example.com>, ")
                .containsPattern("  overrides +\"Base\" .*fleet.yaml:7:25 +" + first.substring(0, 10)
                        + "  Ann Author <ann@example.com>, 2026-03-02\n")
                .contains("layers: fleet, tenant; at commit " + second.substring(0, 10) + ".\n");
    }

    @Test
    void saysWhichPlacesAreNotCommitted() {
        TestRepository repository = repository();
        repository.write("configs/tenants/A.yaml", TestRepository.tenant("A", "New"));

        String configs = repository.configs().toString();
        String text = explain("A", "--configs", configs).out();
        JsonNode json = new JsonMapper()
                .readTree(explain("A", "--configs", configs, "-o", "json").out());

        assertThat(text)
                .containsPattern("NsPluginSender +\"New\" .*A.yaml:4:25 +not committed\n")
                .contains("Git: 1 file differs from commit ")
                .doesNotContain("; at commit");
        assertThat(json.at("/dirty").asBoolean()).isTrue();
        assertThat(json.at("/fields/0/origin").asString()).isEqualTo("notCommitted");
        assertThat(json.at("/fields/0/commit").isNull()).isTrue();
        assertThat(json.at("/fields/0/author").isNull()).isTrue();
        assertThat(json.at("/fields/0/overrides/0/origin").asString()).isEqualTo("committed");
    }

    @Test
    void writesCommitAndAuthorIntoJson() {
        TestRepository repository = repository();

        JsonNode json = new JsonMapper()
                .readTree(explain("A", "--configs", repository.configs().toString(), "-o", "json")
                        .out());

        String first = repository.git("rev-parse", "HEAD");
        assertThat(json.at("/commit").asString()).isEqualTo(first);
        assertThat(json.at("/note").isNull()).isTrue();
        JsonNode effective = json.at("/fields/0");
        assertThat(effective.at("/commit").asString()).isEqualTo(first);
        assertThat(effective.at("/author/name").asString()).isEqualTo("Ann Author");
        assertThat(effective.at("/author/email").asString()).isEqualTo("ann@example.com");
        assertThat(effective.at("/author/time").asString()).isEqualTo("2026-03-02T01:30:00Z");
        assertThat(effective.at("/why").isNull()).isTrue();
    }

    @Test
    void doesNotNameAnAuthorThatAShallowCloneCanNotKnow() {
        TestRepository repository = repository();
        repository.commit("Second");
        TestRepository clone = TestRepository.at(dir.resolve("clone"));
        clone.git("clone", "-q", "--depth=1", "file://" + repository.root, ".");
        String configs = clone.configs().toString();
        String second = repository.git("rev-parse", "HEAD");

        assertThat(explain("A", "--configs", configs).out())
                .contains("at or before " + second.substring(0, 10) + "  (the clone is shallow)\n")
                .doesNotContain("Ann");
        JsonNode effective = new JsonMapper()
                .readTree(explain("A", "--configs", configs, "-o", "json").out())
                .at("/fields/0");
        assertThat(effective.at("/origin").asString()).isEqualTo("atOrBefore");
        assertThat(effective.at("/commit").asString()).isEqualTo(second);
        assertThat(effective.at("/author").isNull()).isTrue();
    }

    @Test
    void saysWhatItCanNotTellOutsideOfGit() {
        String folder = folder("NsPluginSender: a");

        assertThat(explain("Alpha", "--configs", folder).out())
                .contains("Git: " + folder + " is in no git repository")
                .doesNotContain("COMMIT");
        JsonNode json = new JsonMapper()
                .readTree(explain("Alpha", "--configs", folder, "-o", "json").out());
        assertThat(json.at("/commit").isNull()).isTrue();
        assertThat(json.at("/note").asString()).contains("is in no git repository");
        assertThat(json.at("/fields/0/origin").asString()).isEqualTo("unknown");
    }

    @Test
    void saysThatAPropertyIsUnmanaged() {
        Commands.Result result = explain("Alpha", "NsPluginConfig", "--configs", folder("NsPluginSender: a"));
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("Unmanaged, left as the server has it: NsPluginConfig\n");
    }

    @Test
    void writesJsonWithTheFormatVersionFirst() {
        Commands.Result result = sample("Malmo", "-o", "json");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("{\"formatVersion\":\"1\",\"command\":\"explain\",\"tenant\":\"Malmo\"");
        JsonNode json = new JsonMapper().readTree(result.out());
        assertThat(json.at("/layers")).hasSize(4);
        JsonNode sender = json.at("/fields/2");
        assertThat(sender.at("/field").asString()).isEqualTo("NsPluginSender");
        assertThat(sender.at("/kind").asString()).isEqualTo("removed");
        assertThat(sender.at("/value").isNull()).isTrue();
        assertThat(sender.at("/layer").asString()).isEqualTo("tenant");
        assertThat(sender.at("/file").asString()).isEqualTo("samples/layers/tenants/Malmo.yaml");
        assertThat(sender.at("/line").asInt()).isEqualTo(7);
        assertThat(sender.at("/overrides/0/value").asString()).isEqualTo("Contoso AB");
        assertThat(sender.at("/overrides/0/name").asString()).isEqualTo("sweden");
        assertThat(sender.at("/overrides/1/layer").asString()).isEqualTo("fleet");
        assertThat(json.at("/unmanaged/0").asString()).isEqualTo("NsPluginSender");
    }

    @Test
    void refusesAnUnknownTenantAndSaysWhichWasMeant() {
        Commands.Result result = sample("Malmoe");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("no tenant of that name in samples/layers; did you mean Malmo?");
    }

    @Test
    void refusesAnUnknownFieldAndSaysWhichWasMeant() {
        Commands.Result result = sample("Malmo", "cm_serviceId");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("did you mean NsPluginConfig.cm_serviceId?");
    }

    @Test
    void wantsATenant() {
        assertThat(explain().exitCode()).isEqualTo(2);
    }

    @Test
    void explainsATenantBesideAnotherWithErrors() throws IOException {
        String folder = folder("NsPluginSender: a");
        Files.writeString(Path.of(folder, "tenants/Beta.yaml"), "- a\n");

        assertThat(explain("Alpha", "--configs", folder).exitCode()).isZero();
        Commands.Result broken = explain("Beta", "--configs", folder);
        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(broken.err()).contains("tenants/Beta.yaml:1:1: yaml.root");
    }

    @Test
    void explainsNothingWhereTheFleetFileHasErrors() throws IOException {
        String folder = folder("NsPluginSender: a");
        Files.writeString(Path.of(folder, "fleet.yaml"), "- a\n");

        assertThat(explain("Alpha", "--configs", folder).exitCode()).isEqualTo(1);
    }

    @Test
    void showsNoSecretOfAnyLayerInAnyForm() throws IOException {
        String secret = "NsPluginConfig: { cm_password: \"" + CANARY + "%d\", odd: \"" + CANARY + "\" }";
        String folder = folder(secret.formatted(3));
        Files.writeString(Path.of(folder, "fleet.yaml"), FLEET + "spec: { " + secret.formatted(1) + " }\n");
        Files.createDirectories(Path.of(folder, "groups"));
        Files.writeString(Path.of(folder, "groups/nordic.yaml"), """
                apiVersion: smsconfig/v1
                kind: Group
                metadata: { name: nordic }
                spec:
                """ + "  " + secret.formatted(2) + "\n");

        for (String form : new String[] {"text", "json"}) {
            Commands.Result result = explain("Alpha", "-o", form, "--configs", folder);
            assertThat(result.exitCode()).isZero();
            assertThat(result.out()).contains("(secret)", "nordic").doesNotContain(CANARY);
            assertThat(result.err()).doesNotContain(CANARY);
        }
    }

    @Test
    void readsNoSecret() {
        String folder = folder("NsPluginConfig: { cm_password: \"ref+file:///does/not/exist/{tenant}\" }");
        Commands.Result result = explain("Alpha", "--configs", folder);
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("ref+file:///does/not/exist/Alpha");
    }

    private static final String FLEET = """
            apiVersion: smsconfig/v1
            kind: Fleet
            defaultEnvironment: sample
            environments:
              sample: { server: embedded }
            secrets: { plaintext: allow }
            """;

    /** A folder with the tenant Alpha, which is in the group nordic where that has a file. */
    private String folder(String specLine) {
        try {
            Path folder = dir.resolve("configs");
            Files.createDirectories(folder.resolve("tenants"));
            Files.writeString(folder.resolve("fleet.yaml"), FLEET);
            String groups = specLine.contains(CANARY) ? ", groups: [nordic]" : "";
            Files.writeString(
                    folder.resolve("tenants/Alpha.yaml"),
                    "apiVersion: smsconfig/v1\nkind: SmsConfig\nmetadata: { tenant: Alpha" + groups + " }\nspec:\n  "
                            + specLine + "\n");
            return folder.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
