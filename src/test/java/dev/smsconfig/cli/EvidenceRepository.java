package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.git.TestRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A fleet in git that was applied twice, and the trail of that: Cust2 was changed in between, and nothing else. */
final class EvidenceRepository {

    static final String CANARY = "Zq-canary";

    private static final JsonMapper JSON = new JsonMapper();

    final Path work;
    final TestRepository git;
    final String firstRun;
    final String secondRun;

    private EvidenceRepository(Path folder) {
        work = folder.resolve("work");
        git = TestRepository.in(folder.resolve("git"));
        git.write("configs/fleet.yaml", TestRepository.FLEET + "secrets: { plaintext: allow }\n");
        git.write("configs/allowed_signers", "# nobody yet\n");
        for (int i = 1; i <= 4; i++) {
            tenant("Cust" + i, "First", CANARY + "-old");
        }
        git.commit("Begin");
        firstRun = apply();
        tenant("Cust2", "Second", CANARY + "-new");
        git.commit("Let Cust2 send as Second\n\nReviewed-by: Bo <bo@example.com>");
        secondRun = apply();
    }

    static EvidenceRepository in(Path folder) {
        return new EvidenceRepository(folder);
    }

    private void tenant(String id, String sender, String password) {
        git.write("configs/tenants/" + id + ".yaml", """
                apiVersion: smsconfig/v1
                kind: SmsConfig
                metadata: { tenant: %s }
                spec:
                  NetServerSmsProvider: CM
                  NsPluginSender: %s
                  # was %s-comment
                  NsPluginConfig:
                    cm_username: contoso
                    cm_password: "%s"
                """.formatted(id, sender, CANARY, password));
    }

    private String apply() {
        Commands.Result result = run("apply", "--yes", "--max-changes", "100%");
        assertThat(result.exitCode()).as(result.err()).isZero();
        return runs().get(0).at("/id").asString();
    }

    /** Newest first. */
    List<JsonNode> runs() {
        return JSON.readTree(run("runs", "-o", "json").out())
                .at("/runs")
                .valueStream()
                .toList();
    }

    /** When the second run began. */
    String secondBegan() {
        return runs().get(0).at("/startedAt").asString();
    }

    /** Runs a command on the repository, whatever folder it needs. */
    Commands.Result run(String... args) {
        return new Commands()
                .run(Stream.concat(
                                Stream.of(args),
                                Stream.of("--configs", git.configs().toString(), "--work", work.toString()))
                        .toArray(String[]::new));
    }

    String vkey() {
        try {
            return Files.readString(work.resolve("audit.vkey")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
