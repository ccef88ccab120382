package dev.smsconfig.sample.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * An entity as {@code application/x-www-form-urlencoded} to a tree: {@code NsPluginSender=Contoso&
 * NsPluginConfig[cm_username]=contoso}, or {@code NsPluginConfig.cm_username=contoso}, as ASP.NET binds form fields. Names
 * of properties are read in any case; a field that comes twice is refused, since it is not told which of the two counts.
 * A form cannot say null: an empty value is the empty text.
 */
final class FormFields {

    /** As ASP.NET has it (aspnet:MaxHttpCollectionKeys). */
    private static final int MOST_FIELDS = 1_000;

    /** The name of a property, and what follows it in brackets or after a dot. */
    private static final Pattern NAME = Pattern.compile("([^\\[\\].]*)(?:\\[([^\\[\\]]*)\\]|\\.([^\\[\\].]+))?");

    private FormFields() {}

    /** @throws InvalidEntityException also where no field is a property of the entity: any text is a form of some kind */
    static JsonNode parse(String text, EntityShape shape) throws InvalidEntityException {
        Map<String, JsonNode> properties = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        String[] fields = text.split("&", MOST_FIELDS + 1);
        if (fields.length > MOST_FIELDS) {
            throw new InvalidEntityException("the form has more than " + MOST_FIELDS + " fields");
        }
        for (String field : fields) {
            if (!field.isEmpty()) {
                String[] parts = field.split("=", 2);
                put(properties, shape.dictionary(), decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1]));
            }
        }
        if (!shape.hasAnyOf(properties.keySet())) {
            throw RequestContentType.missing();
        }
        ObjectNode entity = JsonText.MAPPER.createObjectNode();
        properties.forEach(entity::set);
        return entity;
    }

    private static void put(Map<String, JsonNode> properties, String dictionary, String name, String value)
            throws InvalidEntityException {
        Matcher parts = NAME.matcher(name);
        boolean isFlat = parts.matches() && parts.group(2) == null && parts.group(3) == null;
        if (isFlat) {
            // an empty dictionary can be told by its name alone
            boolean isEmptyDictionary = name.equalsIgnoreCase(dictionary) && value.isEmpty();
            JsonNode node = isEmptyDictionary ? JsonText.MAPPER.createObjectNode() : StringNode.valueOf(value);
            if (properties.put(name, node) != null) {
                throw new InvalidEntityException("a field of the form comes twice");
            }
            return;
        }
        String property = parts.matches() ? parts.group(1) : name.split("[\\[.]", 2)[0];
        if (!property.equalsIgnoreCase(dictionary)) {
            // a known property would then be no text; an unknown one means nothing
            properties.put(property, JsonText.MAPPER.createObjectNode());
            return;
        }
        if (!parts.matches()) {
            throw new InvalidEntityException("'" + dictionary + "' is followed by one [key] or .key");
        }
        String key = parts.group(2) != null ? parts.group(2) : parts.group(3);
        JsonNode pairs = properties.computeIfAbsent(property, p -> JsonText.MAPPER.createObjectNode());
        if (key.isEmpty() || !(pairs instanceof ObjectNode object) || object.has(key)) {
            throw new InvalidEntityException("a field of '" + dictionary + "' has no key, or comes twice");
        }
        object.put(key, value);
    }

    private static String decoded(String text) throws InvalidEntityException {
        byte[] bytes = new byte[text.length() * 3];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes[length++] = escaped(text, i);
                i += 2;
            } else if (c < 0x80) {
                bytes[length++] = (byte) (c == '+' ? ' ' : c);
            } else {
                int next = text.offsetByCodePoints(i, 1);
                for (byte b : text.substring(i, next).getBytes(StandardCharsets.UTF_8)) {
                    bytes[length++] = b;
                }
                i = next - 1;
            }
        }
        return BodyText.strict(Arrays.copyOf(bytes, length), StandardCharsets.UTF_8);
    }

    private static byte escaped(String text, int at) throws InvalidEntityException {
        int high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
        int low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
        if (high < 0 || low < 0 || text.charAt(at + 1) > 'f' || text.charAt(at + 2) > 'f') {
            throw new InvalidEntityException("the form has a '%' that two hexadecimal digits do not follow");
        }
        return (byte) (high << 4 | low);
    }
}
