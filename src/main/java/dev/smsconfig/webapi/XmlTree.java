package dev.smsconfig.webapi;

import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.state.SmsProperty;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads the XML of a SmsConfig into the tree that its JSON would give. Strict in what is saved back to the server, so that
 * nothing is half-read; lenient in what is only a hint, which are the rights. Reads no DOCTYPE and no entity.
 */
final class XmlTree {

    private static final String ERROR = "Error";

    /** Of rights; what lies deeper is passed over. */
    private static final int DEEPEST = 10;

    private static final Set<String> HINTS = Set.of("tableright", "fieldproperties");

    private final XMLStreamReader xml;

    private XmlTree(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** @throws UnreadableAnswerException BROKEN where it is no XML, UNEXPECTED where it has another shape */
    static JsonNode read(byte[] body) throws UnreadableAnswerException {
        try {
            return open(body).document();
        } catch (XMLStreamException e) {
            throw broken();
        }
    }

    /** The members of an error object; none where the body is something else. */
    static JsonNode error(byte[] body) throws UnreadableAnswerException {
        try {
            XmlTree tree = open(body);
            return tree.root().equals(ERROR) ? tree.hint(1) : SmsConfigJson.MAPPER.createObjectNode();
        } catch (XMLStreamException e) {
            throw broken();
        }
    }

    private static XmlTree open(byte[] body) throws XMLStreamException, UnreadableAnswerException {
        if (body.length == 0) {
            throw new UnreadableAnswerException(Kind.BROKEN, "an empty body");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            // .NET writes a byte order mark
            String document = text.startsWith("\ufeff") ? text.substring(1) : text;
            return new XmlTree(safeFactory().createXMLStreamReader(new StringReader(document)));
        } catch (CharacterCodingException e) {
            throw broken();
        }
    }

    private static UnreadableAnswerException broken() {
        return new UnreadableAnswerException(Kind.BROKEN, "a body that is cut short or no XML");
    }

    private static XMLInputFactory safeFactory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** Goes to the root element and gives its name. */
    private String root() throws XMLStreamException, UnreadableAnswerException {
        String encoding = xml.getCharacterEncodingScheme();
        if (encoding != null && !encoding.equalsIgnoreCase("utf-8") && !encoding.equalsIgnoreCase("us-ascii")) {
            throw EntityReader.unexpected("XML that says it is in another encoding than UTF-8");
        }
        if (xml.getVersion() != null && !xml.getVersion().equals("1.0")) {
            throw EntityReader.unexpected("XML of another version than 1.0");
        }
        int event = xml.next();
        while (event != XMLStreamConstants.START_ELEMENT) {
            if (event == XMLStreamConstants.DTD) {
                throw EntityReader.unexpected("XML with a DOCTYPE, which is never read");
            }
            event = xml.next();
        }
        return xml.getLocalName();
    }

    private JsonNode document() throws XMLStreamException, UnreadableAnswerException {
        String root = root();
        JsonNode tree = root.equals(SmsConfigXml.ROOT) ? entity() : hint(1);
        while (xml.hasNext()) {
            xml.next();
        }
        if (root.equals(ERROR)) {
            throw EntityReader.unexpected("an error object" + ErrorType.of(tree));
        }
        if (!root.equals(SmsConfigXml.ROOT) && !tree.isNull()) {
            throw EntityReader.unexpected("XML of something else than a SmsConfig");
        }
        return tree;
    }

    private JsonNode entity() throws XMLStreamException, UnreadableAnswerException {
        boolean nil = isNil();
        ObjectNode entity = SmsConfigJson.MAPPER.createObjectNode();
        while (nextChild()) {
            String name = xml.getLocalName();
            JsonNode value = property(name);
            if (entity.has(name)) {
                throw EntityReader.unexpected("XML with the same element twice");
            }
            entity.set(name, value);
        }
        if (nil && !entity.isEmpty()) {
            throw nullWithContent();
        }
        return nil ? NullNode.getInstance() : entity;
    }

    private JsonNode property(String name) throws XMLStreamException, UnreadableAnswerException {
        if (HINTS.contains(name.toLowerCase(Locale.ROOT))) {
            return hint(1);
        }
        return name.equalsIgnoreCase(SmsProperty.PLUGIN_CONFIG) ? settings() : text();
    }

    private JsonNode settings() throws XMLStreamException, UnreadableAnswerException {
        boolean nil = isNil();
        ObjectNode settings = SmsConfigJson.MAPPER.createObjectNode();
        while (nextChild()) {
            if (!xml.getLocalName().equals(SmsConfigXml.PAIR)) {
                throw EntityReader.unexpected("XML that writes settings in a form this tool does not know");
            }
            pair(settings);
        }
        if (nil && !settings.isEmpty()) {
            throw nullWithContent();
        }
        return nil ? NullNode.getInstance() : settings;
    }

    private void pair(ObjectNode settings) throws XMLStreamException, UnreadableAnswerException {
        @Nullable JsonNode key = null;
        @Nullable JsonNode value = null;
        while (nextChild()) {
            String name = xml.getLocalName();
            if (name.equals("Key") && key == null) {
                key = text();
            } else if (name.equals("Value") && value == null) {
                value = text();
            } else {
                throw EntityReader.unexpected("XML where a setting is more than a key and a value");
            }
        }
        if (key == null || key.isNull()) {
            throw EntityReader.unexpected("XML where a setting has no key");
        }
        if (settings.has(key.stringValue())) {
            throw EntityReader.unexpected("XML with the same setting twice");
        }
        settings.set(key.stringValue(), value == null ? NullNode.getInstance() : value);
    }

    /** Goes to the next element inside the one the reader is in; false at its end. Text there is refused. */
    private boolean nextChild() throws XMLStreamException, UnreadableAnswerException {
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return false;
                }
                case XMLStreamConstants.ENTITY_REFERENCE -> throw entityReference();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!xml.getText().isBlank()) {
                        throw EntityReader.unexpected("XML with text between elements");
                    }
                }
                default -> {}
            }
        }
    }

    /** A text or null; leaves the element it stands on at its end. */
    private JsonNode text() throws XMLStreamException, UnreadableAnswerException {
        boolean nil = isNil();
        StringBuilder text = new StringBuilder();
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT ->
                    throw EntityReader.unexpected("XML with an element where a text belongs");
                case XMLStreamConstants.ENTITY_REFERENCE -> throw entityReference();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(xml.getText());
                default -> {}
            }
        }
        if (nil && !text.isEmpty()) {
            throw nullWithContent();
        }
        return nil ? NullNode.getInstance() : StringNode.valueOf(text.toString());
    }

    /**
     * Whatever stands there: an object where there are elements, else a text or null. Of a key and a value in an element
     * of their own, whatever its name, the value gets the key for its name.
     */
    private JsonNode hint(int depth) throws XMLStreamException, UnreadableAnswerException {
        boolean nil = isNil();
        StringBuilder text = new StringBuilder();
        ObjectNode children = SmsConfigJson.MAPPER.createObjectNode();
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    String name = xml.getLocalName();
                    if (depth < DEEPEST) {
                        JsonNode child = hint(depth + 1);
                        JsonNode key = child.path("Key");
                        children.set(
                                key.isString() ? key.stringValue() : name,
                                key.isString() ? child.path("Value") : child);
                    } else {
                        passOver();
                    }
                }
                case XMLStreamConstants.ENTITY_REFERENCE -> throw entityReference();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(xml.getText());
                default -> {}
            }
        }
        if (!children.isEmpty()) {
            return children;
        }
        return nil ? NullNode.getInstance() : StringNode.valueOf(text.toString());
    }

    private void passOver() throws XMLStreamException {
        for (int open = 1; open > 0; ) {
            int event = xml.next();
            open += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    private boolean isNil() {
        String nil = xml.getAttributeValue(SmsConfigXml.NIL, "nil");
        return "true".equals(nil) || "1".equals(nil);
    }

    private static UnreadableAnswerException entityReference() {
        return EntityReader.unexpected("XML with an entity, which is never read");
    }

    private static UnreadableAnswerException nullWithContent() {
        return EntityReader.unexpected("XML where something is null and has content");
    }
}
