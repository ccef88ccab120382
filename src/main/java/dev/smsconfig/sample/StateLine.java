package dev.smsconfig.sample;

import dev.smsconfig.sample.wire.InvalidEntityException;
import dev.smsconfig.sample.wire.JsonText;
import dev.smsconfig.state.TenantId;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One line of the state file: one save.
 *
 * @param tenant whose settings were saved
 * @param settings what was saved, whole
 */
record StateLine(TenantId tenant, SmsSettings settings) {

    private static final String TENANT = "tenant";

    /** The line with its newline; JSON escapes newlines, so there is no other. */
    byte[] encoded() {
        ObjectNode object = JsonText.MAPPER.createObjectNode();
        object.put(TENANT, tenant.value());
        SettingsJson.put(object, settings);
        byte[] json = JsonText.MAPPER.writeValueAsBytes(object);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    /**
     * @param line without its newline
     * @throws InvalidEntityException where it is not what {@link #encoded()} wrote; unknown properties may follow, for
     *     later versions
     */
    static StateLine decode(byte[] line) throws InvalidEntityException {
        JsonNode node = JsonText.parse(line);
        JsonNode tenant = node.path(TENANT);
        if (!tenant.isString() || !TenantId.isValid(tenant.stringValue())) {
            throw new InvalidEntityException("it names no tenant");
        }
        boolean whole = node.has(SettingsJson.DEFAULT_SMS_COUNTRY)
                && node.has(SettingsJson.NET_SERVER_SMS_PROVIDER)
                && node.has(SettingsJson.NS_PLUGIN_SENDER)
                && node.has(SettingsJson.NS_PLUGIN_CONFIG);
        if (!whole) {
            throw new InvalidEntityException("it lacks a setting");
        }
        return new StateLine(new TenantId(tenant.stringValue()), SettingsJson.settings(node));
    }
}
