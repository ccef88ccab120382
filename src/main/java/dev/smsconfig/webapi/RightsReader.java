package dev.smsconfig.webapi;

import dev.smsconfig.state.Rights;
import dev.smsconfig.state.Rights.Permission;
import dev.smsconfig.state.SmsProperty;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * TableRight and FieldProperties. They are hints beside the configuration: what cannot be understood is untold, and never
 * makes an answer unreadable. Masks are names of .NET flags, {@code "Select, Update"} or {@code "FULL"}, in XML with
 * blanks between, in old answers a number (SuperOffice.Data.ETableRight and EFieldRight in the NetServer reference).
 */
final class RightsReader {

    private static final int TABLE_UPDATE = 2;
    private static final int FIELD_WRITE = 2;

    /** The bits that say that the mask itself means nothing. */
    private static final int TABLE_UNINITIALIZED = 128;

    private static final int FIELD_UNDEFINED = 256;

    private static final Map<String, Integer> TABLE_MASKS = Map.ofEntries(
            Map.entry("none", 0),
            Map.entry("select", 1),
            Map.entry("update", 2),
            Map.entry("insert", 4),
            Map.entry("delete", 8),
            Map.entry("filtering", 16),
            Map.entry("restrictedupdate", 32),
            Map.entry("unused1", 64),
            Map.entry("uninitialized", TABLE_UNINITIALIZED),
            Map.entry("r", 1),
            Map.entry("ur", 3),
            Map.entry("ri", 5),
            Map.entry("uri", 7),
            Map.entry("udr", 11),
            Map.entry("full", 15),
            Map.entry("f", 16),
            Map.entry("rf", 17),
            Map.entry("fi", 20),
            Map.entry("uru", 34),
            Map.entry("write", 38));

    private static final Map<String, Integer> FIELD_MASKS = Map.ofEntries(
            Map.entry("none", 0),
            Map.entry("read", 1),
            Map.entry("write", 2),
            Map.entry("update", 3),
            Map.entry("full", 3),
            Map.entry("unused1", 4),
            Map.entry("unused2", 8),
            Map.entry("unused3", 16),
            Map.entry("unused4", 32),
            Map.entry("nullable", 32),
            Map.entry("uihintmandatory", 64),
            Map.entry("uihintreadonly", 128),
            Map.entry("uihints", 192),
            Map.entry("undefinedvalue256", FIELD_UNDEFINED));

    private RightsReader() {}

    /** @param tableRight and {@code fieldProperties}: as they came, or null where they did not */
    static Rights of(@Nullable JsonNode tableRight, @Nullable JsonNode fieldProperties) {
        Permission update = tableRight == null
                ? Permission.UNTOLD
                : permission(member(tableRight, "Mask"), TABLE_MASKS, TABLE_UPDATE, TABLE_UNINITIALIZED);
        Map<SmsProperty, Rights.Rule> rules = new EnumMap<>(SmsProperty.class);
        Permission settings = Permission.UNTOLD;
        if (fieldProperties != null) {
            JsonNode dictionary = member(fieldProperties, SmsProperty.PLUGIN_CONFIG);
            settings = dictionary == null ? settings : rule(dictionary).write();
            for (SmsProperty property : SmsProperty.values()) {
                JsonNode field = member(fieldProperties, property.apiName());
                if (field != null && field.isObject()) {
                    rules.put(property, rule(field));
                }
            }
        }
        return new Rights(update, rules, settings);
    }

    private static Rights.Rule rule(JsonNode field) {
        JsonNode right = member(field, "FieldRight");
        Permission write = right == null
                ? Permission.UNTOLD
                : permission(member(right, "Mask"), FIELD_MASKS, FIELD_WRITE, FIELD_UNDEFINED);
        JsonNode type = member(field, "FieldType");
        JsonNode length = member(field, "FieldLength");
        boolean text = type != null && type.isString() && type.stringValue().equals("System.String");
        return new Rights.Rule(write, text && length != null ? Math.max(0, number(length)) : 0);
    }

    /**
     * Only names and numbers that are known decide; an empty or unknown mask is untold.
     *
     * @param unset the bit that says that the mask itself means nothing
     */
    private static Permission permission(@Nullable JsonNode mask, Map<String, Integer> names, int bit, int unset) {
        if (mask == null) {
            return Permission.UNTOLD;
        }
        int number = number(mask);
        if (number >= 0) {
            return (number & unset) != 0 ? Permission.UNTOLD : granted((number & bit) != 0);
        }
        List<String> told = mask.isString() ? namesIn(mask.stringValue()) : List.of();
        int bits = told.stream().mapToInt(name -> names.getOrDefault(name, 0)).reduce(0, (a, b) -> a | b);
        if (told.isEmpty() || (bits & unset) != 0) {
            return Permission.UNTOLD;
        }
        boolean allKnown = names.keySet().containsAll(told);
        return allKnown || (bits & bit) != 0 ? granted((bits & bit) != 0) : Permission.UNTOLD;
    }

    private static List<String> namesIn(String mask) {
        return Stream.of(mask.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static Permission granted(boolean granted) {
        return granted ? Permission.GRANTED : Permission.DENIED;
    }

    /** The number in a node, as JSON has it or as XML's text, or -1 where there is none. */
    private static int number(JsonNode node) {
        if (node.isInt()) {
            return node.intValue();
        }
        return node.isString() && node.stringValue().strip().matches("[0-9]{1,9}")
                ? Integer.parseInt(node.stringValue().strip())
                : -1;
    }

    private static @Nullable JsonNode member(JsonNode object, String name) {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (entry.getKey().equalsIgnoreCase(name)) {
                return entry.getValue();
            }
        }
        return null;
    }
}
