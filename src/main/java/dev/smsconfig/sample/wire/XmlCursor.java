package dev.smsconfig.sample.wire;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Steps through elements and text, and refuses whatever else XML can hold. */
final class XmlCursor {

    static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    private static final int DEEPEST = 16;

    private final XMLStreamReader xml;

    XmlCursor(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** Past comments and processing instructions to the first element. */
    void toDocumentElement() throws XMLStreamException, InvalidEntityException {
        for (int event = xml.next(); event != XMLStreamConstants.START_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.DTD) {
                throw new InvalidEntityException("XML with a DOCTYPE is not read");
            }
        }
    }

    /** Past the last element, where only comments may stand. */
    void toEnd() throws XMLStreamException {
        while (xml.hasNext()) {
            xml.next();
        }
    }

    /** Of the element whose start this stands on. */
    String name() {
        return xml.getLocalName();
    }

    /** Moves to the next child's start, past blanks; false at the end of the element. */
    boolean nextChild() throws XMLStreamException, InvalidEntityException {
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
            if (isText(event)) {
                requireBlank(xml.getText());
            }
        }
        return false;
    }

    /** Whether the element is null; refuses every attribute but {@code xsi:nil}, and an element in a namespace. */
    boolean isNil() throws InvalidEntityException {
        if (xml.getNamespaceURI() != null && !xml.getNamespaceURI().isEmpty()) {
            throw new InvalidEntityException("an element is in a namespace");
        }
        boolean nil = false;
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (!XSI.equals(xml.getAttributeNamespace(i))
                    || !xml.getAttributeLocalName(i).equals("nil")) {
                throw new InvalidEntityException("an element has an attribute other than xsi:nil");
            }
            String value = xml.getAttributeValue(i).strip();
            nil = value.equals("true") || value.equals("1");
            if (!nil && !value.equals("false") && !value.equals("0")) {
                throw new InvalidEntityException("xsi:nil is neither true nor false");
            }
        }
        return nil;
    }

    /** Moves to the end of an element that is null. */
    JsonNode skipNil() throws XMLStreamException, InvalidEntityException {
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT || isText(event)) {
                throw new InvalidEntityException("an element with xsi:nil is not empty");
            }
        }
        return NullNode.getInstance();
    }

    /** What the element holds: text, null, or an object of its children, of which the last of one name stays. */
    JsonNode value() throws XMLStreamException, InvalidEntityException {
        return value(1);
    }

    private JsonNode value(int depth) throws XMLStreamException, InvalidEntityException {
        if (depth > DEEPEST) {
            throw new InvalidEntityException("the elements are too deep");
        }
        if (isNil()) {
            return skipNil();
        }
        StringBuilder text = new StringBuilder();
        ObjectNode children = JsonText.MAPPER.createObjectNode();
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                children.set(xml.getLocalName(), value(depth + 1));
            } else if (isText(event)) {
                text.append(xml.getText());
            }
        }
        if (children.isEmpty()) {
            return StringNode.valueOf(text.toString());
        }
        requireBlank(text.toString());
        return children;
    }

    private static boolean isText(int event) throws InvalidEntityException {
        if (event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new InvalidEntityException("XML with an entity is not read");
        }
        return event == XMLStreamConstants.CHARACTERS
                || event == XMLStreamConstants.CDATA
                || event == XMLStreamConstants.SPACE;
    }

    private static void requireBlank(String text) throws InvalidEntityException {
        if (!text.isBlank()) {
            throw new InvalidEntityException("there is text between elements");
        }
    }
}
