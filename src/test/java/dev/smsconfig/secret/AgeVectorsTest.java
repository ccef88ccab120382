package dev.smsconfig.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import dev.smsconfig.Corpora;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The age vectors of C2SP/CCTV: each opens or fails as it should. Passphrases and hybrid keys are not built. */
@TestInstance(Lifecycle.PER_CLASS)
class AgeVectorsTest {

    /** @param identities the X25519 ones; vectors that need others are not run */
    record Vector(String name, boolean succeeds, String payload, List<String> identities, byte[] file) {

        static Vector read(Path path) throws IOException {
            byte[] bytes = Files.readAllBytes(path);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\n\n");
            String payload = "";
            boolean compressed = false;
            boolean succeeds = false;
            List<String> identities = new ArrayList<>();
            for (String line : text.substring(0, end).split("\n")) {
                String value = line.substring(line.indexOf(": ") + 2);
                switch (line.substring(0, line.indexOf(": "))) {
                    case "expect" -> succeeds = value.equals("success");
                    case "payload" -> payload = value;
                    case "identity" -> identities.add(value);
                    case "compressed" -> compressed = true;
                    default -> {}
                }
            }
            byte[] file = Arrays.copyOfRange(bytes, end + 2, bytes.length);
            if (compressed) {
                file = new InflaterInputStream(new ByteArrayInputStream(file)).readAllBytes();
            }
            return new Vector(path.getFileName().toString(), succeeds, payload, identities, file);
        }

        boolean isBuilt() {
            return !identities.isEmpty() && identities.stream().allMatch(key -> key.startsWith("AGE-SECRET-KEY-1"));
        }

        List<RecipientStanzaReader> readers() throws Exception {
            List<RecipientStanzaReader> readers = new ArrayList<>();
            for (String identity : identities) {
                readers.add(X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(identity));
            }
            return readers;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Vector> vectors() throws IOException {
        List<Vector> vectors = new ArrayList<>();
        try (Stream<Path> files = Files.list(Corpora.folder("age").resolve("testdata"))) {
            for (Path file : files.sorted().toList()) {
                vectors.add(Vector.read(file));
            }
        }
        return vectors.stream().filter(Vector::isBuilt).toList();
    }

    @Test
    void theCorpusIsThere() throws Exception {
        assertThat(vectors()).hasSizeGreaterThan(80);
    }

    static Stream<Vector> all() {
        try {
            return vectors().stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void opensOrFailsAsItShould(Vector vector) throws Exception {
        if (vector.succeeds) {
            byte[] clear = AgeText.open(vector.file, vector.readers());
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(clear)))
                    .isEqualTo(vector.payload);
        } else {
            assertThatThrownBy(() -> {
                        if (AgeText.open(vector.file, vector.readers()) == null) {
                            throw SopsRefusal.of("no identity has the key");
                        }
                    })
                    .isInstanceOf(SopsRefusal.class);
        }
    }
}
