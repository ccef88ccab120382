package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.git.TestRepository;
import dev.smsconfig.sample.Credentials;
import dev.smsconfig.sample.SampleServer;
import dev.smsconfig.sample.SampleServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From live tenants to files that a plan finds nothing to change in. */
class ExportCommandTest {

    @TempDir
    Path folder;

    private SampleServer server;
    private Path configs;

    @BeforeEach
    void serve() throws Exception {
        server = SampleServer.start(new SampleServerOptions(
                0,
                List.of(),
                folder.resolve("server").resolve("state.jsonl"),
                Credentials.SAMPLE,
                Path.of("samples/scenarios/mixed.yaml")));
        configs = Files.createDirectories(folder.resolve("configs"));
        Files.createDirectories(configs.resolve("secrets"));
        Files.writeString(configs.resolve("secrets").resolve("password"), "sample");
        Files.writeString(
                configs.resolve("fleet.yaml"),
                Files.readString(Path.of("samples/mixed/fleet.yaml"))
                        .replaceAll("http://127\\.0\\.0\\.1:\\d+", server.url()));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Commands.Result run(String... args) {
        return new Commands()
                .run(Stream.concat(
                                Stream.of(args),
                                Stream.of(
                                        "--configs",
                                        configs.toString(),
                                        "--work",
                                        folder.resolve("work").toString()))
                        .toArray(String[]::new));
    }

    private Path tenant(String id) {
        return configs.resolve("tenants").resolve(id + ".yaml");
    }

    @Test
    void aPlanOfWhatWasExportedIsEmpty() {
        Commands.Result export = run(
                "export", "--with-secrets", "--tenants", "Cust00001,Cust00005,Cust00010,Cust00011,Cust00013,Cust00014");
        assertThat(export.exitCode()).isZero();
        assertThat(export.out())
                .isEqualTo("Cust00014: not managed: NsPluginConfig, since the server masks cm_password or has it blank;"
                        + " to manage it, write all its settings into the file, and as the value of cm_password"
                        + " a reference to the secret\n"
                        + "Export: 6 written, 0 left alone, 0 failed.\n");
        assertThat(export.out() + export.err()).doesNotContain("sample-password");
        Commands.Result plan = run("plan");
        assertThat(plan.exitCode()).isZero();
        assertThat(plan.out()).isEqualTo("No changes. All 6 tenants are as git says.\n");
    }

    @Test
    void aTenantFileHoldsNoSecret() throws IOException {
        run("export", "--tenants", "Cust00001");
        assertThat(tenant("Cust00001")).hasContent("""
                        apiVersion: smsconfig/v1
                        kind: SmsConfig
                        metadata:
                          tenant: "Cust00001"
                        spec:
                          DefaultSmsCountry: "+47"
                          NetServerSmsProvider: "CM"
                          NsPluginSender: "Legacy"
                          NsPluginConfig:
                            cm_password: "ref+file://secrets/Cust00001/cm_password"
                            cm_serviceId: "1"
                            cm_username: "old"
                        """);
        assertThat(configs.resolve("secrets").resolve("Cust00001")).doesNotExist();
    }

    @Test
    void saysThatReferencesLeadNowhereYet() {
        assertThat(run("export", "--tenants", "Cust00001,Cust00002").err())
                .contains("The files refer to 2 secrets that nobody has put there yet")
                .endsWith("exit 0: done\n");
        assertThat(run("export", "--with-secrets", "--tenants", "Cust00003").err())
                .doesNotContain("refer");
    }

    /** What the fleet, or a group, sets for all is taken away where the tenant's server has nothing. */
    @Test
    void whatLiesBelowIsOverridden() throws IOException {
        Files.writeString(configs.resolve("fleet.yaml"), """
                spec:
                  DefaultSmsCountry: "+1"
                  NetServerSmsProvider: CM
                  NsPluginConfig: { cm_password: "ref+env://NONE", cm_serviceUrl: "https://example.com" }
                """, StandardOpenOption.APPEND);
        Files.createDirectories(configs.resolve("groups"));
        Files.writeString(configs.resolve("groups").resolve("legacy.yaml"), """
                apiVersion: smsconfig/v1
                kind: Group
                metadata: { name: legacy }
                spec: { NsPluginSender: Legacy, NsPluginConfig: { cm_username: other } }
                """);
        assertThat(run("export", "--with-secrets", "--groups", "legacy", "--tenants", "Cust00001,Cust00014")
                        .exitCode())
                .isZero();
        assertThat(tenant("Cust00001")).hasContent("""
                        apiVersion: smsconfig/v1
                        kind: SmsConfig
                        metadata:
                          tenant: "Cust00001"
                          groups: [legacy]
                        spec:
                          DefaultSmsCountry: "+47"
                          NsPluginConfig:
                            cm_password: "ref+file://secrets/Cust00001/cm_password"
                            cm_serviceId: "1"
                            cm_serviceUrl: null
                            cm_username: "old"
                        """);
        assertThat(tenant("Cust00014")).content().endsWith("  NsPluginConfig: null\n");
        assertThat(run("plan").out()).isEqualTo("No changes. All 2 tenants are as git says.\n");
    }

    @Test
    void aPlanOfWhatWasPutIntoGroupsIsEmptyToo() throws IOException {
        String tenants = "Cust00001,Cust00002,Cust00013,Cust00014";
        assertThat(run("export", "--with-secrets", "--group-common", "--tenants", tenants)
                        .exitCode())
                .isZero();
        assertThat(configs.resolve("groups").resolve("common.yaml")).hasContent("""
                        apiVersion: smsconfig/v1
                        kind: Group
                        metadata:
                          name: common
                        spec:
                          DefaultSmsCountry: "+47"
                          NetServerSmsProvider: "CM"
                          NsPluginSender: "Legacy"
                          NsPluginConfig:
                            cm_password: "ref+file://secrets/{tenant}/cm_password"
                            cm_serviceId: "1"
                            cm_username: "old"
                        """);
        assertThat(tenant("Cust00002")).content().endsWith("  groups: [common]\n");
        assertThat(run("plan").out()).isEqualTo("No changes. All 4 tenants are as git says.\n");
    }

    @Test
    void sharesAndGroupsThatMakeNoSenseAreRefusedBeforeAnythingIsReached() {
        for (String share : List.of("50%", "60", "101%", "x")) {
            assertThat(run("export", "--group-common=" + share, "--tenants", "Cust00001")
                            .exitCode())
                    .as(share)
                    .isEqualTo(2);
        }
        Commands.Result unknown = run("export", "--groups", "none", "--tenants", "Cust00001");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("--groups: no such group");
        assertThat(server.requestLog().requests("GetSmsConfig")).isZero();
    }

    @Test
    void aTenantWithAFileIsNotAskedFor() {
        run("export", "--tenants", "Cust00001");
        long before = server.requestLog().requests("GetSmsConfig");
        run("export", "--tenants", "Cust00001");
        assertThat(server.requestLog().requests("GetSmsConfig")).isEqualTo(before);
    }

    /** Whatever rules the repository has: those nearest to the secrets count. */
    @ParameterizedTest
    @ValueSource(strings = {"", "configs/secrets/.gitignore", ".gitignore"})
    void gitTakesNoSecretAlong(String rules) {
        TestRepository repository = TestRepository.in(folder);
        if (!rules.isEmpty()) {
            repository.write(rules, "!*\n!cm_password\n");
        }
        assertThat(run("export", "--with-secrets", "--tenants", "Cust00001,Cust00002")
                        .exitCode())
                .isZero();
        repository.commit("Export");
        assertThat(repository.git("ls-files"))
                .contains("configs/tenants/Cust00001.yaml")
                .doesNotContain("cm_password");
        assertThat(repository.git("check-ignore", "configs/secrets/Cust00001/cm_password"))
                .isNotEmpty();
    }

    @Test
    void secretsAreKeptOutOfGitAndFromOthers() throws IOException {
        run("export", "--with-secrets", "--tenants", "Cust00001");
        Path secret = configs.resolve("secrets").resolve("Cust00001").resolve("cm_password");
        assertThat(secret).hasContent("sample-password");
        assertThat(configs.resolve("secrets").resolve(".gitignore")).hasContent("*");
        assertThat(Files.getPosixFilePermissions(secret)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aFileThatIsThereIsLeftAsItIs() throws IOException {
        Path there = configs.resolve("tenants").resolve("no").resolve("Cust00001.yaml");
        Files.createDirectories(there.getParent());
        Files.copy(Path.of("samples/mixed/tenants/Cust00001.yaml"), there);
        Commands.Result export = run("export", "--tenants", "Cust00001");
        assertThat(export.out())
                .isEqualTo("Cust00001: has a file already, which is left as it is\n"
                        + "Export: 0 written, 1 left alone, 0 failed.\n");
        assertThat(there).hasSameTextualContentAs(Path.of("samples/mixed/tenants/Cust00001.yaml"));
        assertThat(tenant("Cust00001")).doesNotExist();
    }

    @Test
    void anExportThatWasCutOffGoesOn() throws IOException {
        Path secret = configs.resolve("secrets").resolve("Cust00001").resolve("cm_password");
        Files.createDirectories(secret.getParent());
        Files.writeString(secret, "sample-password");
        assertThat(run("export", "--with-secrets", "--tenants", "Cust00001").exitCode())
                .isZero();
        Files.delete(tenant("Cust00001"));
        Files.writeString(secret, "another");
        Commands.Result export = run("export", "--with-secrets", "--tenants", "Cust00001");
        assertThat(export.exitCode()).isEqualTo(4);
        assertThat(export.out()).contains("another file is in the way");
        assertThat(secret).hasContent("another");
        assertThat(tenant("Cust00001")).doesNotExist();
    }

    @Test
    void aTenantThatCannotBeReadStopsNoOther() {
        Commands.Result export = run("export", "--tenants", "Cust00016,Cust00007,Cust00001,Cust99999");
        assertThat(export.exitCode()).isEqualTo(4);
        assertThat(export.out())
                .contains("Cust00016: not read: 200 from")
                .contains("Cust00007: not read: the tenant is not running")
                .contains("Cust99999: not read: 404 from")
                .endsWith("Export: 1 written, 0 left alone, 3 failed.\n");
        assertThat(tenant("Cust00001")).exists();
    }

    @Test
    void tenantsMayStandInAFile() throws IOException {
        Path list = folder.resolve("list");
        Files.writeString(list, "# the first two\nCust00001\n\n Cust00002 \n");
        assertThat(run("export", "--tenants", "@" + list).out())
                .isEqualTo("Export: 2 written, 0 left alone, 0 failed.\n");
    }

    @Test
    void namesThatAreNoTenantsAreRefusedBeforeAnythingIsReached() {
        assertThat(run("export", "--tenants", "../x").exitCode()).isEqualTo(2);
        assertThat(run("export", "--tenants", "@" + folder.resolve("none")).exitCode())
                .isEqualTo(2);
        assertThat(run("export", "--tenants", ",").exitCode()).isEqualTo(2);
        assertThat(server.requestLog().requests("GetSmsConfig")).isZero();
    }
}
