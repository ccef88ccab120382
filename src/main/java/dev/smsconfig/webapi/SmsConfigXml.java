package dev.smsconfig.webapi;

import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * SmsConfig as XML in UTF-8: the element is named after the type, its children after the properties, without a
 * namespace, as the WebAPI's documentation shows for other entities. How it writes a dictionary is nowhere shown; this is
 * the form of the same type in SOAP (StringDictionary of Services88: {@code StringKeyValuePair} with {@code Key} and
 * {@code Value}). A server that writes another is unreadable, so that nothing is saved to it.
 */
final class SmsConfigXml implements WireForm {

    private static final String ROOT = "SmsConfig";
    private static final String PAIR = "StringKeyValuePair";
    private static final String NIL = "http://www.w3.org/2001/XMLSchema-instance";
    private static final int DEEPEST = 10;
    private static final Pattern TYPES =
            Pattern.compile("(application|text)/([a-z0-9.!#$&^_-]+\\+)?xml(;charset=\"?(utf-8|us-ascii)\"?)?");

    /** What XML 1.0 cannot hold, not even escaped. */
    private static final Pattern UNWRITABLE = Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]");

    private final EntityReader reader = new EntityReader("XML");

    @Override
    public String contentType() {
        return "application/xml; charset=utf-8";
    }

    @Override
    public String accept() {
        return "application/xml";
    }

    @Override
    public String name() {
        return "XML";
    }

    @Override
    public boolean reads(String contentType) {
        return TYPES.matcher(contentType).matches();
    }

    @Override
    public byte[] body(SmsConfig config) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("utf-8", "1.0");
            xml.writeStartElement(ROOT);
            xml.writeNamespace("i", NIL);
            for (Map.Entry<String, JsonNode> property :
                    SmsConfigJson.tree(config).properties()) {
                write(xml, property.getKey(), property.getValue());
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            // without the cause: nothing of the value may show
            throw new IllegalArgumentException("the configuration cannot be written as XML");
        }
        return SmsConfigJson.utf8(text.toString());
    }

    private static void write(XMLStreamWriter xml, String name, JsonNode value) throws XMLStreamException {
        xml.writeStartElement(name);
        if (value.isNull()) {
            xml.writeAttribute("i", NIL, "nil", "true");
        } else if (value.isObject()) {
            for (Map.Entry<String, JsonNode> setting : value.properties()) {
                xml.writeStartElement(PAIR);
                write(xml, "Key", StringNode.valueOf(setting.getKey()));
                write(xml, "Value", setting.getValue());
                xml.writeEndElement();
            }
        } else {
            writeText(xml, value.stringValue());
        }
        xml.writeEndElement();
    }

    /** A carriage return goes as a reference: as it is, every parser makes a line feed of it. */
    private static void writeText(XMLStreamWriter xml, String text) throws XMLStreamException {
        if (UNWRITABLE.matcher(text).find()) {
            throw new IllegalArgumentException("a value has a control character, which XML cannot hold; use JSON");
        }
        String[] lines = text.split("\r", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                xml.writeEntityRef("#13");
            }
            xml.writeCharacters(lines[i]);
        }
    }

    /** BROKEN where it is no XML, UNEXPECTED where it is XML of another shape, with a DOCTYPE above all. */
    @Override
    public Entity entity(byte[] body) throws UnreadableAnswerException {
        if (body.length == 0) {
            throw new UnreadableAnswerException(Kind.BROKEN, "an empty body");
        }
        try {
            XMLStreamReader xml = safeFactory().createXMLStreamReader(new ByteArrayInputStream(body), "UTF-8");
            int event = xml.next();
            while (event != XMLStreamConstants.START_ELEMENT) {
                if (event == XMLStreamConstants.DTD) {
                    throw EntityReader.unexpected("XML with a DOCTYPE, which is never read");
                }
                event = xml.next();
            }
            String root = xml.getLocalName();
            JsonNode tree = element(xml, 1);
            end(xml);
            if (tree.isNull()) {
                return reader.read(tree);
            }
            if (!root.equals(ROOT) && !root.equals("Error")) {
                throw EntityReader.unexpected("XML of something else than a SmsConfig");
            }
            return reader.read(tree);
        } catch (XMLStreamException e) {
            throw new UnreadableAnswerException(Kind.BROKEN, "a body that is cut short or no XML");
        }
    }

    private static void end(XMLStreamReader xml) throws XMLStreamException {
        while (xml.hasNext()) {
            xml.next();
        }
    }

    private static XMLInputFactory safeFactory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** The element that the reader stands on; text, null, or an object of its children. Leaves it at its end. */
    private static JsonNode element(XMLStreamReader xml, int depth)
            throws XMLStreamException, UnreadableAnswerException {
        if (depth > DEEPEST) {
            throw EntityReader.unexpected("XML that is too deep");
        }
        String name = xml.getLocalName();
        boolean nil = "true".equals(xml.getAttributeValue(NIL, "nil"));
        StringBuilder text = new StringBuilder();
        @Nullable ObjectNode children = null;
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    children = children == null ? SmsConfigJson.MAPPER.createObjectNode() : children;
                    child(xml, children, depth);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(xml.getText());
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw EntityReader.unexpected("XML with an entity, which is never read");
                default -> {}
            }
        }
        if (children != null) {
            if (!text.toString().isBlank()) {
                throw EntityReader.unexpected("XML with text between elements");
            }
            return children;
        }
        boolean dictionary =
                name.equals(SmsProperty.PLUGIN_CONFIG) && text.toString().isBlank();
        if (nil) {
            return NullNode.getInstance();
        }
        return dictionary ? SmsConfigJson.MAPPER.createObjectNode() : StringNode.valueOf(text.toString());
    }

    private static void child(XMLStreamReader xml, ObjectNode parent, int depth)
            throws XMLStreamException, UnreadableAnswerException {
        String name = xml.getLocalName();
        JsonNode value = element(xml, depth + 1);
        boolean pair = name.equals(PAIR);
        JsonNode key = pair ? value.path("Key") : null;
        if (pair && (key == null || !key.isString())) {
            throw EntityReader.unexpected("XML where a setting has no key");
        }
        String property = key == null ? name : key.stringValue();
        JsonNode held = pair ? value.path("Value") : value;
        // rights are hints, whatever their form; what is saved back must be unmistakable
        if (parent.has(property) && (depth == 1 || pair)) {
            throw EntityReader.unexpected("XML with the same element twice");
        }
        parent.set(property, held.isMissingNode() ? NullNode.getInstance() : held);
    }
}
