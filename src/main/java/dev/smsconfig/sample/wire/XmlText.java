package dev.smsconfig.sample.wire;

import java.io.StringReader;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An entity in XML to a tree. The element is named after the type and its children after the properties, in any case,
 * without a namespace, as the WebAPI's documentation shows for other entities. How the WebAPI writes a dictionary is
 * nowhere shown; here it is as the same type is in SOAP (StringDictionary of Services88):
 *
 * <pre>{@code
 * <SmsConfig>
 *   <NsPluginSender>Contoso</NsPluginSender>
 *   <NsPluginConfig>
 *     <StringKeyValuePair><Key>cm_username</Key><Value>contoso</Value></StringKeyValuePair>
 *   </NsPluginConfig>
 * </SmsConfig>
 * }</pre>
 *
 * Null is {@code xsi:nil="true"} or an absent element. Refused are a DOCTYPE and with it every entity but the five
 * predefined ones, namespaces, attributes, a property twice, text between elements, and XML 1.1; comments and processing
 * instructions mean nothing.
 */
final class XmlText {

    static final String PAIR = "StringKeyValuePair";
    static final String KEY = "Key";
    static final String VALUE = "Value";

    private static final Set<String> DECLARABLE = Set.of("utf-8", "us-ascii", "utf-16");

    private final XmlCursor xml;
    private final EntityShape shape;

    private XmlText(XmlCursor xml, EntityShape shape) {
        this.xml = xml;
        this.shape = shape;
    }

    /** @param declarationCounts whether nothing else named the encoding; the XML declaration then has to be right */
    static JsonNode parse(String text, EntityShape shape, boolean declarationCounts) throws InvalidEntityException {
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(new StringReader(text));
            requirePlainDeclaration(xml, declarationCounts);
            return new XmlText(new XmlCursor(xml), shape).document();
        } catch (XMLStreamException e) {
            // its message quotes the text
            throw new InvalidEntityException("the text is not well-formed XML (line "
                    + e.getLocation().getLineNumber() + ", column "
                    + e.getLocation().getColumnNumber() + ")");
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    private static void requirePlainDeclaration(XMLStreamReader xml, boolean declarationCounts)
            throws InvalidEntityException {
        if (xml.getVersion() != null && !xml.getVersion().equals("1.0")) {
            throw new InvalidEntityException("the text is not XML 1.0");
        }
        String declared = xml.getCharacterEncodingScheme();
        if (declarationCounts && declared != null && !DECLARABLE.contains(declared.toLowerCase(Locale.ROOT))) {
            throw new InvalidEntityException("the XML declaration names an encoding that is neither UTF-8, US-ASCII nor"
                    + " UTF-16; name it in the Content-Type");
        }
    }

    private JsonNode document() throws XMLStreamException, InvalidEntityException {
        xml.toDocumentElement();
        if (!xml.name().equalsIgnoreCase(shape.type())) {
            throw new InvalidEntityException("the document element must be '" + shape.type() + "'");
        }
        JsonNode entity = xml.isNil() ? xml.skipNil() : properties();
        xml.toEnd();
        if (entity.isNull()) {
            throw RequestContentType.missing();
        }
        return entity;
    }

    private ObjectNode properties() throws XMLStreamException, InvalidEntityException {
        ObjectNode entity = JsonText.MAPPER.createObjectNode();
        Set<String> seen = new HashSet<>();
        while (xml.nextChild()) {
            String name = xml.name();
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw new InvalidEntityException("an element of '" + shape.type() + "' comes twice");
            }
            entity.set(name, name.equalsIgnoreCase(shape.dictionary()) ? pairs() : xml.value());
        }
        return entity;
    }

    private JsonNode pairs() throws XMLStreamException, InvalidEntityException {
        if (xml.isNil()) {
            return xml.skipNil();
        }
        ObjectNode pairs = JsonText.MAPPER.createObjectNode();
        while (xml.nextChild()) {
            if (!xml.name().equalsIgnoreCase(PAIR) || xml.isNil()) {
                throw new InvalidEntityException("'" + shape.dictionary() + "' may hold '" + PAIR + "' only");
            }
            ObjectNode pair = pair();
            JsonNode key = pair.path(KEY);
            if (!key.isString() || key.stringValue().isEmpty()) {
                throw new InvalidEntityException("a '" + PAIR + "' has no '" + KEY + "'");
            }
            if (pairs.has(key.stringValue())) {
                throw new InvalidEntityException("a '" + KEY + "' of '" + shape.dictionary() + "' comes twice");
            }
            pairs.set(key.stringValue(), pair.has(VALUE) ? pair.get(VALUE) : NullNode.getInstance());
        }
        return pairs;
    }

    private ObjectNode pair() throws XMLStreamException, InvalidEntityException {
        ObjectNode pair = JsonText.MAPPER.createObjectNode();
        while (xml.nextChild()) {
            String name = xml.name().equalsIgnoreCase(KEY) ? KEY : VALUE;
            if (pair.has(name) || !xml.name().equalsIgnoreCase(name)) {
                throw new InvalidEntityException("a '" + PAIR + "' has one '" + KEY + "' and one '" + VALUE + "'");
            }
            pair.set(name, xml.value());
        }
        return pair;
    }
}
