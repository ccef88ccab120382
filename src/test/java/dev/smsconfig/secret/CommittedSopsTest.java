package dev.smsconfig.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SOPS files of a run that reads a commit. */
class CommittedSopsTest {

    @TempDir
    Path folder;

    private final Map<String, String> variables = new HashMap<>(Map.of("SOPS_AGE_KEY", SopsSample.IDENTITY));
    private final Map<String, String> commit = new HashMap<>();
    private final AtomicInteger reads = new AtomicInteger();

    @BeforeEach
    void writeOneThingAndCommitAnother() throws IOException {
        Files.writeString(folder.resolve("s.yaml"), new SopsSample().yaml(Map.of("p", "on disk")));
        commit.put("s.yaml", new SopsSample().yaml(Map.of("p", "committed", "q", "other")));
    }

    private byte @Nullable [] committed(String path, int limit) throws IOException {
        reads.incrementAndGet();
        String text = commit.get(path);
        if (text == null) {
            throw new NoSuchFileException(path);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length > limit ? null : bytes;
    }

    private SecretResolver resolver() {
        return new SecretResolver(folder, this::committed, variables::get, Resolvers.ONCE);
    }

    private Secret resolve(String reference) throws SecretUnavailableException {
        return resolver().resolve(SecretReference.parse(reference));
    }

    private void refuses(String reference, String cause) {
        assertThatThrownBy(() -> resolve(reference)).hasMessage(reference + " does not resolve: " + cause);
    }

    @Test
    void readsARelativePathFromTheCommit() throws Exception {
        assertThat(resolve("ref+sops://s.yaml#/p")).isEqualTo(new Secret("committed"));
        assertThat(resolve("ref+sops://a/.././s.yaml#/p")).isEqualTo(new Secret("committed"));
    }

    @Test
    void readsAnAbsolutePathFromTheDisk() throws Exception {
        assertThat(resolve("ref+sops://" + folder.resolve("s.yaml") + "#/p")).isEqualTo(new Secret("on disk"));
        assertThat(reads).hasValue(0);
    }

    @Test
    void readsPlainFilesFromTheDiskAlways() throws Exception {
        Files.writeString(folder.resolve("plain"), "on disk");
        commit.put("plain", "committed");

        assertThat(resolve("ref+file://plain")).isEqualTo(new Secret("on disk"));
    }

    @Test
    void readsAFileOnceForAllItsSecrets() throws Exception {
        SecretResolver resolver = resolver();
        resolver.resolve(SecretReference.parse("ref+sops://s.yaml#/p"));
        resolver.resolve(SecretReference.parse("ref+sops://./s.yaml#/q"));

        assertThat(reads).hasValue(1);
    }

    @Test
    void takesNoFileFromTheDiskThatTheCommitLacks() {
        commit.clear();

        refuses(
                "ref+sops://s.yaml#/p",
                "the commit that is read has no such file; commit it, or name one elsewhere by its absolute path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../s.yaml", "a/../../s.yaml", ".."})
    void refusesPathsThatLeaveTheFolder(String path) {
        refuses(
                "ref+sops://" + path + "#/p",
                "it leads out of the config folder; write an absolute path, ref+sops:///…");
        assertThat(reads).hasValue(0);
    }

    @Test
    void refusesAChangedFile() {
        commit.computeIfPresent("s.yaml", (path, text) -> text.replaceFirst("data:", "data:AAAA"));

        refuses("ref+sops://s.yaml#/p", "a value in it was changed or moved since it was encrypted; restore the file");
    }

    @Test
    void refusesALargeFile() {
        commit.put("s.yaml", "#".repeat(16 * 1024 * 1024 + 1));

        refuses("ref+sops://s.yaml#/p", "the file is larger than 16 MiB; divide it");
    }

    @Test
    void refusesAByteOrderMark() {
        commit.computeIfPresent("s.yaml", (path, text) -> "\uFEFF" + text);

        refuses("ref+sops://s.yaml#/p", "the file begins with a byte order mark; save it without");
    }

    @Test
    void letsTheProgramOpenTheCommittedFileAndLeavesNoneOfIt() throws Exception {
        variables.remove("SOPS_AGE_KEY");
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path program = Files.writeString(
                bin.resolve("sops"), "#!/bin/sh\nprintf '%s %s' \"$4\" \"$(/usr/bin/cksum < \"$4\")\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        variables.put("PATH", bin.toString());
        variables.put("SMSCONFIG_SOPS_PROGRAM", "allow");
        String text = new SopsSample().yaml(Map.of("p", "committed"));
        commit.put("t.yaml", text);

        String[] said = shown(resolve("ref+sops://t.yaml#/p")).split(" ");

        assertThat(said[0]).endsWith("/t.yaml");
        assertThat(said[2]).isEqualTo(String.valueOf(text.length()));
        assertThat(Path.of(said[0])).doesNotExist();
        assertThat(Path.of(said[0]).getParent()).doesNotExist();
    }

    private static String shown(Secret secret) {
        return secret.expose();
    }
}
