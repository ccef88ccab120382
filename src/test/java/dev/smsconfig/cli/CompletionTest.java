package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {

    @TempDir
    Path folder;

    /** By bash itself, as somebody who types {@code smsconfig } and {@code smsconfig plan --rep} and presses tab. */
    @Test
    void bashCompletesCommandsAndTheirOptions() throws Exception {
        Commands.Result result = new Commands().run("generate-completion");
        assertThat(result.exitCode()).isZero();
        Path script = Files.writeString(folder.resolve("completion"), result.out());

        String completed = bash("source " + script + """

                compopt() { :; } # bash has it only while it completes
                complete_for() {
                  COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
                  _complete_smsconfig
                  echo "${COMPREPLY[*]}"
                }
                complete_for smsconfig rol
                complete_for smsconfig plan --rep
                """);

        assertThat(completed.lines()).containsExactly("rollback", "--report");
    }

    private String bash(String commands) throws Exception {
        Process bash = new ProcessBuilder("bash", "-c", commands)
                .redirectErrorStream(true)
                .start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(bash.exitValue()).as(out).isZero();
        return out;
    }
}
