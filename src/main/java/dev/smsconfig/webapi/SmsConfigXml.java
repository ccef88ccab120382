package dev.smsconfig.webapi;

import dev.smsconfig.state.SmsConfig;
import java.io.StringWriter;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * SmsConfig as XML in UTF-8: the element is named after the type, its children after the properties, without a
 * namespace, as the WebAPI's documentation shows for other entities. How it writes a dictionary is nowhere shown; this is
 * the form of the same type in SOAP (StringDictionary of Services88: {@code StringKeyValuePair} with {@code Key} and
 * {@code Value}). A server that writes another is unreadable, so that nothing is saved to it.
 */
final class SmsConfigXml implements WireForm {

    static final String ROOT = "SmsConfig";
    static final String PAIR = "StringKeyValuePair";
    static final String NIL = "http://www.w3.org/2001/XMLSchema-instance";
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
        return contentType();
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
        return reader.read(XmlTree.read(body));
    }
}
