package dev.smsconfig.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.Corpora;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The cases by which the maintainers of transparency-dev/merkle test proofs. */
class MerkleVectorsTest {

    private static List<JsonNode> cases(String kind) throws IOException {
        JsonMapper mapper = new JsonMapper();
        List<JsonNode> cases = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Corpora.folder("merkle/testdata/" + kind))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                cases.add(mapper.readTree(file.toFile()));
            }
        }
        return cases;
    }

    private static byte[] bytes(JsonNode node) {
        return node == null || node.isNull() ? new byte[0] : Base64.getDecoder().decode(node.asString());
    }

    /** As the unsigned 64 bits that they are there: the largest is negative here. */
    private static long number(JsonNode one, String name) {
        return one.get(name).bigIntegerValue().longValue();
    }

    private static List<byte[]> proof(JsonNode one) {
        List<byte[]> proof = new ArrayList<>();
        one.get("proof").forEach(hash -> proof.add(bytes(hash)));
        return proof;
    }

    @Test
    void inclusion() throws IOException {
        List<JsonNode> cases = cases("inclusion");
        assertThat(cases).hasSize(98);
        for (JsonNode one : cases) {
            boolean proven = Proofs.includes(
                    number(one, "leafIdx"),
                    number(one, "treeSize"),
                    bytes(one.get("leafHash")),
                    proof(one),
                    bytes(one.get("root")));
            assertThat(proven)
                    .as(one.toString())
                    .isNotEqualTo(one.get("wantErr").asBoolean());
        }
    }

    @Test
    void consistency() throws IOException {
        List<JsonNode> cases = cases("consistency");
        assertThat(cases).hasSize(98);
        for (JsonNode one : cases) {
            boolean proven = Proofs.extend(
                    number(one, "size1"),
                    bytes(one.get("root1")),
                    number(one, "size2"),
                    bytes(one.get("root2")),
                    proof(one));
            assertThat(proven)
                    .as(one.toString())
                    .isNotEqualTo(one.get("wantErr").asBoolean());
        }
    }
}
