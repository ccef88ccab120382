package dev.smsconfig.sample;

/** Answers what the tenant has, or what it began with; every version of the server can. */
final class GetSmsConfig implements Operation {

    private final TenantStates states;

    GetSmsConfig(TenantStates states) {
        this.states = states;
    }

    @Override
    public String name() {
        return "GetSmsConfig";
    }

    @Override
    public String summary() {
        return "Gets the SMS configuration.";
    }

    @Override
    public boolean takesEntity() {
        return false;
    }

    @Override
    public boolean isIn(TenantProfile profile) {
        return true;
    }

    @Override
    public Answer answer(Call call) {
        return SmsConfigEntity.answer(
                call, states.settingsOf(call.tenant()), Selection.in(call.head().query()));
    }
}
