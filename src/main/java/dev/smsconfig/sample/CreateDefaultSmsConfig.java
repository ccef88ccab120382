package dev.smsconfig.sample;

/** Answers defaults to fill in; stores nothing (SuperOffice REST reference, CustomerService agent). */
final class CreateDefaultSmsConfig implements Operation {

    @Override
    public String name() {
        return "CreateDefaultSmsConfig";
    }

    @Override
    public String summary() {
        return "Sets default values into a new SmsConfig.";
    }

    @Override
    public boolean takesEntity() {
        return false;
    }

    @Override
    public boolean isIn(TenantProfile profile) {
        return profile.canSave();
    }

    @Override
    public Answer answer(Call call) {
        return SmsConfigEntity.answer(call, SmsSettings.DEFAULTS);
    }
}
