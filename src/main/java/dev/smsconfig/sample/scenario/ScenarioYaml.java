package dev.smsconfig.sample.scenario;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.DuplicateKeyException;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A file of YAML as a tree, in which every map has distinct keys that are texts and every key has a value. */
final class ScenarioYaml {

    private static final int MOST_BYTES = 1 << 20;
    private static final int DEEPEST = 12;

    private final JsonMapper mapper = JsonMapper.shared();

    private ScenarioYaml() {}

    static JsonNode read(Path file) throws ScenarioException {
        Place whole = Place.whole(file);
        return new ScenarioYaml().node(whole, load(whole, text(whole)), 0);
    }

    private static String text(Place whole) throws ScenarioException {
        try {
            if (Files.size(whole.file()) > MOST_BYTES) {
                throw whole.error("it has more than " + MOST_BYTES + " bytes, a scenario has fewer");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(whole.file())))
                    .toString();
        } catch (CharacterCodingException e) {
            throw whole.error("it is not in UTF-8, save it as UTF-8");
        } catch (IOException e) {
            throw whole.error("it cannot be read (" + e.getClass().getSimpleName()
                    + "), give a file that exists and is readable");
        }
    }

    private static @Nullable Object load(Place whole, String text) throws ScenarioException {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setAllowRecursiveKeys(false);
        options.setMaxAliasesForCollections(20);
        options.setNestingDepthLimit(DEEPEST);
        try {
            return new Yaml(new SafeConstructor(options)).load(text);
        } catch (DuplicateKeyException e) {
            throw whole.key(line(e)).error("the same key is there twice, keep one");
        } catch (MarkedYAMLException e) {
            // its own message would quote the file
            throw whole.key(line(e)).error("this is not well-formed YAML, look at indentation, quotes and colons");
        } catch (YAMLException e) {
            throw whole.error("this is not one document of well-formed YAML");
        }
    }

    private static String line(MarkedYAMLException e) {
        return e.getProblemMark() == null
                ? "an unknown line"
                : "line " + (e.getProblemMark().getLine() + 1);
    }

    private JsonNode node(Place place, @Nullable Object value, int depth) throws ScenarioException {
        if (depth > DEEPEST) {
            throw place.error("this is nested too deep");
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = mapper.createObjectNode();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (!(entry.getKey() instanceof String key)) {
                    throw place.error("a key here is not a text, put it in quotes");
                }
                object.set(key, node(place.key(key), entry.getValue(), depth + 1));
            }
            return object;
        }
        if (value instanceof List<?> list) {
            ArrayNode array = mapper.createArrayNode();
            for (Object element : list) {
                array.add(node(place.entry(array.size() + 1), element, depth + 1));
            }
            return array;
        }
        return scalar(place, value);
    }

    private JsonNode scalar(Place place, @Nullable Object value) throws ScenarioException {
        if (value == null) {
            throw place.error(
                    place.keys().isEmpty()
                            ? "it is empty, write at least 'tenants:'"
                            : "there is no value, write one or leave the key out");
        }
        if (value instanceof String || value instanceof Boolean || value instanceof Number) {
            return mapper.valueToTree(value);
        }
        throw place.error("YAML takes this for a date or bytes, put it in quotes");
    }
}
