package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.git.TestRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which tenants a commit concerns, by what they end up with and not by which files it touches. */
class AffectedCommandTest {

    @TempDir
    Path folder;

    private TestRepository repository;
    private String first;

    @BeforeEach
    void commitAFleetWithLayers() {
        repository = TestRepository.in(folder);
        fleet("DefaultSmsCountry: \"+47\"");
        group("cm_username: shared, cm_password: \"ref+env://P\"");
        tenant("A", "[cm]", "NsPluginSender: Acme");
        tenant("B", "[cm]", "NsPluginConfig: { cm_username: own }");
        tenant("C", "[]", "DefaultSmsCountry: \"+46\"");
        first = repository.commit("Begin");
    }

    private void fleet(String spec) {
        repository.write("configs/fleet.yaml", """
                apiVersion: smsconfig/v1
                kind: Fleet
                defaultEnvironment: sample
                environments: { sample: { server: embedded } }
                spec: { %s }
                """.formatted(spec));
    }

    private void group(String settings) {
        repository.write("configs/groups/cm.yaml", """
                apiVersion: smsconfig/v1
                kind: Group
                metadata: { name: cm }
                spec: { NetServerSmsProvider: CM, NsPluginConfig: { %s } }
                """.formatted(settings));
    }

    private void tenant(String id, String groups, String spec) {
        repository.write("configs/tenants/" + id + ".yaml", """
                apiVersion: smsconfig/v1
                kind: SmsConfig
                metadata: { tenant: %s, groups: %s }
                spec: { %s }
                """.formatted(id, groups, spec));
    }

    private Commands.Result affected(String... more) {
        String[] args = new String[5 + more.length];
        args[0] = "affected";
        args[1] = "--since";
        args[2] = first;
        args[3] = "--configs";
        args[4] = folder.resolve("configs").toString();
        System.arraycopy(more, 0, args, 5, more.length);
        return new Commands().run(args);
    }

    @Test
    void aGroupsEditConcernsThoseThatTakeItOverUnchanged() {
        group("cm_username: other, cm_password: \"ref+env://P\"");
        repository.commit("Rename the user");
        Commands.Result result = affected();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualTo("A changed NsPluginConfig.cm_username\nAffected: 1 of 3 tenants.\n");
    }

    @Test
    void theFleetsEditConcernsThoseThatDoNotOverrideIt() {
        fleet("DefaultSmsCountry: \"+45\"");
        repository.commit("Move to Denmark");
        assertThat(affected().out())
                .isEqualTo("A changed DefaultSmsCountry\nB changed DefaultSmsCountry\nAffected: 2 of 3 tenants.\n");
    }

    @Test
    void aMoveThatChangesNothingConcernsNobody() {
        tenant(
                "A",
                "[]",
                "NetServerSmsProvider: CM, NsPluginSender: Acme, NsPluginConfig: { cm_username: shared,"
                        + " cm_password: \"ref+env://P\" }");
        repository.commit("Write it out");
        assertThat(affected().out()).isEqualTo("Affected: 0 of 3 tenants.\n");
    }

    @Test
    void managingNoSettingIsMoreThanNotManagingThem() {
        tenant("C", "[]", "DefaultSmsCountry: \"+46\", NsPluginConfig: {}");
        assertThat(affected().out()).isEqualTo("C changed NsPluginConfig\nAffected: 1 of 3 tenants.\n");
    }

    @Test
    void namesTenantsThatCameAndWent() throws Exception {
        tenant("D", "[cm]", "NsPluginSender: New");
        Files.delete(folder.resolve("configs/tenants/C.yaml"));
        assertThat(affected().out()).isEqualTo("C removed\nD added\nAffected: 2 of 3 tenants.\n");
    }

    @Test
    void comparesTwoRevisions() {
        tenant("A", "[cm]", "NsPluginSender: Second");
        repository.commit("Second");
        tenant("A", "[cm]", "NsPluginSender: Acme");
        repository.commit("Back");
        assertThat(affected().out()).endsWith("Affected: 0 of 3 tenants.\n");
        assertThat(affected("--revision", "HEAD~1", "-o", "json").out())
                .isEqualTo("{\"formatVersion\":\"1\",\"tenants\":[{\"tenant\":\"A\",\"kind\":\"CHANGED\",\"fields\":"
                        + "[\"NsPluginSender\"]}]}\n");
    }

    @Test
    void showsNoValueOfASecret() {
        tenant("A", "[cm]", "NsPluginConfig: { cm_password: Zq7CANARY }");
        Commands.Result result = affected();
        assertThat(result.out()).contains("A changed NsPluginConfig.cm_password");
        assertThat(result.out() + result.err()).doesNotContain("CANARY");
    }

    @Test
    void tellsWhereATenantCouldNotBeReadBefore() {
        tenant("A", "[cm]", "NsPluginSender: 1:30");
        first = repository.commit("Broken");
        tenant("A", "[cm]", "NsPluginSender: Acme");
        assertThat(affected().out()).isEqualTo("A unreadable before\nAffected: 1 of 3 tenants.\n");
    }

    @Test
    void refusesRevisionsThatAreNone() {
        first = "no-such-branch";
        Commands.Result result = affected();
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void refusesAFolderWithErrors() {
        tenant("A", "[none]", "NsPluginSender: Acme");
        Commands.Result result = affected();
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("group.unknown");
    }
}
