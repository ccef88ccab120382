package dev.smsconfig.webapi;

import dev.smsconfig.state.Rights;
import dev.smsconfig.state.Rights.Permission;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a {@link LocalWebApi} writes, by hand, so that a mistake of the code under test cannot hide itself. */
enum LocalFormat {
    JSON("application/json; charset=utf-8") {
        @Override
        String text(SmsConfig config) {
            List<String> members = new ArrayList<>();
            for (SmsProperty property : SmsProperty.values()) {
                members.add(quoted(property.apiName())
                        + ":"
                        + json(config.properties().get(property)));
            }
            List<String> settings = new ArrayList<>();
            Map<String, Value> pluginConfig = config.pluginConfig();
            if (pluginConfig != null) {
                pluginConfig.forEach((key, value) -> settings.add(quoted(key) + ":" + json(value)));
            }
            members.add(
                    "\"NsPluginConfig\":" + (pluginConfig == null ? "null" : "{" + String.join(",", settings) + "}"));
            return "{" + String.join(",", members) + "}";
        }

        @Override
        String withRights(String text, Rights rights) {
            List<String> rules = new ArrayList<>();
            rights.properties()
                    .forEach((property, rule) -> rules.add(quoted(property.apiName()) + ":{\"FieldRight\":"
                            + right(fieldMask(rule.write())) + ",\"FieldType\":\"System.String\",\"FieldLength\":"
                            + rule.maxLength() + "}"));
            rules.add("\"NsPluginConfig\":{\"FieldRight\":" + right(fieldMask(rights.settings())) + "}");
            return text.substring(0, text.length() - 1) + ",\"TableRight\":" + right(tableMask(rights.update()))
                    + ",\"FieldProperties\":{" + String.join(",", rules) + "}}";
        }

        private String right(@Nullable String mask) {
            return mask == null ? "null" : "{\"Mask\":" + quoted(mask) + ",\"Reason\":\"\"}";
        }

        private String json(@Nullable Value value) {
            return value == null ? "null" : quoted(clear(value));
        }

        private String quoted(String text) {
            return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        }
    },

    XML("application/xml; charset=utf-8") {
        @Override
        String text(SmsConfig config) {
            StringBuilder text =
                    new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<SmsConfig " + XSI + ">\n");
            for (SmsProperty property : SmsProperty.values()) {
                text.append(element(property.apiName(), config.properties().get(property)));
            }
            Map<String, Value> pluginConfig = config.pluginConfig();
            if (pluginConfig == null) {
                text.append(element("NsPluginConfig", null));
            } else {
                text.append("  <NsPluginConfig>\n");
                pluginConfig.forEach((key, value) -> text.append("<StringKeyValuePair>")
                        .append(element("Key", Value.text(key)))
                        .append(element("Value", value))
                        .append("</StringKeyValuePair>\n"));
                text.append("</NsPluginConfig>");
            }
            return text + "</SmsConfig>";
        }

        @Override
        String withRights(String text, Rights rights) {
            StringBuilder fields = new StringBuilder();
            rights.properties()
                    .forEach((property, rule) -> fields.append("<" + property.apiName() + ">"
                            + right("FieldRight", fieldMask(rule.write()))
                            + "<FieldType>System.String</FieldType><FieldLength>" + rule.maxLength()
                            + "</FieldLength></"
                            + property.apiName() + ">"));
            fields.append("<NsPluginConfig>" + right("FieldRight", fieldMask(rights.settings())) + "</NsPluginConfig>");
            return text.replace(
                    "</SmsConfig>",
                    right("TableRight", tableMask(rights.update())) + "<FieldProperties>" + fields
                            + "</FieldProperties></SmsConfig>");
        }

        private String right(String name, @Nullable String mask) {
            String xml = mask == null ? "<Mask/>" : "<Mask>" + mask.replace(",", "") + "</Mask>";
            return "<" + name + ">" + xml + "<Reason/></" + name + ">";
        }

        private String element(String name, @Nullable Value value) {
            return value == null
                    ? "<" + name + " " + XSI + " xsi:nil=\"true\"/>\n"
                    : "<" + name + "><![CDATA[" + clear(value) + "]]></" + name + ">\n";
        }
    };

    private static final String XSI = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";

    private final String type;

    LocalFormat(String type) {
        this.type = type;
    }

    String type() {
        return type;
    }

    /** The entity without rights. */
    abstract String text(SmsConfig config);

    /** The entity, as it was saved or put, with rights. */
    abstract String withRights(String text, Rights rights);

    private static @Nullable String tableMask(Permission permission) {
        return switch (permission) {
            case GRANTED -> "Select, Update, Insert, Delete";
            case DENIED -> "Select, Filtering";
            case UNTOLD -> null;
        };
    }

    private static @Nullable String fieldMask(Permission permission) {
        return switch (permission) {
            case GRANTED -> "Update, UIHintMandatory";
            case DENIED -> "Read, UIHintReadOnly";
            case UNTOLD -> null;
        };
    }

    private static String clear(Value value) {
        if (value instanceof Value.Text text) {
            return text.text();
        }
        return value instanceof Secret secret ? secret.expose() : "•••••";
    }
}
