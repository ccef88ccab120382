package dev.smsconfig.sample;

import dev.smsconfig.state.TenantId;
import java.util.List;

/** What answers a request that came through authentication and routing. */
interface Endpoint {

    /** The media types it can answer in, the preferred first. */
    List<String> offers();

    /** @throws Refusal for every answer but 200 */
    Answer answer(Call call) throws Refusal;

    /**
     * A request and whom it concerns.
     *
     * @param profile of the tenant, as it was when the request came
     */
    record Call(TenantId tenant, TenantProfile profile, RequestHead head, RequestBody body) {}
}
