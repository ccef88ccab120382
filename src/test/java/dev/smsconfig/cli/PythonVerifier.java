package dev.smsconfig.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The script of {@code samples}, as somebody runs it who has nothing of ours but the evidence. */
final class PythonVerifier {

    static final Path SCRIPT = Path.of("samples/verify-evidence.py");

    private PythonVerifier() {}

    /** What it said, and its exit code. */
    record Verdict(int exitCode, String text) {}

    static Verdict verify(Path evidence, String... keys) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3", SCRIPT.toString(), evidence.toString()));
        command.addAll(List.of(keys));
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            Assumptions.abort("SKIPPED: there is no python3 here to run " + SCRIPT);
            throw e;
        }
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Verdict(process.waitFor(), text);
    }
}
