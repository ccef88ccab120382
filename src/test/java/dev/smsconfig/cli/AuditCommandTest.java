package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.tlog.MalformedException;
import dev.smsconfig.tlog.VerifierKey;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keys, checkpoints and verification from the command line, on a repository in which an apply and a plan were run. */
class AuditCommandTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private Path configs;
    private Path work;
    private Path evidence;

    /** Run once: each test begins with a copy. */
    @BeforeAll
    static void runTwice() throws IOException {
        Path configs = shared.resolve("configs");
        fleet(configs, "");
        for (String tenant : List.of("A", "B", "C")) {
            write(configs.resolve("tenants/" + tenant + ".yaml"), """
                    apiVersion: smsconfig/v1
                    kind: SmsConfig
                    metadata: { tenant: %s }
                    spec: { NsPluginSender: Acme }
                    """.formatted(tenant));
        }
        AuditCommandTest first = new AuditCommandTest();
        first.at(shared);
        assertThat(first.run("apply", "--yes", "--checkpoints", first.evidence.toString())
                        .exitCode())
                .isZero();
        assertThat(first.run("plan", "--checkpoints", first.evidence.toString()).exitCode())
                .isZero();
    }

    @BeforeEach
    void copy() throws IOException {
        Files.walkFileTree(shared, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path target = folder.resolve(shared.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
        at(folder);
    }

    private void at(Path root) {
        configs = root.resolve("configs");
        work = root.resolve("work");
        evidence = root.resolve("evidence");
    }

    private static void fleet(Path configs, String more) throws IOException {
        write(configs.resolve("fleet.yaml"), """
                apiVersion: smsconfig/v1
                kind: Fleet
                defaultEnvironment: sample
                environments: { sample: { server: embedded } }
                guards: { maxChanged: 100%% }
                rollout: { waves: [ { name: first, select: "!later" }, { name: rest } ] }
                %s
                """.formatted(more));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Commands.Result run(String... args) {
        return new Commands()
                .run(Stream.concat(
                                Stream.of(args), Stream.of("--configs", configs.toString(), "--work", work.toString()))
                        .toArray(String[]::new));
    }

    private Commands.Result verify(String... args) {
        return run(Stream.concat(Stream.of("audit", "verify", "--checkpoints", evidence.toString()), Stream.of(args))
                .toArray(String[]::new));
    }

    private JsonNode json(Commands.Result result) {
        return JSON.readTree(result.out());
    }

    private JdbcTemplate database() {
        return new JdbcTemplate(new DriverManagerDataSource(
                "jdbc:h2:file:" + work.toAbsolutePath().resolve("repository"), "sa", ""));
    }

    private List<String> notes() {
        String[] names = evidence.toFile().list();
        return names == null ? List.of() : Stream.of(names).sorted().toList();
    }

    private @Nullable Long events() {
        return database().queryForObject("SELECT COUNT(*) FROM audit_event", Long.class);
    }

    @Test
    void aTrailThatNobodyTouchedIsIntact() {
        Commands.Result text = verify();
        assertThat(text.exitCode()).as(text.out() + text.err()).isZero();
        assertThat(text.out()).startsWith("INTACT: ").doesNotContain("warning");
        JsonNode json = json(verify("-o", "json"));
        assertThat(json.at("/formatVersion").asString()).isEqualTo("1");
        assertThat(json.at("/verdict").asString()).isEqualTo("INTACT");
        assertThat(json.at("/class").isNull()).isTrue();
        assertThat(json.at("/firstSequence").isNull()).isTrue();
        assertThat(json.at("/events").asLong()).isEqualTo(events());
        assertThat(json.at("/vouchedFor").asLong()).isEqualTo(events());
    }

    /** Start, wave and end of the apply, start and end of the plan. */
    @Test
    void runsSignAtTheirStartAfterEachWaveAndAtTheirEnd() {
        assertThat(notes()).hasSize(5);
        assertThat(json(verify("-o", "json")).at("/outside").asInt()).isEqualTo(5);
    }

    @Test
    void anEditedEventIsProofWithItsNumber() {
        database().update("UPDATE audit_event SET tenant = 'Z' WHERE seq = 3");
        Commands.Result result = verify("-o", "json");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(json(result).at("/verdict").asString()).isEqualTo("TAMPERED");
        assertThat(json(result).at("/class").asString()).isEqualTo("EDITED");
        assertThat(json(result).at("/firstSequence").asLong()).isEqualTo(3);
    }

    @Test
    void anEditedResultInTheLedgerIsProof() {
        database().update("UPDATE run_result SET outcome = 'FAILED' WHERE seq = 1 AND attempt = 2");
        Commands.Result result = verify();
        assertThat(result.exitCode()).as(result.out()).isEqualTo(1);
        assertThat(result.out()).contains("EDITED", "the ledger tells something else");
    }

    @Test
    void nothingIsVerifiedWithoutAKeyThatIsKnown() throws IOException {
        Files.delete(work.resolve("audit.vkey"));
        assertThat(verify().exitCode()).isEqualTo(2);
        assertThat(json(verify("-o", "json")).at("/verdict").asString()).isEqualTo("UNVERIFIABLE");
        String stranger = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
        Commands.Result result = verify("--key", stranger, "-o", "json");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(json(result).at("/class").asString()).isEqualTo("UNKNOWN_KEY");
    }

    @Test
    void nothingIsVerifiedOfAnEmptyTrail() {
        work = folder.resolve("other");
        Commands.Result result = run("audit", "verify");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).startsWith("UNVERIFIABLE");
    }

    @Test
    void whatCanNotBeReadIsNotVerifiedAndNoTampering() throws IOException {
        Files.writeString(work.resolve("repository.mv.db"), "no database");
        assertThat(verify().exitCode()).isEqualTo(2);
        assertThat(verify("--key", folder.resolve("none").toString()).exitCode())
                .isEqualTo(2);
        assertThat(run("audit", "verify", "--checkpoints", "none").exitCode()).isEqualTo(2);
    }

    @Test
    void theKeyIsPrintedAsWhoeverVerifiesTakesIt() throws IOException, MalformedException {
        Commands.Result printed = run("audit", "key");
        assertThat(printed.exitCode()).isZero();
        VerifierKey key = VerifierKey.parse(printed.out().strip());
        assertThat(printed.err()).contains(key.fingerprint());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(work.resolve("audit.key"))))
                .isEqualTo("rw-------");
        Files.delete(work.resolve("audit.vkey"));
        Path file = Files.writeString(folder.resolve("log.vkey"), printed.out());
        assertThat(verify("--key", file.toString()).exitCode()).isZero();
        assertThat(verify("--key", key.text()).exitCode()).isZero();
    }

    @Test
    void anOlderCopyOfTheRepositoryIsNoticedAndNotSignedOn() throws IOException {
        Path older = Files.copy(work.resolve("repository.mv.db"), folder.resolve("older"));
        assertThat(run("plan", "--checkpoints", evidence.toString()).exitCode()).isZero();
        int signed = notes().size();
        Files.copy(older, work.resolve("repository.mv.db"), StandardCopyOption.REPLACE_EXISTING);
        Commands.Result verified = verify("-o", "json");
        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(json(verified).at("/class").asString()).isEqualTo("ROLLED_BACK");

        Commands.Result saving = run("apply", "--yes", "--checkpoints", evidence.toString());
        assertThat(saving.exitCode()).isEqualTo(1);
        assertThat(saving.err()).contains("is not the one that was signed before", "nothing was saved");
        Commands.Result looking = run("plan", "--checkpoints", evidence.toString());
        assertThat(looking.exitCode()).isZero();
        assertThat(looking.err()).contains("Warning: the audit trail was not signed");
        assertThat(notes()).hasSize(signed);
    }

    @Test
    void noRunSavesWhereItsCheckpointCanNotBeBroughtOutside() throws IOException {
        Path blocked = Files.writeString(folder.resolve("blocked"), "a file");
        Commands.Result saving = run("apply", "--yes", "--checkpoints", blocked.toString());
        assertThat(saving.exitCode()).isEqualTo(1);
        assertThat(saving.err()).contains("no checkpoint of the audit trail can be written", "nothing was saved");
        assertThat(run("plan", "--checkpoints", blocked.toString()).err()).contains("Warning: no checkpoint");
    }

    @Test
    void aLaterRunBringsWhatAnEarlierOneCouldNot() throws IOException {
        Path blocked = Files.writeString(folder.resolve("blocked"), "a file");
        run("plan", "--checkpoints", blocked.toString());
        Files.delete(blocked);
        run("plan", "--checkpoints", blocked.toString());
        String[] names = blocked.toFile().list();
        assertThat(names).hasSize(5 + 2 + 2);
        assertThat(run("audit", "verify", "--checkpoints", blocked.toString()).exitCode())
                .isZero();
    }

    @Test
    void aChangedFileInTheFolderIsNeverReplaced() throws IOException {
        Path note = evidence.resolve(notes().get(0));
        Files.writeString(note, "changed");
        database().update("UPDATE audit_checkpoint SET exported_to = NULL");
        Commands.Result result = run("apply", "--yes", "--checkpoints", evidence.toString());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("is not the one that was signed");
        assertThat(note).hasContent("changed");
    }

    @Test
    void everyRunWarnsWhileCheckpointsLieBesideTheTrail() throws IOException {
        String warning = "the checkpoints of the audit trail lie in";
        assertThat(run("plan").err()).contains(warning);
        assertThat(run("plan", "--checkpoints", evidence.toString()).err()).doesNotContain(warning);
        fleet(configs, "audit: { checkpoints: " + evidence + " }");
        assertThat(run("plan").err()).doesNotContain(warning);
    }

    @Test
    void aTrailIsSignedUnderTheNameThatTheFleetSays() throws IOException {
        fleet(configs, "audit: { checkpoints: " + evidence + ", origin: crm.example.com/sms }");
        assertThat(run("plan").exitCode()).isZero();
        assertThat(run("audit", "key").out()).startsWith("crm.example.com/sms+");
        assertThat(verify().exitCode()).isZero();
    }

    @Test
    void whoTrustsTheOldKeyTrustsTheOneThatTookOver() {
        String old = run("audit", "key").out().strip();
        Commands.Result rotated = run("audit", "key", "rotate", "--checkpoints", evidence.toString());
        assertThat(rotated.exitCode()).as(rotated.err()).isZero();
        String next = rotated.out().strip();
        assertThat(next).isNotEqualTo(old);
        assertThat(run("plan", "--checkpoints", evidence.toString()).exitCode()).isZero();
        for (String key : List.of(old, next)) {
            Commands.Result verified = verify("--key", key, "-o", "json");
            assertThat(verified.exitCode()).as(verified.out()).isZero();
            assertThat(json(verified).at("/vouchedFor").asLong()).isEqualTo(events());
        }
    }

    @Test
    void aRotationThatWasBrokenOffIsEndedByTheNextOne() throws IOException {
        String old = run("audit", "key").out().strip();
        Path key = Files.copy(work.resolve("audit.key"), folder.resolve("old.key"));
        String next = run("audit", "key", "rotate", "--checkpoints", evidence.toString())
                .out()
                .strip();
        Long events = events();
        // as if it had been killed before the new key got its name
        Files.move(work.resolve("audit.key"), work.resolve("audit.key.next"));
        Files.copy(key, work.resolve("audit.key"));
        Commands.Result refused = run("plan");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("audit key rotate");
        assertThat(run("audit", "key", "rotate", "--checkpoints", evidence.toString())
                        .out()
                        .strip())
                .isEqualTo(next)
                .isNotEqualTo(old);
        assertThat(events()).isEqualTo(events);
    }

    @Test
    void anotherKeyInThePlaceOfALostOneIsNotMadeByItself() throws IOException {
        String old = run("audit", "key").out().strip();
        Files.delete(work.resolve("audit.key"));
        Commands.Result refused = run("plan");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("restore it from a backup", "audit key rotate --lost");
        assertThat(run("audit", "key", "rotate", "--lost", "--checkpoints", evidence.toString())
                        .exitCode())
                .isZero();
        assertThat(run("plan", "--checkpoints", evidence.toString()).exitCode()).isZero();
        Commands.Result byOld = verify("--key", old, "-o", "json");
        assertThat(byOld.exitCode()).isEqualTo(2);
        assertThat(json(byOld).at("/class").asString()).isEqualTo("UNKNOWN_KEY");
        String next = run("audit", "key").out().strip();
        assertThat(verify("--key", old, "--key", next).exitCode()).isZero();
    }

    @Test
    void whatIsLeftAfterAPruneVerifies() {
        long before = java.util.Objects.requireNonNull(events());
        Commands.Result pruned = run(
                "audit",
                "prune",
                "--to-size",
                String.valueOf(before - 1),
                "--yes",
                "--checkpoints",
                evidence.toString());
        assertThat(pruned.exitCode()).as(pruned.err()).isZero();
        assertThat(pruned.out()).startsWith("Removed ");
        Commands.Result verified = verify("-o", "json");
        assertThat(verified.exitCode()).as(verified.out()).isZero();
        assertThat(json(verified).at("/begin").asLong()).isPositive().isLessThan(before);
        assertThat(run("plan", "--checkpoints", evidence.toString()).exitCode()).isZero();
        assertThat(verify().exitCode()).isZero();
    }

    @Test
    void aPrefixThatIsGoneWithoutAnEventThatSaysSoWasDeleted() {
        database().update("DELETE FROM audit_event WHERE seq < 2");
        Commands.Result result = verify("-o", "json");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(json(result).at("/class").asString()).isEqualTo("DELETED");
        assertThat(json(result).at("/firstSequence").asLong()).isZero();
    }

    @Test
    void aTrailThatDoesNotVerifyIsNotPruned() {
        database().update("UPDATE audit_event SET tenant = 'Z' WHERE seq = 3");
        Long before = events();
        Commands.Result result = run("audit", "prune", "--to-size", "9", "--yes", "--checkpoints", evidence.toString());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("nothing was removed", "EDITED at event 3");
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void nothingIsPrunedWithoutConsentOrBeyondAnyCheckpoint() {
        assertThat(run("audit", "prune", "--to-size", "5").exitCode()).isEqualTo(2);
        assertThat(run("audit", "prune", "--yes").exitCode()).isEqualTo(2);
        assertThat(run("audit", "prune", "--before", "2020-01-01", "--yes", "--checkpoints", evidence.toString())
                        .err())
                .contains("nothing was removed");
    }
}
