package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.sample.Credentials;
import dev.smsconfig.sample.SampleServer;
import dev.smsconfig.sample.SampleServerOptions;
import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Of every sample scenario, by every way in that it gives: what can be read is exported and a plan of it is empty; what
 * can't be read is named and has no file.
 */
class ExportScenariosTest {

    private static final List<List<String>> OPTIONS =
            List.of(List.of(), List.of("--group-common"), List.of("--group-common=60%"));

    @TempDir
    Path folder;

    static List<Path> scenarios() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("samples/scenarios"))) {
            List<Path> scenarios = files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            assertThat(scenarios).isNotEmpty();
            return scenarios;
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aPlanOfWhatCouldBeExportedIsEmpty(Path scenario) throws Exception {
        try (SampleServer server = SampleServer.start(new SampleServerOptions(
                0, List.of(), folder.resolve("server").resolve("state.jsonl"), Credentials.SAMPLE, scenario))) {
            int readable = 0;
            for (String environment : environments(scenario, server)) {
                for (List<String> options : OPTIONS) {
                    Path configs = Files.createTempDirectory(folder, "configs");
                    Files.writeString(configs.resolve("fleet.yaml"), environment);
                    readable += exportAndPlan(configs, server.tenants(), options);
                }
            }
            assertThat(readable).as("some tenant can be read").isPositive();
        }
    }

    @ParameterizedTest
    @FieldSource("OPTIONS")
    void aPlanOfWhatTheEmbeddedServerHasIsEmpty(List<String> options) throws IOException {
        Path configs = Files.createTempDirectory(folder, "configs");
        Files.writeString(configs.resolve("fleet.yaml"), fleet("{ server: embedded }"));
        List<TenantId> tenants = Stream.of("Cust00001", "Cust00002", "Cust00003")
                .map(TenantId::new)
                .toList();
        assertThat(exportAndPlan(configs, tenants, options)).isEqualTo(3);
    }

    /** How many tenants were written. */
    private int exportAndPlan(Path configs, List<TenantId> tenants, List<String> options) throws IOException {
        Path list = Files.writeString(
                folder.resolve("tenants"), tenants.stream().map(TenantId::value).collect(Collectors.joining("\n")));
        List<String> command = new ArrayList<>(List.of("export", "--with-secrets", "--tenants", "@" + list));
        command.addAll(options);
        Commands.Result export = run(configs, command);
        TreeSet<String> expected = new TreeSet<>();
        for (TenantId tenant : tenants) {
            if (export.out().lines().noneMatch(line -> line.startsWith(tenant + ": not read: "))) {
                expected.add(tenant + ".yaml");
            }
        }
        assertThat(export.exitCode()).as(export.out()).isEqualTo(expected.size() == tenants.size() ? 0 : 4);
        assertThat(export.out())
                .endsWith("Export: " + expected.size() + " written, 0 left alone, " + (tenants.size() - expected.size())
                        + " failed.\n");
        assertThat(names(configs.resolve("tenants"))).isEqualTo(expected);
        if (!expected.isEmpty()) {
            Commands.Result plan = run(configs, List.of("plan"));
            assertThat(plan.exitCode()).as(plan.out() + plan.err()).isZero();
            assertThat(plan.out()).isEqualTo("No changes. All " + expected.size() + " tenants are as git says.\n");
        }
        return expected.size();
    }

    private static TreeSet<String> names(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return new TreeSet<>();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private Commands.Result run(Path configs, List<String> command) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(
                "--configs", configs.toString(), "--work", folder.resolve("work") + "/" + configs.getFileName()));
        return new Commands().run(all.toArray(String[]::new));
    }

    /** The text of a fleet file for each way in: by password, and as each of the apps. */
    private List<String> environments(Path scenario, SampleServer server) throws IOException {
        String state = "state: \"" + server.url() + "/api/state/{tenant}\", insecure: true, rate: 0, auth: ";
        List<String> environments = new ArrayList<>();
        environments.add(fleet("{ " + state + "{ scheme: basic, username: sample, password: sample } }"));
        Map<?, ?> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(scenario));
        JsonNode announced = JsonMapper.shared().readTree(server.announcement());
        if (document.get("logins") instanceof Map<?, ?> logins && logins.get("apps") instanceof List<?> apps) {
            for (Object each : apps) {
                Map<?, ?> app = (Map<?, ?>) each;
                if (!(app.get("systemUserTokens") instanceof Map<?, ?> tokens)) {
                    continue;
                }
                String token = tokens.values().iterator().next().toString();
                Path files = Files.createTempDirectory(folder, "tokens");
                for (TenantId tenant : server.tenants()) {
                    Files.writeString(files.resolve(tenant.value()), token.replace("{tenant}", tenant.value()));
                }
                environments.add(fleet("{ " + state + "{ scheme: system-user, clientSecret: " + app.get("clientSecret")
                        + ", systemUserToken: \"ref+file://" + files + "/{tenant}\", privateKey: \"ref+file://"
                        + key(announced, String.valueOf(app.get("clientId"))) + "\" } }"));
            }
        }
        return environments;
    }

    private static String key(JsonNode announced, String clientId) {
        for (JsonNode app : announced.get("apps")) {
            if (app.get("clientId").stringValue().equals(clientId)) {
                return app.get("privateKeyPem").stringValue();
            }
        }
        throw new AssertionError("the server does not announce the app " + clientId);
    }

    private static String fleet(String environment) {
        return """
                apiVersion: smsconfig/v1
                kind: Fleet
                defaultEnvironment: sample
                environments:
                  sample: %s
                secrets: { plaintext: allow }
                """.formatted(environment);
    }
}
