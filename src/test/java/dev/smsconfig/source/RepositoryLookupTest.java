package dev.smsconfig.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretReference;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryLookupTest {

    private static final String DATABASE = "repository: { url: \"jdbc:postgresql://db/sms?sslmode=verify-full\","
            + " username: sync, password: \"ref+file:///run/secrets/db\" }\n";

    @TempDir
    Path dir;

    private RepositoryLookup lookup(String fleet) {
        Path root = TestFolder.in(dir).write("fleet.yaml", fleet).root;
        return RepositoryLookup.in(root, FileTree.onDisk(root));
    }

    @Test
    void findsTheDatabase() {
        assertThat(lookup(TestFolder.FLEET + DATABASE))
                .isEqualTo(new RepositoryLookup.Named(new Repository(
                        "jdbc:postgresql://db/sms?sslmode=verify-full",
                        "sync",
                        new SecretReference("file", "/run/secrets/db"))));
    }

    @Test
    void theAddressLeavesTheParametersOut() {
        assertThat(new Repository("jdbc:postgresql://db:5433/sms?sslmode=require", "u", null).address())
                .isEqualTo("jdbc:postgresql://db:5433/sms");
    }

    @Test
    void aPasswordInPlainTextIsASecret() {
        assertThat(lookup(TestFolder.FLEET + DATABASE.replace("ref+file:///run/secrets/db", "pass")))
                .asString()
                .contains("Secret(***)");
        assertThat(lookup(TestFolder.FLEET + DATABASE.replace("ref+file:///run/secrets/db", "pass")))
                .isEqualTo(new RepositoryLookup.Named(
                        new Repository("jdbc:postgresql://db/sms?sslmode=verify-full", "sync", new Secret("pass"))));
    }

    @Test
    void leavesItToTheWorkFolderWhereNothingIsSaid() {
        assertThat(lookup(TestFolder.FLEET)).isEqualTo(new RepositoryLookup.Unnamed());
    }

    @Test
    void tellsWhereThereIsNoFleet() {
        assertThat(RepositoryLookup.in(dir.resolve("no"), FileTree.onDisk(dir.resolve("no"))))
                .isEqualTo(new RepositoryLookup.NoFleet());
    }

    @Test
    void faultsElsewhereInTheFileHideNothing() {
        assertThat(lookup(DATABASE + "kind: Flet\nenvironments: 7\nnonsense: { a: [b] }\n"))
                .isInstanceOf(RepositoryLookup.Named.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "repository: [",
                "repository: { url: \"jdbc:postgresql://db/a\", username: u }\n"
                        + "repository: { url: \"jdbc:postgresql://db/b\", username: u }\n",
                "repository: jdbc:postgresql://db/sms",
                "repository: ~",
                "repository: { url: \"jdbc:postgresql://db/sms\" }",
                "repository: { url: \"jdbc:mysql://db/sms\", username: u }"
            })
    void guessesNothing(String text) {
        assertThat(lookup(TestFolder.FLEET + text)).isInstanceOf(RepositoryLookup.Unreadable.class);
    }
}
