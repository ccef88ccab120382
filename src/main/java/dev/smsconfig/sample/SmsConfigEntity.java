package dev.smsconfig.sample;

import dev.smsconfig.sample.Endpoint.Call;
import dev.smsconfig.sample.wire.EntityShape;
import dev.smsconfig.sample.wire.JsonText;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The SmsConfig of an answer: the four settings and what the caller may do with them (SaveSmsConfig.md). */
final class SmsConfigEntity {

    static final String TABLE_RIGHT = "TableRight";
    static final String FIELD_PROPERTIES = "FieldProperties";

    static final EntityShape SHAPE = new EntityShape(
            "SmsConfig",
            List.of(
                    SettingsJson.DEFAULT_SMS_COUNTRY,
                    SettingsJson.NET_SERVER_SMS_PROVIDER,
                    SettingsJson.NS_PLUGIN_SENDER),
            SettingsJson.NS_PLUGIN_CONFIG);

    private final TenantProfile.Rights rights;
    private final Optional<Language> language;
    private boolean isTranslated;

    private SmsConfigEntity(TenantProfile.Rights rights, Optional<Language> language) {
        this.rights = rights;
        this.language = language;
    }

    /**
     * A 200 with {@code settings} and the rights of the tenant's profile. It has a {@code Content-Language} where a reason
     * is translated; where no right is missing there is nothing to translate.
     */
    static Answer answer(Call call, SmsSettings settings) {
        return answer(call, settings, Selection.ALL);
    }

    /** The same with the properties that are not selected null. */
    static Answer answer(Call call, SmsSettings settings, Selection selection) {
        Optional<Language> language = Language.of(call.head());
        SmsConfigEntity entity = new SmsConfigEntity(call.profile().rights(), language);
        ObjectNode tree = entity.tree(call.profile().quirks().shown(settings));
        Answer answer = Answer.ok(SHAPE.type(), selection.of(tree));
        return entity.isTranslated && language.isPresent()
                ? answer.with("Content-Language", language.get().tag())
                : answer;
    }

    private ObjectNode tree(SmsSettings settings) {
        ObjectNode tree = JsonText.MAPPER.createObjectNode();
        SettingsJson.put(tree, settings);
        String tableMask = rights.tableMask();
        putRight(tree, TABLE_RIGHT, tableMask, tableMask == null ? null : tableReason(tableMask));
        ObjectNode fields = tree.putObject(FIELD_PROPERTIES);
        SHAPE.texts().forEach(name -> putField(fields, name, "System.String"));
        putField(fields, SHAPE.dictionary(), "object");
        return tree;
    }

    private void putField(ObjectNode fields, String name, String type) {
        ObjectNode field = fields.putObject(name);
        String mask = rights.fieldMask();
        boolean isReadOnly = mask != null && !Mask.permitsWrite(mask);
        putRight(field, "FieldRight", mask, isReadOnly ? Reason.FIELD_READ_ONLY : null);
        field.put("FieldType", type);
        field.put("FieldLength", rights.fieldLength());
    }

    private void putRight(ObjectNode parent, String name, @Nullable String mask, @Nullable Reason reason) {
        if (mask == null) {
            parent.putNull(name);
            return;
        }
        isTranslated |= reason != null;
        parent.putObject(name).put("Mask", mask).put("Reason", reason == null ? "" : reason.text(language));
    }

    private static @Nullable Reason tableReason(String mask) {
        if (Mask.isFull(mask)) {
            return null;
        }
        return Mask.permitsUpdate(mask) ? Reason.RIGHT_MISSING : Reason.NO_UPDATE;
    }
}
