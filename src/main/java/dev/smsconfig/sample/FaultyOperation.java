package dev.smsconfig.sample;

import dev.smsconfig.state.TenantId;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.NullNode;

/**
 * An operation that answers 200 with something else where the tenant's profile says so. The call then has failed: nothing
 * is read and nothing is stored.
 */
final class FaultyOperation implements Operation {

    private static final String LOGIN_PAGE = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
            + "<title>Login</title></head><body><form method=\"post\">"
            + "<input name=\"username\"><input name=\"password\" type=\"password\"></form></body></html>\n";

    private final Operation operation;
    private final TenantProfiles profiles;
    private final TenantStates states;

    FaultyOperation(Operation operation, TenantProfiles profiles, TenantStates states) {
        this.operation = operation;
        this.profiles = profiles;
        this.states = states;
    }

    @Override
    public String name() {
        return operation.name();
    }

    @Override
    public String summary() {
        return operation.summary();
    }

    @Override
    public boolean takesEntity() {
        return operation.takesEntity();
    }

    @Override
    public boolean isIn(TenantProfile profile) {
        return operation.isIn(profile);
    }

    @Override
    public Answer answer(Call call) throws Refusal {
        return switch (call.profile().quirks().answers()) {
            case ENTITY -> operation.answer(call);
            case NULL -> Answer.ok(SmsConfigEntity.SHAPE.type(), NullNode.getInstance());
            case ERROR_OBJECT -> Refusal.internalErrorObject();
            case LOGIN_PAGE -> new Answer(200, Map.of(), new Answer.Page(LOGIN_PAGE));
            case OTHER_TENANT -> SmsConfigEntity.answer(call, settingsOfAnother(call));
        };
    }

    /** The tenant that comes next; where there is only one, an empty one. */
    private SmsSettings settingsOfAnother(Call call) {
        List<TenantId> tenants = List.copyOf(profiles.tenants());
        int next = (tenants.indexOf(call.tenant()) + 1) % tenants.size();
        return tenants.size() == 1 ? SmsSettings.DEFAULTS : states.settingsOf(tenants.get(next));
    }
}
