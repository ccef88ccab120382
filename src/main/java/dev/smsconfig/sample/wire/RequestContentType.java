package dev.smsconfig.sample.wire;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;
import tools.jackson.databind.JsonNode;

/**
 * How a request's body is to be read: one of the seven types of SaveSmsConfig.md and a charset. The two patch types carry
 * the entity itself: on an agent they are only more names of JSON (SaveSmsConfig.md, Request Headers).
 *
 * @param form what reads it
 * @param charset null where the header names none; then a byte order mark decides, else it is UTF-8
 */
public record RequestContentType(Form form, @Nullable Charset charset) {

    /** In the order of the page. */
    public static final List<String> SUPPORTED = List.of(
            "application/json",
            "text/json",
            "application/xml",
            "text/xml",
            "application/x-www-form-urlencoded",
            "application/json-patch+json",
            "application/merge-patch+json");

    private static final Map<String, Form> FORMS = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
        for (String type : SUPPORTED) {
            FORMS.put(type, type.endsWith("json") ? Form.JSON : type.endsWith("xml") ? Form.XML : Form.FIELDS);
        }
    }

    private static final Set<Charset> CHARSETS = Set.of(
            StandardCharsets.UTF_8,
            StandardCharsets.US_ASCII,
            StandardCharsets.ISO_8859_1,
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16BE,
            StandardCharsets.UTF_16LE);

    /** What reads a body. */
    enum Form {
        JSON,
        XML,
        FIELDS
    }

    /**
     * @param headers every Content-Type of the request; one is right
     * @throws UnsupportedContentTypeException where there is none or several, or type or charset is unknown here; other
     *     parameters are ignored
     */
    public static RequestContentType of(List<String> headers) throws UnsupportedContentTypeException {
        if (headers.size() != 1) {
            throw unsupported();
        }
        try {
            MimeType type = MimeTypeUtils.parseMimeType(headers.get(0));
            Form form = FORMS.get(type.getType() + "/" + type.getSubtype());
            Charset charset = type.getCharset();
            if (form == null || charset != null && !CHARSETS.contains(charset)) {
                throw unsupported();
            }
            return new RequestContentType(form, charset);
        } catch (InvalidMimeTypeException e) {
            // its message quotes the header
            throw unsupported();
        }
    }

    /**
     * @param body whole
     * @param shape of the entity
     * @return the entity: an object, or for JSON whatever value it is
     * @throws InvalidEntityException where the body is empty or malformed
     */
    public JsonNode read(byte[] body, EntityShape shape) throws InvalidEntityException {
        String text = BodyText.decode(body, charset);
        if (text.isBlank()) {
            throw missing();
        }
        return switch (form) {
            case JSON -> JsonText.parse(text);
            case XML -> XmlText.parse(text, shape, charset == null);
            case FIELDS -> FormFields.parse(text, shape);
        };
    }

    /** The wording that the agents' documentation shows (SuperOffice documentation, agents WebAPI). */
    public static InvalidEntityException missing() {
        return new InvalidEntityException("The parameters dictionary contains a null entry for parameter 'entity'.");
    }

    private static UnsupportedContentTypeException unsupported() {
        return new UnsupportedContentTypeException("The body must have one Content-Type of "
                + String.join(", ", SUPPORTED) + ", and a charset of utf-8, us-ascii, iso-8859-1 or utf-16 if any.");
    }
}
