package dev.smsconfig.sample;

import dev.smsconfig.sample.wire.InvalidEntityException;
import dev.smsconfig.sample.wire.RequestContentType;
import dev.smsconfig.sample.wire.UnsupportedContentTypeException;
import java.io.IOException;

/** Replaces all four settings of the tenant and answers what is now stored (SaveSmsConfig.md). */
final class SaveSmsConfig implements Operation {

    private static final System.Logger LOG = System.getLogger(SaveSmsConfig.class.getName());

    private final TenantStates states;
    private final RequestLog requestLog;

    SaveSmsConfig(TenantStates states, RequestLog requestLog) {
        this.states = states;
        this.requestLog = requestLog;
    }

    @Override
    public String name() {
        return "SaveSmsConfig";
    }

    @Override
    public String summary() {
        return "Updates the existing SmsConfig or creates a new SmsConfig if the id parameter is empty";
    }

    @Override
    public boolean takesEntity() {
        return true;
    }

    @Override
    public boolean isIn(TenantProfile profile) {
        return profile.canSave();
    }

    /** @throws Refusal 403, 415, 413 or 400 with nothing stored; 500 where the state file cannot be written */
    @Override
    public Answer answer(Call call) throws Refusal {
        requireRight(call);
        if (call.profile().quirks().failsSaves()) {
            throw Refusal.notFound("The tenant's database is not there now.");
        }
        SmsSettings settings = call.profile().quirks().stored(entity(call));
        try {
            FieldLengths.require(settings, call.profile().rights().fieldLength());
            states.save(call.tenant(), settings);
        } catch (InvalidEntityException e) {
            throw Refusal.invalid(e.detail());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "a save was not stored", e);
            throw Refusal.internal("The save could not be stored; the tenant has what it had.");
        }
        requestLog.saved(call.tenant());
        return SmsConfigEntity.answer(call, settings);
    }

    /** A mask that is null tells nothing, so it forbids nothing. */
    private static void requireRight(Call call) throws Refusal {
        String mask = call.profile().rights().tableMask();
        if (mask != null && !Mask.permitsUpdate(mask)) {
            throw Refusal.forbidden(Reason.NO_UPDATE, Language.of(call.head()));
        }
    }

    private static SmsSettings entity(Call call) throws Refusal {
        try {
            RequestContentType type = RequestContentType.of(call.head().all("Content-Type"));
            return SettingsJson.settings(type.read(call.body().bytes(), SmsConfigEntity.SHAPE));
        } catch (UnsupportedContentTypeException e) {
            throw Refusal.unsupportedMediaType(String.valueOf(e.getMessage()));
        } catch (InvalidEntityException e) {
            throw Refusal.invalid(e.detail());
        }
    }
}
