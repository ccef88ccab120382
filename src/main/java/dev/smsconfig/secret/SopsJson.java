package dev.smsconfig.secret;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON as SOPS writes it: one object. */
final class SopsJson {

    private static final int MAX_DEPTH = 32;
    private static final JsonFactory JSON = new JsonFactory();

    private SopsJson() {}

    static SopsNode.Mapping read(String text) throws SopsRefusal {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                SopsNode.Mapping root = mapping(parser, 1);
                if (parser.nextToken() == null) {
                    return root;
                }
            }
            throw SopsRefusal.of("it is not one JSON object; restore the file");
        } catch (JacksonException e) {
            throw SopsRefusal.of("it is not readable as JSON; restore the file"); // the parser's message may quote it
        }
    }

    private static SopsNode.Mapping mapping(JsonParser parser, int depth) throws SopsRefusal {
        if (depth > MAX_DEPTH) {
            throw SopsRefusal.of("it is nested deeper than " + MAX_DEPTH + " levels");
        }
        Map<String, SopsNode> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            if (entries.putIfAbsent(key, node(parser, depth)) != null) {
                throw SopsRefusal.of("a key stands in it twice; restore the file");
            }
        }
        return new SopsNode.Mapping(entries);
    }

    private static SopsNode node(JsonParser parser, int depth) throws SopsRefusal {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return mapping(parser, depth + 1);
        }
        if (token != JsonToken.START_ARRAY) {
            return new SopsNode.Scalar(parser.getString(), token != JsonToken.VALUE_STRING);
        }
        if (depth >= MAX_DEPTH) {
            throw SopsRefusal.of("it is nested deeper than " + MAX_DEPTH + " levels");
        }
        List<SopsNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(parser, depth + 1));
        }
        return new SopsNode.Listing(items);
    }
}
