package dev.smsconfig.sample;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Replaces all four settings of the tenant and answers what is now stored (SaveSmsConfig.md). */
final class SaveSmsConfig implements Operation {

    private static final System.Logger LOG = System.getLogger(SaveSmsConfig.class.getName());
    private static final List<String> MEDIA_TYPES = List.of("application/json", "text/json");

    private final TenantStates states;
    private final SmsConfigJson json;
    private final RequestLog requestLog;

    SaveSmsConfig(TenantStates states, SmsConfigJson json, RequestLog requestLog) {
        this.states = states;
        this.json = json;
        this.requestLog = requestLog;
    }

    @Override
    public String name() {
        return "SaveSmsConfig";
    }

    /** @throws Refusal 415, 413 or 400 with nothing stored; 500 where the state file cannot be written */
    @Override
    public Answer answer(Call call) throws Refusal {
        if (!MEDIA_TYPES.contains(mediaType(call.contentType()))) {
            throw Refusal.unsupportedMediaType(String.join(" or ", MEDIA_TYPES));
        }
        SmsSettings settings = entity(call.body());
        try {
            states.save(call.tenant(), settings);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "a save was not stored", e);
            throw Refusal.internal("The save could not be stored; the tenant has what it had.");
        }
        requestLog.saved(call.tenant());
        return Answer.ok(json.write(settings));
    }

    private SmsSettings entity(RequestBody body) throws Refusal {
        try {
            return json.read(body.bytes());
        } catch (InvalidEntityException e) {
            throw Refusal.invalid(e.detail());
        }
    }

    /** The header without its parameters. */
    private static String mediaType(@Nullable String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    }
}
