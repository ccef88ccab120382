package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.cli.PythonVerifier.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Evidence of a trail that was really run, and what outsiders make of it. */
class EvidenceCommandTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String[] EVER = {"--from", "2020-01-01", "--to", "2099-01-01"};

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static EvidenceRepository repository;
    private static String secondBegan;
    private static Path whole;
    private static Path second;
    private static Path first;
    private static Path zip;
    private static Path proof2;
    private static Path sample;

    @BeforeAll
    static void exportWhatTwoNightsLeft() {
        repository = EvidenceRepository.in(shared);
        secondBegan = repository.secondBegan();
        whole = exported(shared.resolve("whole"), EVER);
        second = exported(shared.resolve("second"), "--from", secondBegan, "--to", "2099-01-01");
        first = exported(shared.resolve("first"), "--from", "2020-01-01", "--to", secondBegan);
        zip = exported(shared.resolve("whole.zip"), EVER);
        sample = sampled(shared.resolve("sample"));
        proof2 = proved(shared.resolve("proof"), "Cust2", repository.secondRun);
    }

    private static Commands.Result export(Path out, String... period) {
        return repository.run(Stream.concat(Stream.of("audit", "export", "--out", out.toString()), Stream.of(period))
                .toArray(String[]::new));
    }

    private static Path exported(Path out, String... period) {
        Commands.Result result = export(out, period);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return out;
    }

    private static Path proved(Path out, String tenant, String run) {
        Commands.Result result =
                repository.run("audit", "prove", "--tenant", tenant, "--run", run, "--out", out.toString());
        assertThat(result.exitCode()).as(result.err()).isZero();
        return out;
    }

    /** A copy to tamper with. */
    private Path copy(Path evidence) throws IOException {
        for (Map.Entry<String, String> file : files(evidence).entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return folder;
    }

    private static TreeMap<String, String> files(Path root) throws IOException {
        TreeMap<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    @Test
    void aBundleOfEverythingHoldsForAnOutsider() throws Exception {
        Path bundle = whole;
        JsonNode manifest = JSON.readTree(bundle.resolve("manifest.json"));
        assertThat(manifest.at("/first").asInt()).isZero();
        assertThat(manifest.at("/signed")).isEqualTo(manifest.at("/end"));
        assertThat(Files.readAllLines(bundle.resolve("events.jsonl")))
                .hasSize(manifest.at("/end").asInt())
                .allSatisfy(line -> assertThat(JSON.readTree(line).at("/run").asString())
                        .isIn(repository.firstRun, repository.secondRun));
        Verdict verdict = PythonVerifier.verify(bundle, repository.vkey());
        assertThat(verdict).isEqualTo(new Verdict(0, verdict.text()));
        assertThat(verdict.text()).contains("events 0 to ").endsWith("INTACT\n");
    }

    /** Somebody without a database, a config folder or a work folder. */
    private Commands.Result verify(Path bundle, String... more) {
        return new Commands()
                .run(Stream.concat(
                                Stream.of(
                                        "audit",
                                        "verify",
                                        "--bundle",
                                        bundle.toString(),
                                        "--work",
                                        folder.resolve("nowhere").toString(),
                                        "--configs",
                                        folder.resolve("nowhere").toString()),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private Commands.Result verified(Path bundle) {
        return verify(bundle, "--key", repository.vkey(), "-o", "json");
    }

    @Test
    void aBundleIsVerifiedWithoutADatabase() {
        for (Path bundle : List.of(whole, second, zip)) {
            Commands.Result result = verified(bundle);
            assertThat(result.exitCode()).as(result.out()).isZero();
            assertThat(JSON.readTree(result.out()).at("/verdict").asString()).isEqualTo("INTACT");
        }
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void aBundleWithoutAKeyIsNotVerified() {
        assertThat(verify(whole).exitCode()).isEqualTo(2);
    }

    @Test
    void whatIsNoBundleIsNotVerified() {
        assertThat(verified(proof2).exitCode()).isEqualTo(2);
        assertThat(verified(folder.resolve("missing")).exitCode()).isEqualTo(2);
        assertThat(verified(folder).err()).contains("is no bundle of 'smsconfig audit export'");
    }

    @Test
    void checkpointsThatWereKeptElsewhereShowABundleThatIsCut() throws Exception {
        Commands.Result alone = verify(first, "--key", repository.vkey());
        assertThat(alone.exitCode()).as(alone.out()).isZero();
        Commands.Result compared = verify(
                first,
                "--key",
                repository.vkey(),
                "--checkpoints",
                repository.work.resolve("checkpoints").toString());
        assertThat(compared.exitCode()).as(compared.out()).isZero();
        assertThat(compared.out()).contains("kept outside");
    }

    @Test
    void aBundleThatBeginsInTheMiddleHoldsToo() throws Exception {
        Path bundle = second;
        JsonNode manifest = JSON.readTree(bundle.resolve("manifest.json"));
        assertThat(manifest.at("/first").asInt()).isPositive();
        assertThat(Files.readString(bundle.resolve("events.jsonl"))).doesNotContain(repository.firstRun);
        assertThat(PythonVerifier.verify(bundle, repository.vkey()).exitCode()).isZero();
    }

    @Test
    void aPeriodThatEndsInTheMiddleIsExportedUpToTheNextSignature() throws Exception {
        Path bundle = first;
        JsonNode manifest = JSON.readTree(bundle.resolve("manifest.json"));
        assertThat(manifest.at("/signed").asInt())
                .isEqualTo(manifest.at("/end").asInt())
                .isGreaterThanOrEqualTo(manifest.at("/endOfPeriod").asInt());
        assertThat(Files.readString(bundle.resolve("events.jsonl"))).contains(repository.firstRun);
        assertThat(PythonVerifier.verify(bundle, repository.vkey()).exitCode()).isZero();
    }

    @Test
    void theSamePeriodGivesTheSameBytes() throws IOException {
        assertThat(files(exported(folder.resolve("again"), EVER))).isEqualTo(files(whole));
        assertThat(exported(folder.resolve("again.zip"), EVER)).hasSameBinaryContentAs(zip);
        try (ZipFile opened = new ZipFile(zip.toFile())) {
            assertThat(opened.stream())
                    .isSortedAccordingTo(Comparator.comparing(ZipEntry::getName))
                    .allSatisfy(entry -> assertThat(entry.getTimeLocal()).isEqualTo("1980-01-01T00:00:00"));
        }
    }

    @Test
    void aZipHoldsForAnOutsider() throws Exception {
        Verdict verdict = PythonVerifier.verify(zip, repository.vkey());
        assertThat(verdict.text()).endsWith("INTACT\n");
        assertThat(verdict.exitCode()).isZero();
    }

    @Test
    void noChangeToABundleStaysUnseen() throws Exception {
        Path bundle = copy(whole);
        List<String> lines = Files.readAllLines(bundle.resolve("events.jsonl"));
        String text = String.join("\n", lines) + "\n";
        Map<String, String> tampered = new LinkedHashMap<>();
        tampered.put(text.replaceFirst("\"outcome\":\"CONVERGED\"", "\"outcome\":\"IN_SYNC\""), "EDITED");
        tampered.put(String.join("\n", lines.subList(0, lines.size() - 1)) + "\n", "TRUNCATED");
        tampered.put(String.join("\n", lines.subList(1, lines.size())) + "\n", "DELETED");
        tampered.put(text + lines.get(3) + "\n", "DUPLICATED");
        tampered.put(text.replace(lines.get(2) + "\n" + lines.get(3), lines.get(3) + "\n" + lines.get(2)), "REORDERED");
        for (Map.Entry<String, String> one : tampered.entrySet()) {
            assertThat(one.getKey()).isNotEqualTo(text);
            write(bundle, "events.jsonl", one.getKey());
            Verdict verdict = PythonVerifier.verify(bundle, repository.vkey());
            assertThat(verdict.exitCode()).as(verdict.text()).isEqualTo(1);
            assertThat(verdict.text()).startsWith("CHANGED: ");
            Commands.Result ours = verified(bundle);
            assertThat(ours.exitCode()).as(ours.out()).isEqualTo(1);
            assertThat(JSON.readTree(ours.out()).at("/class").asString())
                    .as(ours.out())
                    .isEqualTo(one.getValue());
        }
    }

    /** As somebody does who knows how it is made: the manifest fits again. */
    private static void write(Path evidence, String name, String content) throws Exception {
        Path manifest = evidence.resolve("manifest.json");
        Path file = evidence.resolve(name);
        String before = Files.readString(manifest);
        String after =
                before.replace(sha256(Files.readAllBytes(file)), sha256(content.getBytes(StandardCharsets.UTF_8)));
        Files.writeString(file, content);
        Files.writeString(manifest, after);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void whatIsBeforeABundleCannotBeChosen() throws Exception {
        Path bundle = copy(second);
        Path manifest = bundle.resolve("manifest.json");
        String text = Files.readString(manifest);
        String previous = JSON.readTree(text).at("/previous").asString();
        String root = JSON.readTree(text).at("/frontier/0").asString();
        for (String tampered : List.of(
                text.replace(previous, root),
                text.replaceFirst(java.util.regex.Pattern.quote(root), previous),
                text.replaceFirst("\"first\" : (\\d+)", "\"first\" : 1"))) {
            assertThat(tampered).isNotEqualTo(text);
            Files.writeString(manifest, tampered);
            assertThat(PythonVerifier.verify(bundle, repository.vkey()).exitCode())
                    .isEqualTo(1);
            assertThat(verified(bundle).exitCode()).isEqualTo(1);
        }
    }

    @Test
    void aForgedSignatureAndAnotherKeyAreSeen() throws Exception {
        Path bundle = copy(whole);
        Path note;
        try (Stream<Path> notes = Files.list(bundle.resolve("checkpoints"))) {
            note = notes.sorted().findFirst().orElseThrow();
        }
        String text = Files.readString(note);
        char[] forged = text.toCharArray();
        int at = text.length() - 10;
        forged[at] = forged[at] == 'A' ? 'B' : 'A';
        write(bundle, "checkpoints/" + note.getFileName(), new String(forged));
        Verdict verdict = PythonVerifier.verify(bundle, repository.vkey());
        assertThat(verdict.exitCode()).isEqualTo(1);
        assertThat(verdict.text()).contains("a forged signature");
        assertThat(verified(bundle).exitCode()).isEqualTo(1);

        write(bundle, "checkpoints/" + note.getFileName(), text);
        String other = "other" + repository.vkey().substring(repository.vkey().indexOf('+'));
        Verdict unknown = PythonVerifier.verify(bundle, other);
        assertThat(unknown.text()).contains("none of the given keys signed");
        assertThat(unknown.exitCode()).isEqualTo(2);
    }

    @Test
    void aFileThatIsMissingOrMoreIsSeen() throws Exception {
        Path bundle = copy(whole);
        Files.writeString(bundle.resolve("more.txt"), "more");
        assertThat(PythonVerifier.verify(bundle, repository.vkey()).exitCode()).isEqualTo(1);
        Files.delete(bundle.resolve("more.txt"));
        Files.delete(bundle.resolve("README.md"));
        assertThat(PythonVerifier.verify(bundle, repository.vkey()).exitCode()).isEqualTo(1);
        Commands.Result ours = verified(bundle);
        assertThat(ours.exitCode()).isEqualTo(1);
        assertThat(ours.out()).contains("README.md");
    }

    @Test
    void nothingCheckedIsNoSuccess() throws Exception {
        assertThat(PythonVerifier.verify(Files.createDirectory(folder.resolve("empty")), repository.vkey())
                        .exitCode())
                .isEqualTo(2);
        assertThat(PythonVerifier.verify(copy(whole)).exitCode()).isEqualTo(2);
    }

    @Test
    void theVerifierIsShortAndNeedsNothingButPython() throws IOException {
        List<String> lines = Files.readAllLines(PythonVerifier.SCRIPT);
        assertThat(lines).hasSizeLessThanOrEqualTo(120);
        assertThat(lines.stream().filter(line -> line.matches("\\s*(import|from) .*")))
                .containsExactly("import base64, functools, hashlib, json, os, sys, zipfile");
    }

    @Test
    void aTenantsEventsAreProvenWithoutTheOthers() throws Exception {
        Path proof = proof2;
        Verdict verdict = PythonVerifier.verify(proof, repository.vkey());
        assertThat(verdict.text()).contains("holds: ").endsWith("INTACT\n");
        assertThat(verdict.exitCode()).isZero();
        assertThat(files(proof).keySet().stream().map(name -> name.replaceFirst("^\\d{8}-", "")))
                .containsExactlyInAnyOrder(
                        "README.md",
                        "TENANT_OBSERVED.json",
                        "TENANT_OBSERVED.tlog-proof",
                        "WRITE_INTENT.json",
                        "WRITE_INTENT.tlog-proof",
                        "WRITE_OUTCOME.json",
                        "WRITE_OUTCOME.tlog-proof",
                        "manifest.json",
                        "vkeys.txt");
        assertThat(files(proof).values())
                .noneSatisfy(content -> assertThat(content).containsPattern("Cust[134]"));
    }

    @Test
    void eachFileOfAProofHoldsAlone() throws Exception {
        Path proof = proof2;
        try (Stream<Path> proofs = Files.list(proof)) {
            for (Path one : proofs.filter(file -> file.toString().endsWith(".tlog-proof"))
                    .toList()) {
                assertThat(PythonVerifier.verify(one, repository.vkey()).exitCode())
                        .isZero();
            }
        }
    }

    @Test
    void noChangeToAProofStaysUnseen() throws Exception {
        Path proof = copy(proof2);
        String name = files(proof).keySet().stream()
                .filter(file -> file.endsWith("WRITE_OUTCOME.json"))
                .findFirst()
                .orElseThrow();
        String body = Files.readString(proof.resolve(name));
        write(proof, name, body.replace("CONVERGED", "IN_SYNC"));
        assertThat(PythonVerifier.verify(proof, repository.vkey()).exitCode()).isEqualTo(1);
        write(proof, name, body);
        assertThat(PythonVerifier.verify(proof, repository.vkey()).exitCode()).isZero();
        String proofName = name.replace(".json", ".tlog-proof");
        String text = Files.readString(proof.resolve(proofName));
        List<String> lines = Arrays.asList(text.split("\n"));
        for (String tampered : List.of(
                text.replaceFirst("index \\d+", "index 1"),
                text.replace(lines.get(3), lines.get(4)),
                text.replace(lines.get(3) + "\n", ""),
                text.replace(lines.get(1), "extra " + lines.get(4)))) {
            assertThat(tampered).isNotEqualTo(text);
            write(proof, proofName, tampered);
            Verdict verdict = PythonVerifier.verify(proof, repository.vkey());
            assertThat(verdict.exitCode()).as(verdict.text()).isEqualTo(1);
        }
    }

    private static Path sampled(Path out, String... more) {
        Commands.Result result = repository.run(Stream.concat(
                        Stream.of("audit", "sample", "--out", out.toString(), "--seed", "s1"),
                        Stream.concat(Stream.of(EVER), Stream.of(more)))
                .toArray(String[]::new));
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.err()).contains("seed s1");
        return out;
    }

    @Test
    void aSampleIsDrawnAgainByAnybodyWithTheSeed() throws Exception {
        Path three = sampled(folder.resolve("three"), "--n", "3");
        List<String> population = Files.readAllLines(three.resolve("population.csv")).stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
        assertThat(population).hasSize(5);
        TreeMap<String, String> byRank = new TreeMap<>();
        for (String seq : population) {
            byRank.put(sha256(("s1:" + seq).getBytes(StandardCharsets.UTF_8)), seq);
        }
        List<String> expected = byRank.values().stream()
                .limit(3)
                .sorted(Comparator.comparingInt(Integer::parseInt))
                .toList();
        assertThat(JSON.readTree(three.resolve("manifest.json")).at("/items").valueStream())
                .extracting(item -> item.at("/sequence").asString())
                .isEqualTo(expected);
        try (Stream<Path> packs = Files.list(three)) {
            assertThat(packs.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".zip")))
                    .hasSize(3);
        }
        try (Stream<Path> again = Files.list(sampled(folder.resolve("again"), "--n", "3"))) {
            for (Path file : again.toList()) {
                assertThat(file).hasSameBinaryContentAs(three.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void aPackShowsAllOfAChangeAndNoSecret() throws Exception {
        Path last;
        try (Stream<Path> packs = Files.list(sample)) {
            last = packs.filter(file -> file.toString().endsWith("Cust2.zip"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
        Verdict verdict = PythonVerifier.verify(last, repository.vkey());
        assertThat(verdict.exitCode()).as(verdict.text()).isZero();
        assertThat(verdict.text()).contains("RUN_STARTED", "RUN_SEALED", "WRITE_OUTCOME");
        Path pack = unpacked(last);
        JsonNode change = JSON.readTree(pack.resolve("change.json"));
        assertThat(change.at("/tenant").asString()).isEqualTo("Cust2");
        assertThat(change.at("/run").asString()).isEqualTo(repository.secondRun);
        assertThat(change.at("/outcome").asString()).isEqualTo("CONVERGED");
        assertThat(change.at("/changes").toString()).contains("NsPluginSender", "First", "Second", "hmac:");
        assertThat(change.at("/planned")).isEqualTo(change.at("/changes"));
        String commit = change.at("/commit").asString();
        assertThat(commit).isEqualTo(repository.git.git("rev-parse", "HEAD"));
        assertThat(repository.git.git("cat-file", "commit", commit))
                .isEqualTo(Files.readString(pack.resolve("commit")).stripTrailing());
        assertThat(gitHash(Files.readAllBytes(pack.resolve("commit")))).isEqualTo(commit);
        assertThat(Files.readString(pack.resolve("patch.diff")).lines().filter(line -> !line.startsWith("#")))
                .containsExactly(
                        "--- a/tenants/Cust2.yaml",
                        "+++ b/tenants/Cust2.yaml",
                        "@@ -3,8 +3,8 @@",
                        " metadata: { tenant: Cust2 }",
                        " spec:",
                        "   NetServerSmsProvider: CM",
                        "-  NsPluginSender: First",
                        "+  NsPluginSender: Second",
                        "   # ***",
                        "   NsPluginConfig:",
                        "     cm_username: contoso",
                        "-    cm_password: ***",
                        "+    cm_password: ***");
        JsonNode approval = JSON.readTree(pack.resolve("provenance.json")).at("/tenant/approvals/0");
        assertThat(approval.at("/trailer").asString()).isEqualTo("Reviewed-by");
        assertThat(approval.at("/state").asString()).isEqualTo("CLAIMED");
        for (String content : files(pack).values()) {
            assertThat(content).doesNotContain(EvidenceRepository.CANARY);
        }
    }

    private static String gitHash(byte[] commit) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-1");
        digest.update(("commit " + commit.length + "\0").getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(digest.digest(commit));
    }

    private Path unpacked(Path zip) throws IOException {
        Path root = folder.resolve("unpacked");
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : file.stream().toList()) {
                Path path = root.resolve(entry.getName());
                Files.createDirectories(path.getParent());
                Files.copy(file.getInputStream(entry), path);
            }
        }
        return root;
    }

    @Test
    void whatIsAskedWronglyIsToldWithTheNextStep() {
        assertThat(export(whole, EVER).err()).contains("is there already").contains("exit 1");
        assertThat(export(folder.resolve("none"), "--from", "2020-01-01", "--to", "2020-02-01")
                        .err())
                .contains("the trail has no event from 2020-01-01T00:00:00Z until 2020-02-01T00:00:00Z");
        Commands.Result nobody = repository.run(
                "audit", "prove", "--tenant", "Cust9", "--run", repository.firstRun, "--out", folder + "/nobody");
        assertThat(nobody.exitCode()).isEqualTo(1);
        assertThat(nobody.err()).contains("nothing of tenant Cust9");
        assertThat(export(folder.resolve("key"), "--from", "2020-01-01", "--to", "2099-01-01", "--key", "x+1+y")
                        .exitCode())
                .isEqualTo(2);
        assertThat(folder.resolve("none")).doesNotExist();
        assertThat(folder)
                .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("."));
    }

    /** The repository as somebody leaves it who can write to its database. */
    private Path tampered(String... statements) throws Exception {
        Path work = Files.createDirectory(folder.resolve("tampered"));
        for (String file : List.of("repository.mv.db", "audit.vkey")) {
            Files.copy(repository.work.resolve(file), work.resolve(file));
        }
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + work.resolve("repository"), "sa", "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
            }
        }
        return work;
    }

    private Commands.Result taken(Path work, String... command) {
        return new Commands()
                .run(Stream.concat(
                                Stream.of(command),
                                Stream.of(
                                        "--work",
                                        work.toString(),
                                        "--configs",
                                        repository.git.configs().toString(),
                                        "--out",
                                        folder.resolve("taken").toString()))
                        .toArray(String[]::new));
    }

    private void assertNothingIsTaken(Commands.Result result) {
        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        assertThat(result.err()).contains("nothing was written; see 'smsconfig audit verify'");
        assertThat(folder.resolve("taken")).doesNotExist();
    }

    @Test
    void nothingIsTakenFromATrailThatDoesNotHold() throws Exception {
        Path work = tampered("UPDATE audit_event SET body = CAST(body || X'20' AS VARBINARY) WHERE seq = ("
                + "SELECT MAX(seq) FROM audit_event WHERE event_type = 'WRITE_INTENT')");
        assertNothingIsTaken(taken(work, "audit", "export", "--from", "2020-01-01", "--to", "2099-01-01"));
        assertNothingIsTaken(taken(work, "audit", "prove", "--tenant", "Cust2", "--run", repository.secondRun));
    }

    /** No event after it would show that. */
    @Test
    void theLastEventIsHeldAgainstTheSignature() throws Exception {
        Path work = tampered("UPDATE audit_event SET body = CAST(body || X'20' AS VARBINARY) WHERE seq = ("
                + "SELECT MAX(seq) FROM audit_event)");
        assertNothingIsTaken(taken(work, "audit", "export", "--from", "2020-01-01", "--to", "2099-01-01"));
    }

    private void deleteTaken() throws IOException {
        try (Stream<Path> walk = Files.walk(folder.resolve("taken"))) {
            for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void noRowLeavesThePopulationByItsColumns() throws Exception {
        Path work = tampered("UPDATE audit_event SET event_type = 'TENANT_OBSERVED' WHERE seq ="
                + " (SELECT MIN(seq) FROM audit_event WHERE event_type = 'WRITE_OUTCOME')");
        assertNothingIsTaken(taken(work, "audit", "sample", "--from", "2020-01-01", "--to", "2099-01-01"));
    }

    @Test
    void eventsThatAreNotSignedYetAreToldApart() throws Exception {
        Path work = tampered("DELETE FROM audit_checkpoint WHERE size > (SELECT MIN(size) FROM audit_checkpoint)");
        Commands.Result exported = taken(work, "audit", "export", "--from", "2020-01-01", "--to", "2099-01-01");
        assertThat(exported.exitCode()).as(exported.err()).isZero();
        assertThat(exported.err()).contains("are not signed yet");
        Path bundle = folder.resolve("taken");
        Verdict verdict = PythonVerifier.verify(bundle, repository.vkey());
        assertThat(verdict.exitCode()).isZero();
        int signed =
                JSON.readTree(bundle.resolve("manifest.json")).at("/signed").asInt();
        assertThat(verdict.text()).contains("those below " + signed + " are signed");
        assertThat(verify(bundle, "--key", repository.vkey()).out()).contains("only the chain for the");
        deleteTaken();
        Commands.Result proved = taken(work, "audit", "prove", "--tenant", "Cust2", "--run", repository.secondRun);
        assertThat(proved.exitCode()).isEqualTo(1);
        assertThat(proved.err()).contains("no checkpoint is signed over event");
    }

    @Test
    void noSecretLeavesTheRepository() throws IOException {
        assertThat(files(whole).values())
                .noneSatisfy(content -> assertThat(content).contains(EvidenceRepository.CANARY));
    }
}
