package dev.smsconfig.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The files that the other tests make are ones that another implementation of SOPS takes for SOPS files. */
@EnabledIfSystemProperty(
        named = "network",
        matches = "true",
        disabledReason = "reaches the npm registry; run it with: mvn verify -Dnetwork=true -Dit.test=SopsAgeIT")
class SopsAgeIT {

    @TempDir
    Path folder;

    @Test
    void anotherImplementationOpensWhatTheTestsEncrypt() throws Exception {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("sms", Map.of("password", "Zq7canary å€𝄞"));
        tree.put("list", List.of("a", Map.of("b", "c")));
        tree.put("number", 47);
        tree.put("on", true);
        tree.put("note_unencrypted", "read me");
        Files.writeString(folder.resolve("expected.json"), JsonMapper.shared().writeValueAsString(tree));
        Files.writeString(folder.resolve("a.enc.yaml"), new SopsSample().yaml(tree));
        Files.writeString(folder.resolve("b.enc.json"), new SopsSample().json(tree));

        ProcessBuilder script = new ProcessBuilder("bash", "samples/sops-age/run", folder.toString());
        script.environment().put("SOPS_AGE_KEY", SopsSample.IDENTITY);
        Path output = folder.resolve("output");
        Process process =
                script.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();

        assertThat(ended).isTrue();
        Assumptions.assumeTrue(process.exitValue() != 77, Files.readString(output));
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }
}
