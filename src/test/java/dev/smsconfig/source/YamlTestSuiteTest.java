package dev.smsconfig.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.smsconfig.source.Node.Mapping;
import dev.smsconfig.source.Node.Scalar;
import dev.smsconfig.source.Node.Sequence;
import dev.smsconfig.source.Node.Style;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/**
 * The YAML community's own test suite (https://github.com/yaml/yaml-test-suite, MIT), read where it is unpacked: beside
 * this project, or in the folder that the system property {@code corpora} names. {@link HostileDocumentTest} and
 * {@link StrictLoaderTableTest} test the rules without it.
 */
class YamlTestSuiteTest {

    private static final Path SUITE =
            Path.of(System.getProperty("corpora", "../shared/corpora")).resolve("yaml-test-suite");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path dir;

    @BeforeAll
    static void isPresent() {
        assumeTrue(Files.isDirectory(SUITE), "skipped: the yaml-test-suite is not unpacked at " + SUITE);
    }

    @Test
    void noDocumentThatMustFailIsATenantFile() throws IOException {
        List<Path> invalid = cases(true);

        assertThat(invalid).hasSizeGreaterThan(90).allSatisfy(path -> {
            Configuration configuration = TestFolder.in(dir)
                    .write("tenants/no/Cust1.yaml", Files.readAllBytes(path.resolve("in.yaml")))
                    .read();
            assertThat(configuration.tenants()).isEmpty();
            assertThat(configuration.problems()).allMatch(Problem::isError).isNotEmpty();
        });
    }

    /** Stronger: these are refused for what they are, whatever fields a tenant file has. */
    @Test
    void noDocumentThatMustFailPassesTheComposer() throws IOException {
        List<String> passed = new ArrayList<>();
        for (Path path : cases(true)) {
            FileProblems problems = new FileProblems("in.yaml");
            compose(path, problems);
            if (!problems.hasErrors()) {
                passed.add(SUITE.relativize(path).toString());
            }
        }
        assertThat(passed).isEmpty();
    }

    @Test
    void everyValidDocumentLoadsAsItsJsonSaysOrIsRefusedByARule() throws IOException {
        Map<String, Integer> verdicts = new TreeMap<>();
        for (Path path : cases(false)) {
            FileProblems problems = new FileProblems("in.yaml");
            Mapping root = compose(path, problems);
            if (problems.hasErrors()) {
                verdicts.merge(problems.list().get(0).rule().id(), 1, Integer::sum);
            } else if (root == null) {
                fail(path + " is neither loaded nor refused");
            } else if (Files.exists(path.resolve("in.json"))) {
                assertSame(root, onlyValue(path), path.toString());
                verdicts.merge("loaded", 1, Integer::sum);
            } else {
                verdicts.merge("loaded, without a JSON form", 1, Integer::sum);
            }
        }
        assertThat(verdicts).hasSizeGreaterThan(5);
        assertThat(verdicts.get("loaded")).isGreaterThanOrEqualTo(70);
        assertThat(verdicts).doesNotContainKey(Rule.YAML_CHARACTER.id());
    }

    private static @Nullable Mapping compose(Path path, FileProblems problems) throws IOException {
        String text = ConfigFile.decode(Files.readAllBytes(path.resolve("in.yaml")), problems);
        return text == null ? null : new Composer(text, 2_000, problems).document();
    }

    private static JsonNode onlyValue(Path path) throws IOException {
        try (MappingIterator<JsonNode> values =
                JSON.readerFor(JsonNode.class).readValues(Files.readAllBytes(path.resolve("in.json")))) {
            List<JsonNode> all = values.readAll();
            assertThat(all).as(path + " is one document").hasSize(1);
            return all.get(0);
        }
    }

    private static void assertSame(Node node, JsonNode json, String where) {
        if (node instanceof Mapping mapping) {
            assertThat(json.isObject()).as(where).isTrue();
            assertThat(mapping.entries().keySet()).as(where).containsExactlyInAnyOrderElementsOf(json.propertyNames());
            mapping.entries().forEach((key, entry) -> assertSame(entry.value(), json.get(key), where + " " + key));
        } else if (node instanceof Sequence sequence) {
            assertThat(json.size()).as(where).isEqualTo(sequence.items().size());
            for (int i = 0; i < json.size(); i++) {
                assertSame(sequence.items().get(i), json.get(i), where + " " + i);
            }
        } else {
            assertSameScalar((Scalar) node, json, where);
        }
    }

    private static void assertSameScalar(Scalar scalar, JsonNode json, String where) {
        if (json.isString()) {
            assertThat(scalar.text()).as(where).isEqualTo(json.asString());
            return;
        }
        // types come from the schema here: what the suite gives a type is kept as it is written
        assertThat(scalar.style()).as(where).isEqualTo(Style.PLAIN);
        assertThat(PlainScalar.isAmbiguous(scalar.text())).as(where).isTrue();
        if (json.isNumber()) {
            assertThat(new BigDecimal(scalar.text())).as(where).isEqualByComparingTo(json.decimalValue());
        } else if (json.isBoolean()) {
            assertThat(scalar.text()).as(where).isEqualToIgnoringCase(json.asString());
        } else {
            assertThat(json.isNull() && scalar.isNull()).as(where).isTrue();
        }
    }

    private static List<Path> cases(boolean invalid) throws IOException {
        try (Stream<Path> files = Files.walk(SUITE, 3)) {
            return files.filter(file -> file.endsWith("in.yaml"))
                    .map(Path::getParent)
                    .filter(path -> Files.exists(path.resolve("error")) == invalid)
                    .sorted()
                    .toList();
        }
    }
}
