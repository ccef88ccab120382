package dev.smsconfig.auth;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** A private key in the RSA XML of .NET, which is what the Developer Portal gives. */
final class RsaXml {

    private static final String ROOT = "RSAKeyValue";

    private RsaXml() {}

    /** @throws UnusableKeyException where it is no such XML, has a DOCTYPE, or lacks a part */
    static RSAPrivateCrtKey parse(String text) throws UnusableKeyException {
        if (text.contains("<!DOCTYPE")) {
            throw new UnusableKeyException("the RSA XML has a DOCTYPE, which is refused; store the key without it");
        }
        Map<String, BigInteger> parts = parts(root(text));
        if (parts.containsKey("Modulus") && !parts.containsKey("D")) {
            throw new UnusableKeyException(
                    "that is a public key, it has no D; store the private key from the Developer Portal");
        }
        try {
            RSAPrivateCrtKeySpec spec = new RSAPrivateCrtKeySpec(
                    part(parts, "Modulus"),
                    part(parts, "Exponent"),
                    part(parts, "D"),
                    part(parts, "P"),
                    part(parts, "Q"),
                    part(parts, "DP"),
                    part(parts, "DQ"),
                    part(parts, "InverseQ"));
            if (KeyFactory.getInstance("RSA").generatePrivate(spec) instanceof RSAPrivateCrtKey key) {
                return key;
            }
        } catch (GeneralSecurityException e) {
            // without the cause: nothing of the key may show
        }
        throw new UnusableKeyException(
                "the RSA XML holds no usable key; store the private key from the Developer Portal anew");
    }

    private static Element root(String text) throws UnusableKeyException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            factory.setNamespaceAware(true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // the JDK's own writes what it finds to the standard error
            ErrorHandler silent = new DefaultHandler();
            builder.setErrorHandler(silent);
            Element root =
                    builder.parse(new InputSource(new StringReader(text))).getDocumentElement();
            if (ROOT.equals(root.getLocalName())) {
                return root;
            }
        } catch (SAXException | IOException e) {
            // without the cause: it quotes what it read
            throw new UnusableKeyException("the RSA XML is damaged; store the file again, whole and unchanged");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the XML parser cannot be made safe", e);
        }
        throw new UnusableKeyException("the XML is no RSA key; store the one that begins with <" + ROOT + ">");
    }

    private static Map<String, BigInteger> parts(Element root) throws UnusableKeyException {
        Map<String, BigInteger> parts = new HashMap<>();
        for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && parts.put(element.getLocalName(), number(element)) != null) {
                throw new UnusableKeyException("the RSA XML has a part twice; store the key again, unchanged");
            }
        }
        return parts;
    }

    private static BigInteger number(Element element) throws UnusableKeyException {
        try {
            byte[] bytes = Base64.getDecoder().decode(element.getTextContent().replaceAll("\\s", ""));
            return new BigInteger(1, bytes);
        } catch (IllegalArgumentException e) {
            // without the cause: it quotes a character
            throw new UnusableKeyException(
                    "a part of the RSA XML is not base64; store the file again, whole and unchanged");
        }
    }

    private static BigInteger part(Map<String, BigInteger> parts, String name) throws UnusableKeyException {
        BigInteger part = parts.get(name);
        if (part == null) {
            throw new UnusableKeyException("the RSA XML has no " + name + "; store the whole private key, with Modulus,"
                    + " Exponent, P, Q, DP, DQ, InverseQ and D");
        }
        return part;
    }
}
