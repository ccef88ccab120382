package dev.smsconfig.sample;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The SmsConfig entity as {@code application/json} (SaveSmsConfig.md; rights in facts.md, section 5). */
final class SmsConfigJson {

    /** {@code registry.value} is String(255): facts.md, section 1. */
    private static final int FIELD_LENGTH = 255;

    /**
     * @param body the request's body, in UTF-8
     * @throws InvalidEntityException where it is not one SmsConfig
     */
    SmsSettings read(byte[] body) throws InvalidEntityException {
        if (body.length == 0) {
            throw missing();
        }
        JsonNode node = SettingsJson.parse(body);
        if (node.isNull() || node.isMissingNode()) {
            throw missing();
        }
        return SettingsJson.settings(node);
    }

    /** The entity with full rights on everything. */
    ObjectNode write(SmsSettings settings) {
        ObjectNode entity = SettingsJson.MAPPER.createObjectNode();
        SettingsJson.put(entity, settings);
        putFullRight(entity.putObject("TableRight"));
        ObjectNode fields = entity.putObject("FieldProperties");
        putField(fields, SettingsJson.DEFAULT_SMS_COUNTRY, "System.String");
        putField(fields, SettingsJson.NET_SERVER_SMS_PROVIDER, "System.String");
        putField(fields, SettingsJson.NS_PLUGIN_SENDER, "System.String");
        putField(fields, SettingsJson.NS_PLUGIN_CONFIG, "object");
        return entity;
    }

    private static void putField(ObjectNode fields, String name, String type) {
        ObjectNode field = fields.putObject(name);
        putFullRight(field.putObject("FieldRight"));
        field.put("FieldType", type);
        field.put("FieldLength", FIELD_LENGTH);
    }

    private static void putFullRight(ObjectNode right) {
        right.put("Mask", "FULL");
        right.put("Reason", "");
    }

    /** The wording that the agents' documentation shows (facts.md, section 2). */
    private static InvalidEntityException missing() {
        return new InvalidEntityException("The parameters dictionary contains a null entry for parameter 'entity'.");
    }
}
