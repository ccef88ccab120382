package dev.smsconfig.source;

import dev.smsconfig.source.Node.Entry;
import dev.smsconfig.source.Node.Mapping;
import dev.smsconfig.source.Node.Scalar;
import dev.smsconfig.source.Node.Sequence;
import dev.smsconfig.source.Node.Style;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.Event.ID;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Builds the nodes of one document from SnakeYAML's events, which carry no types, and refuses every feature of YAML
 * that makes a file mean something else than it shows. A new one for each file.
 */
final class Composer {

    private static final int MAX_DEPTH = 16;
    private static final int MAX_SCALAR_BYTES = 8 * 1024;

    private final String text;
    private final Layout layout;
    private final ParserImpl parser;
    private final int maxNodes;
    private final FileProblems problems;
    private int nodes;
    private Position reached = Position.START;

    Composer(String content, int maxNodes, FileProblems problems) {
        // the parser takes the last line of a block scalar for another text where its line end is missing
        this.text = content.isEmpty() || content.endsWith("\n") ? content : content + '\n';
        this.layout = new Layout(text);
        this.parser = new ParserImpl(new StreamReader(text), new LoaderOptions());
        this.maxNodes = maxNodes;
        this.problems = problems;
    }

    /** The root, or null where the document is so broken that looking at its fields would only mislead. */
    @Nullable
    Mapping document() {
        try {
            parser.getEvent(); // start of stream
            if (parser.checkEvent(ID.StreamEnd)) {
                problems.error(
                        Rule.YAML_ROOT, Position.START, "the file is empty; begin with apiVersion: smsconfig/v1");
                return null;
            }
            Directives.refuse(text, (DocumentStartEvent) parser.getEvent(), problems);
            Node root = node(parser.getEvent(), 1, 0);
            parser.getEvent(); // end of document
            refuseSecondDocument();
            if (root instanceof Mapping mapping) {
                return mapping;
            }
            problems.error(Rule.YAML_ROOT, root.at(), "the document is no mapping; write fields as 'name: value'");
        } catch (BrokenDocument e) {
            problems.error(e.fault, e.at);
        } catch (MarkedYAMLException e) {
            SyntaxHint hint = SyntaxHint.of(e);
            problems.error(Rule.YAML_SYNTAX, hint.at(), hint.message());
        } catch (RuntimeException e) {
            // the parser lets exceptions of the JDK out, such as for the escape \UFFFFFFFF, that quote the file too
            problems.error(
                    Rule.YAML_SYNTAX, reached, "not readable as YAML after here; check the next quotes and escapes");
        }
        return null;
    }

    private void refuseSecondDocument() {
        try {
            if (parser.checkEvent(ID.StreamEnd)) {
                return;
            }
            problems.error(
                    Rule.YAML_MULTIPLE_DOCUMENTS,
                    Position.of(parser.peekEvent().getStartMark()),
                    "a second document begins here; put each document into a file of its own");
        } catch (ParserException e) {
            // the first document is whole, so what is looked for is a next one
            problems.error(
                    Rule.YAML_MULTIPLE_DOCUMENTS,
                    Position.of(e.getProblemMark()),
                    "text after the end of the document; remove it, or put it into a file of its own");
        }
    }

    /** @param column of the block collection around, counting from 1; 0 at the root and inside brackets */
    private Node node(Event event, int depth, int column) {
        Position at = Position.of(event.getStartMark());
        reached = at;
        if (++nodes > maxNodes) {
            throw new BrokenDocument(
                    Rule.YAML_TOO_MANY_NODES, at, "more than " + maxNodes + " nodes; a config file is far smaller");
        }
        if (event instanceof AliasEvent) {
            throw new BrokenDocument(
                    Rule.YAML_ALIAS, at, "an alias; write the value out, in quotes if the '*' belongs to it");
        }
        refuseAnchor((NodeEvent) event, at);
        if (event instanceof ScalarEvent scalar) {
            refuse(layout.ofScalar(scalar, column));
            return scalar(scalar, at);
        }
        CollectionStartEvent start = (CollectionStartEvent) event;
        refuseTag(start.getTag(), at);
        if (depth > MAX_DEPTH) {
            throw new BrokenDocument(Rule.YAML_TOO_DEEP, at, "nested more than 16 levels deep; flatten it");
        }
        int inner = start.isFlow() ? 0 : at.column();
        Node node = start instanceof MappingStartEvent ? mapping(at, depth, inner) : sequence(at, depth, inner);
        Event end = parser.getEvent();
        if (start.isFlow() && column > 0) {
            refuse(layout.ofFlow(start.getStartMark(), end.getEndMark(), column));
        }
        return node;
    }

    private Mapping mapping(Position at, int depth, int column) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        SimilarKeys similar = new SimilarKeys(problems);
        while (!parser.checkEvent(ID.MappingEnd)) {
            Node keyNode = node(parser.getEvent(), depth + 1, column);
            if (!(keyNode instanceof Scalar key)) {
                throw new BrokenDocument(
                        Rule.YAML_COMPLEX_KEY,
                        keyNode.at(),
                        "a key that is a list or a mapping; in text, quote '{', '[' and '?'");
            }
            Node value = node(parser.getEvent(), depth + 1, column);
            if (key.style() == Style.PLAIN && key.text().equals("<<")) {
                problems.error(Rule.YAML_MERGE_KEY, key.at(), "a merge key; write the fields out");
                continue;
            }
            Entry first = entries.putIfAbsent(key.text(), new Entry(key, value));
            if (first != null) {
                problems.error(
                        Rule.YAML_DUPLICATE_KEY,
                        key.at(),
                        "this key is there already, at " + first.key().at().text() + "; keep one of the two");
            } else {
                similar.add(key);
            }
        }
        return new Mapping(at, entries);
    }

    private Sequence sequence(Position at, int depth, int column) {
        List<Node> items = new ArrayList<>();
        while (!parser.checkEvent(ID.SequenceEnd)) {
            items.add(node(parser.getEvent(), depth + 1, column));
        }
        return new Sequence(at, items);
    }

    private Scalar scalar(ScalarEvent event, Position at) {
        String value = event.getValue();
        // a character has at most 3 bytes per char, so the exact count is seldom needed
        if (value.length() > MAX_SCALAR_BYTES / 3 && value.getBytes(StandardCharsets.UTF_8).length > MAX_SCALAR_BYTES) {
            throw new BrokenDocument(
                    Rule.YAML_LONG_SCALAR, at, "a text of more than 8 KiB; shorten it, or look for a missing quote");
        }
        refuseTag(event.getTag(), at);
        Style style = style(event);
        boolean multiLine = style != Style.BLOCK
                && event.getStartMark().getLine() != event.getEndMark().getLine();
        int lastLine = style == Style.BLOCK ? lastLine(event) : at.line();
        return new Scalar(at, lastLine, value, style, multiLine, style == Style.PLAIN && isBeforeComment(event));
    }

    /** Of a block scalar, whose end is where the next thing begins. */
    private int lastLine(ScalarEvent event) {
        int line = event.getEndMark().getLine() + 1;
        for (int i = layout.indexOf(event.getEndMark()) - 1; Character.isWhitespace(text.charAt(i)); i--) {
            if (text.charAt(i) == '\n') {
                line--;
            }
        }
        return line;
    }

    private static Style style(ScalarEvent event) {
        if (event.isLiteral() || event.isFolded()) {
            return Style.BLOCK;
        }
        // a tag is refused already; what it tags is not doubted a second time
        return event.isPlain() && event.getTag() == null ? Style.PLAIN : Style.QUOTED;
    }

    private boolean isBeforeComment(ScalarEvent event) {
        int i = layout.indexOf(event.getEndMark());
        int end = i;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        return i > end && text.startsWith("#", i);
    }

    private static void refuse(Layout.@Nullable Flaw flaw) {
        if (flaw != null) {
            throw new BrokenDocument(Rule.YAML_SYNTAX, flaw.at(), flaw.message());
        }
    }

    private void refuseAnchor(NodeEvent event, Position at) {
        if (event.getAnchor() != null) {
            problems.error(Rule.YAML_ANCHOR, at, "an anchor; delete it, or quote the text if the '&' belongs to it");
        }
    }

    private void refuseTag(@Nullable String tag, Position at) {
        if (tag != null) {
            problems.error(Rule.YAML_TAG, at, "a tag; delete it, or quote the text if the '!' belongs to it");
        }
    }

    /** Ends the composition; holds no text of the file and no cause. */
    private static final class BrokenDocument extends RuntimeException {
        private final transient Fault fault;
        private final transient Position at;

        BrokenDocument(Rule rule, Position at, String message) {
            super(null, null, false, false);
            this.fault = new Fault(rule, message);
            this.at = at;
        }
    }
}
