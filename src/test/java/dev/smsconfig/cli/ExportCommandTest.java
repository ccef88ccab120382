package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.sample.Credentials;
import dev.smsconfig.sample.SampleServer;
import dev.smsconfig.sample.SampleServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                .isEqualTo(
                        "Cust00014: not managed: NsPluginConfig has a setting that the server masks or that is blank\n"
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
