package dev.smsconfig.sample;

/** Answers defaults to fill in; stores nothing (facts.md, section 1). */
final class CreateDefaultSmsConfig implements Operation {

    private final SmsConfigJson json;

    CreateDefaultSmsConfig(SmsConfigJson json) {
        this.json = json;
    }

    @Override
    public String name() {
        return "CreateDefaultSmsConfig";
    }

    @Override
    public Answer answer(Call call) {
        return Answer.ok(json.write(SmsSettings.DEFAULTS));
    }
}
