package dev.smsconfig.secret;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.Event.ID;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** Reads YAML as SOPS writes it: one document, no anchors, no tags. A new one for each file. */
final class SopsYaml {

    private static final int MAX_DEPTH = 32;

    private final ParserImpl parser;

    private SopsYaml(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE); // the file's length is limited before
        this.parser = new ParserImpl(new StreamReader(text), options);
    }

    static SopsNode.Mapping read(String text) throws SopsRefusal {
        try {
            return new SopsYaml(text).document();
        } catch (RuntimeException e) {
            throw SopsRefusal.of("it is not readable as YAML; restore the file"); // the parser's message quotes it
        }
    }

    private SopsNode.Mapping document() throws SopsRefusal {
        parser.getEvent(); // start of stream
        if (parser.checkEvent(ID.StreamEnd)) {
            throw SopsRefusal.of("it is empty; restore the file");
        }
        parser.getEvent(); // start of document
        SopsNode root = node(parser.getEvent(), 1);
        parser.getEvent(); // end of document
        if (!parser.checkEvent(ID.StreamEnd)) {
            throw SopsRefusal.forProgram("it has several documents");
        }
        if (root instanceof SopsNode.Mapping mapping) {
            return mapping;
        }
        throw SopsRefusal.of("it is no mapping of keys to values; restore the file");
    }

    private SopsNode node(Event event, int depth) throws SopsRefusal {
        if (depth > MAX_DEPTH) {
            throw SopsRefusal.of("it is nested deeper than " + MAX_DEPTH + " levels");
        }
        if (event instanceof AliasEvent || ((NodeEvent) event).getAnchor() != null) {
            throw SopsRefusal.forProgram("it has anchors or aliases");
        }
        if (event instanceof ScalarEvent scalar) {
            refuseTag(scalar.getTag());
            return new SopsNode.Scalar(scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN);
        }
        refuseTag(((CollectionStartEvent) event).getTag());
        return event instanceof MappingStartEvent ? mapping(depth) : listing(depth);
    }

    private static void refuseTag(@Nullable String tag) throws SopsRefusal {
        if (tag != null) {
            throw SopsRefusal.forProgram("it has tags");
        }
    }

    private SopsNode mapping(int depth) throws SopsRefusal {
        Map<String, SopsNode> entries = new LinkedHashMap<>();
        while (!parser.checkEvent(ID.MappingEnd)) {
            if (!(node(parser.getEvent(), depth + 1) instanceof SopsNode.Scalar key)
                    || key.text().equals("<<")) {
                throw SopsRefusal.forProgram("it has keys that are no plain text");
            }
            if (entries.putIfAbsent(key.text(), node(parser.getEvent(), depth + 1)) != null) {
                throw SopsRefusal.of("a key stands in it twice; restore the file");
            }
        }
        parser.getEvent();
        return new SopsNode.Mapping(entries);
    }

    private SopsNode listing(int depth) throws SopsRefusal {
        List<SopsNode> items = new ArrayList<>();
        while (!parser.checkEvent(ID.SequenceEnd)) {
            items.add(node(parser.getEvent(), depth + 1));
        }
        parser.getEvent();
        return new SopsNode.Listing(items);
    }
}
