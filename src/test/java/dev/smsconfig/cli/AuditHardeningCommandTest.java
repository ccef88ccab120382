package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditHardeningCommandTest {

    @TempDir
    Path folder;

    private static Commands.Result run(String... args) {
        return new Commands().run(args);
    }

    @Test
    void printsTheScriptWithTheNamesInIt() {
        Commands.Result result =
                run("audit", "hardening", "--owner", "keeper", "--runtime", "nightly", "--schema", "sms");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("'smsconfig.owner_role', 'keeper'")
                .contains("'smsconfig.runtime_role', 'nightly'")
                .contains("'smsconfig.schema', 'sms'")
                .doesNotContain("@{")
                .endsWith("COMMIT;\n");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void writesTheSameIntoAFile() throws IOException {
        Path file = folder.resolve("hardening.sql");
        assertThat(run("audit", "hardening", "--out", file.toString()).exitCode())
                .isZero();
        assertThat(Files.readString(file)).isEqualTo(run("audit", "hardening").out());
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() {
        Path file = folder.resolve("missing/hardening.sql");
        Commands.Result result = run("audit", "hardening", "--out", file.toString());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains(file.toString());
    }

    @Test
    void oneRoleForBothIsAMisuse() {
        Commands.Result result = run("audit", "hardening", "--owner", "smsconfig");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("two roles");
    }

    @Test
    void auditAloneAsksForACommand() {
        assertThat(run("audit").exitCode()).isEqualTo(2);
    }
}
