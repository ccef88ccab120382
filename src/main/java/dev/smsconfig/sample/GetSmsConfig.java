package dev.smsconfig.sample;

/** Answers what the tenant has, or what it began with. The body, if any, is not read. */
final class GetSmsConfig implements Operation {

    private final TenantStates states;
    private final SmsConfigJson json;

    GetSmsConfig(TenantStates states, SmsConfigJson json) {
        this.states = states;
        this.json = json;
    }

    @Override
    public String name() {
        return "GetSmsConfig";
    }

    @Override
    public Answer answer(Call call) {
        return Answer.ok(json.write(states.settingsOf(call.tenant())));
    }
}
