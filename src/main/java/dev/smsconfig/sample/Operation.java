package dev.smsconfig.sample;

import dev.smsconfig.state.TenantId;
import org.jspecify.annotations.Nullable;

/** One operation of the CustomerService agent. */
interface Operation {

    /** As in the URL: {@code .../Agents/CustomerService/{name}}. */
    String name();

    /** @throws Refusal for every answer but 200 */
    Answer answer(Call call) throws Refusal;

    /**
     * A request that came through authentication and routing.
     *
     * @param contentType the header as sent, null where there is none
     */
    record Call(TenantId tenant, @Nullable String contentType, RequestBody body) {}
}
