package dev.smsconfig.sample.wire;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * A tree as XML, in the form that {@link XmlText} reads. The dictionary is written as pairs; every other object as
 * elements named after its properties, {@code FieldProperties} too, since the names of fields are names of elements. A
 * mask, a list of names, has blanks between them where JSON has commas (xs:list in the SOAP schema).
 */
final class XmlDocument {

    private static final String MASK = "Mask";
    private static final Pattern COMMAS = Pattern.compile("\\s*,\\s*");

    /** What XML 1.0 cannot hold, not even escaped. */
    private static final Pattern UNWRITABLE = Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]");

    private final XMLStreamWriter xml;
    private final String dictionary;

    private XmlDocument(XMLStreamWriter xml, String dictionary) {
        this.xml = xml;
        this.dictionary = dictionary;
    }

    /**
     * @param root the document element
     * @param dictionary the property whose keys are free
     * @return in UTF-8
     * @throws UnwritableException where a text has a character that XML 1.0 cannot express
     */
    static byte[] of(String root, JsonNode tree, String dictionary) throws UnwritableException {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("utf-8", "1.0");
            xml.writeStartElement(root);
            xml.writeNamespace("xsi", XmlCursor.XSI);
            new XmlDocument(xml, dictionary).content(0, root, tree);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            // into memory it cannot fail, and its message could quote a value
            throw new IllegalStateException("a tree could not be written as XML");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void content(int depth, String name, JsonNode value) throws XMLStreamException, UnwritableException {
        if (value.isNull()) {
            xml.writeAttribute("xsi", XmlCursor.XSI, "nil", "true");
        } else if (!value.isObject()) {
            text(name.equals(MASK) ? COMMAS.matcher(value.asString()).replaceAll(" ") : value.asString());
        } else if (depth == 1 && name.equals(dictionary)) {
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                xml.writeStartElement(XmlText.PAIR);
                element(3, XmlText.KEY, StringNode.valueOf(entry.getKey()));
                element(3, XmlText.VALUE, entry.getValue());
                xml.writeEndElement();
            }
        } else {
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                element(depth + 1, entry.getKey(), entry.getValue());
            }
        }
    }

    private void element(int depth, String name, JsonNode value) throws XMLStreamException, UnwritableException {
        xml.writeStartElement(name);
        content(depth, name, value);
        xml.writeEndElement();
    }

    /** A carriage return goes as a reference: as it is, every parser makes a line feed of it. */
    private void text(String text) throws XMLStreamException, UnwritableException {
        if (UNWRITABLE.matcher(text).find()) {
            throw new UnwritableException();
        }
        String[] lines = text.split("\r", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                xml.writeEntityRef("#13");
            }
            xml.writeCharacters(lines[i]);
        }
    }
}
